package dev.weir.core.memory;

/// What can take memory for its caller before the chunk is through: an account, or a context that
/// has one. What is taken is settled to what the states keep after the chunk.
public interface Reserving {
  /// Takes nothing.
  Reserving NOTHING =
      new Reserving() {
        @Override
        public void reserve(long bytes) {}

        @Override
        public long reserveSome(long least, long most) {
          return most;
        }

        @Override
        public void release(long bytes) {}
      };

  /// Takes this many bytes more.
  ///
  /// @throws dev.weir.api.PipelineException RESOURCE if they do not fit
  void reserve(long bytes);

  /// Takes `least` bytes more and up to half of what is free besides, no more than `most` in all;
  /// gives how many.
  ///
  /// @throws dev.weir.api.PipelineException RESOURCE if not even `least` fit
  long reserveSome(long least, long most);

  /// Gives this many of the bytes taken back at once.
  void release(long bytes);
}
