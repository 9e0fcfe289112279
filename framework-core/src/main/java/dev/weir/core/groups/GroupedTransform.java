package dev.weir.core.groups;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.KeyTable;
import dev.weir.api.Recovery;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.StreamingPipelineError;
import dev.weir.api.Transform;
import dev.weir.core.keys.KeyIndex;
import dev.weir.core.memory.Closing;
import dev.weir.core.run.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A transform once per group; what the groups emit for a chunk is put back in order of position.
///
/// Groups of which not all fit into memory go to the disk ([GroupPages]): from then on the states
/// of a chunk's groups are read, take their rows and are written again. The calls are the same as
/// in memory, at the same time and with the same rows, but for the order among the groups of a
/// chunk, which do not know of each other.
final class GroupedTransform<S> implements Transform<CarriedGroups<S>> {
  private static final int CHECK = 1024;

  private final Transform<S> inner;
  private final List<Column> key;
  private final Schema output;

  GroupedTransform(Transform<S> inner, List<Column> key, Schema output) {
    this.inner = inner;
    this.key = List.copyOf(key);
    this.output = output;
  }

  @Override
  public CarriedGroups<S> newState(ChunkProcessingContext context) {
    return new CarriedGroups<>(new Groups<>(key, null, GroupRoom.behind(context)));
  }

  /// Groups of a chunk whose states are on the disk, by their numbers in `keys`.
  ///
  /// @param rows those of each
  /// @param ranks of each, among all groups, if it is a new one
  /// @param first number of the first of them among the groups of the chunk
  private record Parts(KeyIndex keys, List<int[]> rows, List<Long> ranks, int first) {
    static Parts after(int first) {
      return new Parts(new KeyIndex(), new ArrayList<>(), new ArrayList<>(), first);
    }

    void add(byte[] of, int[] its, long rank) {
      keys.of(of, 0, of.length);
      rows.add(its);
      ranks.add(rank);
    }
  }

  @Override
  public void processChunk(Chunk chunk, CarriedGroups<S> carried, ChunkProcessingContext context) {
    var emitted = new Emitted(output);
    var room = carried.groups.room;
    var pages = carried.pages;
    if (room == null || pages == null) {
      var left = inMemory(chunk, carried.groups, emitted, context);
      if (room != null && left != null) {
        onTheDisk(chunk, room, carried.spill(room, inner, context), left, emitted, context);
      }
    } else {
      var parts = Parts.after(0);
      new Splitter(key, parts.keys()).split(chunk, (_, rows, _) -> parts.rows().add(rows));
      long first = pages.number(parts.rows().size());
      for (int part = 0; part < parts.rows().size(); part++) {
        parts.ranks().add(first + part);
      }
      onTheDisk(chunk, room, pages, parts, emitted, context);
    }
    if (!emitted.isEmpty()) {
      context.emit(emitted.take().chunk());
    }
  }

  /// Takes the groups of a chunk while they fit; gives the others, or null if all did.
  private @Nullable Parts inMemory(
      Chunk chunk, Groups<S> groups, Emitted emitted, ChunkProcessingContext context) {
    var room = groups.room;
    var part = new int[1];
    var left = new @Nullable Parts[1];
    groups.splitter.split(
        chunk,
        (group, rows, count) -> {
          var others = left[0];
          if (others != null) {
            others.add(groups.index.key(group), rows, group);
            return;
          }
          int number = part[0]++;
          var inGroup =
              context(
                  context,
                  chunk,
                  rows,
                  room == null ? context::keyTable : room::keyTable,
                  c -> emitted.add(keyed(groups.index.key(group), c), number));
          var state = groups.state(group);
          if (state == null) {
            state = inner.newState(inGroup);
            groups.put(group, state);
            groups.grown(inner.stateCodec().retainedBytes(state), Groups.GROUP_BYTES, context);
          }
          long before = inner.stateCodec().retainedBytes(state);
          inner.processChunk(chunk.select(rows, count), state, inGroup);
          groups.grown(inner.stateCodec().retainedBytes(state) - before, 0, context);
          if (room != null && room.full(groups.bytes())) {
            left[0] = Parts.after(part[0]);
          }
        });
    if (room != null && left[0] == null) {
      room.settle(groups.bytes());
    }
    return left[0];
  }

