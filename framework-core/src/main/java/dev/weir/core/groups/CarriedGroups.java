package dev.weir.core.groups;

import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.StreamingAwarePipeline;
import dev.weir.core.run.Bytes;
import org.jspecify.annotations.Nullable;

/// The states of a transform's groups: in memory while they fit into their room, on the disk from
/// then on. Used by one thread at a time.
final class CarriedGroups<S> implements AutoCloseable {
  /// Those in memory, if [#pages] is null.
  final Groups<S> groups;

  @Nullable GroupPages pages;

  CarriedGroups(Groups<S> groups) {
    this.groups = groups;
  }

  /// Writes all states to the disk and forgets those in memory.
  ///
  /// @param room of the groups
  GroupPages spill(
      GroupRoom room, StreamingAwarePipeline<S> inner, ChunkProcessingContext context) {
    var written = new GroupPages(room.run());
    written.number(groups.index.size());
    try (var update = written.update(context)) {
      for (int group : groups.index.sorted()) {
        var state = groups.state(group);
        if (state != null) {
          var bytes = Bytes.of(inner.stateCodec(), state);
          update.put(groups.index.key(group), new GroupPages.Page(group, bytes));
        }
      }
      update.commit();
    }
    groups.clear();
    room.forgetTables();
    room.settle(groups.bytes());
    pages = written;
    return written;
  }

  @Override
  public void close() {
    groups.close();
    if (pages != null) {
      pages.close();
    }
  }
}
