/// Checkpoints: the files in which a run that goes on leaves where it stands, so that it can be
/// taken up after its process has died. Start at [CheckpointFolder].
@org.jspecify.annotations.NullMarked
package dev.weir.core.checkpoint;
