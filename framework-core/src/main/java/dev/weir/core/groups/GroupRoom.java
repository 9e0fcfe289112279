package dev.weir.core.groups;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.KeyTable;
import dev.weir.api.PipelineException;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.core.keys.HashKeyTable;
import dev.weir.core.memory.MemoryLedger;
import dev.weir.core.spill.Spacious;
import dev.weir.core.spill.Workspace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The memory that the groups of one block may fill, their states' key tables included, and the log
/// that they go on with when it is full. Used by one thread at a time.
final class GroupRoom implements AutoCloseable {
  private static final String ROLE = "groups";
  private static final long STEP = 16 << 10;
  private static final int MOST_KINDS = 16;

  private final Workspace run;
  private final MemoryLedger.Account account;
  private final MemoryLedger.Account own;
  private final Workspace workspace;
  private final List<HashKeyTable> tables = new ArrayList<>();
  private final List<HashKeyTable> kinds = new ArrayList<>();
  private GroupLog.@Nullable Layout layout;
  private long block;
  private int chunks;
  private @Nullable GroupLog log;
  private @Nullable ChunkProcessingContext context;

  private GroupRoom(Workspace run) {
    this.run = run;
    this.account = run.account(ROLE);
    this.own = account.part(ROLE);
    this.workspace = run.within(account);
  }

  /// A room, if there is a disk behind the context, or behind what a state is read from.
  static @Nullable GroupRoom behind(Object context) {
    return context instanceof Spacious spacious && spacious.workspace().spills()
        ? new GroupRoom(spacious.workspace())
        : null;
  }

  /// Writes what has arrived, and the log.
  void save(StateCodec.Out out) {
    out.integer(layout == null ? 0 : log == null ? 1 : 2);
    if (layout != null) {
      layout.save(out);
      out.integer(block);
      out.integer(chunks);
    }
    if (log != null) {
      log.save(out);
    }
  }

  /// The room that [#save] wrote, in the workspace behind what it is read from.
  ///
  /// @throws PipelineException INTERNAL if there is no disk behind it
  static GroupRoom restored(StateCodec.In in, List<Column> key) {
    var room = behind(in);
    if (room == null) {
      throw new PipelineException(
          PipelineException.Category.INTERNAL,
          "state.groups",
          "groups that may go to the disk are read where there is none");
    }
    long form = in.integer();
    if (form > 0) {
      var columns = GroupLog.Layout.restored(in);
      room.layout = columns;
      room.block = in.integer();
      room.chunks = Math.toIntExact(in.integer());
      if (form == 2) {
        var opened = room.opened(columns, key);
        opened.restore(in);
        room.log = opened;
      }
    }
    return room;
  }

  private GroupLog opened(GroupLog.Layout columns, List<Column> key) {
    return new GroupLog(columns, key, block, workspace, "rows of " + ROLE);
  }

  /// The run's workspace.
  Workspace run() {
    return run;
  }

  /// Another chunk arrives.
  void begin(Chunk chunk, ChunkProcessingContext of) {
    context = of;
    if (layout == null && chunk.rows() > 0) {
      layout = GroupLog.Layout.of(chunk);
      block = chunk.position(0);
    }
    chunks++;
  }

  /// The step's, as its last chunk met it.
  ChunkProcessingContext context() {
    var last = context;
    if (last == null) {
      throw new AssertionError("groups without rows");
    }
    return last;
  }

  /// True if no row has arrived.
  boolean isEmpty() {
    return layout == null;
  }

  /// True if the groups, of so many bytes, do not fit any more.
  boolean full(long bytes) {
    if (bytes > own.held()) {
      own.grow(bytes - own.held() + STEP);
    }
    return account.refused();
  }

  /// Takes memory for groups that were there before; if it is too small, they are logged with the
  /// next chunk.
  void hold(long bytes) {
    boolean _ = full(bytes);
  }

  /// Says how many bytes the groups have.
  void settle(long bytes) {
    if (bytes < own.held()) {
      own.settle(bytes);
    }
  }

  @Nullable GroupLog log() {
    return log;
  }

  /// Begins the log.
  ///
  /// @param states as they are, if there are any
  GroupLog open(List<Column> key, GroupLog.@Nullable States states) {
    var columns = layout;
    if (columns == null) {
      throw new AssertionError("groups without rows");
    }
    var opened = opened(columns, key);
    if (states != null) {
      opened.begin(states);
    }
    forgetTables();
    log = opened;
    return opened;
  }

  /// Closes the key tables of states, which have been written.
  void forgetTables() {
    tables.forEach(HashKeyTable::close);
    tables.clear();
  }

  /// The number of the chunk among those of the block.
  int chunk() {
    return chunks;
  }

  /// A key table of a state.
  HashKeyTable keyTable(Schema key, KeyTable.Cell... cells) {
    var kind =
        kinds.stream()
            .filter(table -> table.holds(key, cells))
            .findFirst()
            .map(HashKeyTable::fresh)
            .orElseGet(() -> new HashKeyTable(key, cells, workspace, ROLE));
    if (kinds.size() < MOST_KINDS && kinds.stream().noneMatch(table -> table.holds(key, cells))) {
      kinds.add(kind);
    }
    tables.add(kind);
    return kind;
  }

  /// True if states have key tables, which go with this room.
  boolean holdsTables() {
    return !tables.isEmpty();
  }

  /// Takes over the key tables of a later block.
  void adopt(GroupRoom later) {
    later.tables.stream()
        .filter(HashKeyTable::isOpen)
        .forEach(table -> {
          table.moveTo(account);
          tables.add(table);
        });
    later.tables.clear();
    tables.removeIf(table -> !table.isOpen());
  }

  @Override
  public void close() {
    tables.forEach(HashKeyTable::close);
    run.release(account);
  }
}
