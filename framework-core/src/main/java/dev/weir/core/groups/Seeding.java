package dev.weir.core.groups;

import dev.weir.api.StreamingAwarePipeline;
import dev.weir.core.run.Bytes;
import dev.weir.core.spill.Workspace;
import org.jspecify.annotations.Nullable;

/// What groups begin a pass with, asked for in order of the keys' hashes: seeds in memory, on the
/// disk, or none. Used by one thread.
interface Seeding<S> extends AutoCloseable {
  /// A group's seed, or its last state.
  record Begin<S>(S state, boolean done) {}

  /// Of one group; null if it has none.
  ///
  /// @param workspace where a state lives that is read from the disk
  @Nullable Begin<S> at(byte[] key, Workspace workspace);

  @Override
  void close();

  /// Those of a pass.
  static <S> Seeding<S> of(@Nullable Groups<S> seed, StreamingAwarePipeline<S> inner) {
    var stored = seed == null ? null : seed.stored;
    return stored == null ? new InMemory<>(seed) : new Stored<>(stored.open(), inner);
  }

  /// Seeds in memory, or none.
  record InMemory<S>(@Nullable Groups<S> seed) implements Seeding<S> {
    @Override
    public @Nullable Begin<S> at(byte[] key, Workspace workspace) {
      int group = seed == null ? -1 : seed.index.find(key, 0, key.length);
      var state = seed == null || group < 0 ? null : seed.state(group);
      return seed == null || state == null ? null : new Begin<>(state, seed.done.get(group));
    }

    @Override
    public void close() {}
  }

  /// Seeds on the disk.
  record Stored<S>(GroupSeeds.Cursor cursor, StreamingAwarePipeline<S> inner)
      implements Seeding<S> {
    @Override
    public @Nullable Begin<S> at(byte[] key, Workspace workspace) {
      var seed = cursor.at(key);
      return seed == null
          ? null
          : new Begin<>(Bytes.readBack(inner.stateCodec(), seed.state(), workspace), seed.done());
    }

    @Override
    public void close() {
      cursor.close();
    }
  }
}
