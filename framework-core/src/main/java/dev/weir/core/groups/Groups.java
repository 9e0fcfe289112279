package dev.weir.core.groups;

import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.PipelineException;
import dev.weir.core.keys.KeyIndex;
import dev.weir.core.memory.Closing;
import dev.weir.core.memory.Reserving;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One state per key. Used by one thread at a time.
final class Groups<S> implements AutoCloseable {
  /// What a group takes beside its state: its places in lists, its rows in the chunk at hand and
  /// the small objects around them.
  static final long GROUP_BYTES = 400;

  final KeyIndex index = new KeyIndex();
  final Splitter splitter;
  final List<@Nullable S> states = new ArrayList<>();

  /// Groups that need no further pass; their states are final and shared.
  final BitSet done = new BitSet();

  final @Nullable Groups<S> seed;
  private long stateBytes;

  Groups(List<Column> key, @Nullable Groups<S> seed) {
    this.splitter = new Splitter(key, index);
    this.seed = seed;
  }

  @Nullable S state(int group) {
    return group < states.size() ? states.get(group) : null;
  }

  void put(int group, @Nullable S state) {
    while (states.size() <= group) {
      states.add(null);
    }
    states.set(group, state);
  }

  /// A state has grown or shrunk by this much.
  void grown(long bytes) {
    stateBytes += bytes;
  }

  /// A state has grown or shrunk by this much during a chunk.
  void grown(long bytes, ChunkProcessingContext context) {
    grown(bytes);
    reserve(bytes, context);
  }

  /// Takes memory at once, since a chunk may bring any number of groups.
  ///
  /// @throws PipelineException RESOURCE if it does not fit
  void reserve(long bytes, ChunkProcessingContext context) {
    if (bytes > 0 && context instanceof Reserving reserving) {
      try {
        reserving.reserve(bytes);
      } catch (PipelineException e) {
        throw PipelineException.resource(
            "memory.groups",
            "the states of so many groups ("
                + index.size()
                + " so far) do not fit into memory; give more by --memory, or group by columns of"
                + " fewer values");
      }
    }
  }

  long stateBytes() {
    return stateBytes;
  }

  long retainedBytes() {
    return index.retainedBytes()
        + splitter.retainedBytes()
        + GROUP_BYTES * states.size()
        + stateBytes;
  }

  @Override
  public void close() {
    for (var state : states) {
      Closing.close(state);
    }
  }
}