  private void onTheDisk(
      Chunk chunk,
      GroupRoom room,
      GroupPages pages,
      Parts parts,
      Emitted emitted,
      ChunkProcessingContext context) {
    if (parts.rows().isEmpty()) {
      return;
    }
    try (var update = pages.update(context)) {
      for (int part : parts.keys().sorted()) {
        var of = parts.keys().key(part);
        var rows = parts.rows().get(part);
        int number = parts.first() + part;
        try (var scope = GroupScope.of(room.run())) {
          var inGroup =
              context(
                  context, chunk, rows, scope::keyTable, c -> emitted.add(keyed(of, c), number));
          var page = update.at(of);
          var state =
              page == null
                  ? inner.newState(inGroup)
                  : Bytes.readBack(inner.stateCodec(), page.state(), scope.workspace());
          inner.processChunk(chunk.select(rows, rows.length), state, inGroup);
          long rank = page == null ? parts.ranks().get(part) : page.rank();
          update.put(of, new GroupPages.Page(rank, Bytes.of(inner.stateCodec(), state)));
          Closing.close(state);
        }
      }
      update.commit();
    }
  }

  private interface KeyTables {
    KeyTable make(Schema of, KeyTable.Cell... cells);
  }

  private static GroupContext context(
      ChunkProcessingContext context,
      Chunk chunk,
      int[] rows,
      KeyTables tables,
      Consumer<Chunk> emitted) {
    return new GroupContext(context, chunk, rows, emitted) {
      @Override
      public KeyTable keyTable(Schema of, KeyTable.Cell... cells) {
        return tables.make(of, cells);
      }
    };
  }

  private Chunk keyed(byte[] of, Chunk chunk) {
    return Grouping.withKey(chunk, output, key, of);
  }

  /// Rows at the end come in chunks of a fixed size, so that later steps meet the same ones
  /// wherever the states are.
  @Override
  public void endOfInput(CarriedGroups<S> carried, ChunkProcessingContext context) {
    var none = Chunk.of(Schema.of(), 0, 0);
    var room = carried.groups.room;
    if (room != null && carried.pages != null) {
      endOnTheDisk(carried.pages, room, none, context);
      return;
    }
    var groups = carried.groups;
    var emitted = new Emitted(output);
    for (int group = 0; group < groups.index.size(); group++) {
      int number = group;
      var state = groups.state(group);
      if (state != null) {
        inner.endOfInput(
            state,
            new GroupContext(
                context,
                none,
                new int[0],
                c -> emitted.add(keyed(groups.index.key(number), c), number)));
      }
    }
    if (!emitted.isEmpty()) {
      var all = emitted.take().chunk();
      int most = EndRows.chunkRows(output);
      for (int from = 0; from < all.rows(); from += most) {
        context.emit(all.slice(from, Math.min(all.rows(), from + most)));
      }
    }
  }

  private void endOnTheDisk(
      GroupPages pages, GroupRoom room, Chunk none, ChunkProcessingContext context) {
    try (var sorting = room.run().scope()) {
      var last = new EndRows(output, sorting);
      var done = new int[1];
      pages.forEach((of, page) -> {
        if (++done[0] % CHECK == 0) {
          context.checkCancelled();
        }
        try (var scope = GroupScope.of(room.run())) {
          var state = Bytes.readBack(inner.stateCodec(), page.state(), scope.workspace());
          inner.endOfInput(
              state,
              context(
                  context,
                  none,
                  new int[0],
                  scope::keyTable,
                  c -> last.add(keyed(of, c), page.rank())));
          Closing.close(state);
        }
      });
      last.emit(context);
    }
  }

  @Override
  public Recovery handleStreamingError(
      StreamingPipelineError error, ChunkProcessingContext context) {
    return inner.handleStreamingError(error, context);
  }

  @Override
  public StateCodec<CarriedGroups<S>> stateCodec() {
    return new CarriedCodec<>(inner, key);
  }
}
