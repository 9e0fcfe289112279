package dev.weir.core.memory;

/// A context that can take memory for its caller's state before the chunk is through. What is taken
/// is settled to what the state keeps after the chunk.
public interface Reserving {
  /// Takes this many bytes more.
  ///
  /// @throws dev.weir.api.PipelineException RESOURCE if they do not fit
  void reserve(long bytes);
}
