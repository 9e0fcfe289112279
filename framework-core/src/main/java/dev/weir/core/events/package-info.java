/// What a run tells Java Flight Recorder (JFR): `weir.Run`, `weir.Scan`, `weir.Read`, `weir.Step`,
/// `weir.Merge`, `weir.Spill`, `weir.Pressure` and `weir.Checkpoint`. While nobody records, an
/// event is a few instructions a chunk.
@org.jspecify.annotations.NullMarked
package dev.weir.core.events;
