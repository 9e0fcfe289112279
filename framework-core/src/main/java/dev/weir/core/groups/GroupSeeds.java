package dev.weir.core.groups;

import dev.weir.api.ChunkReader;
import dev.weir.api.Column;
import dev.weir.api.PipelineException;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.core.spill.RowCursor;
import dev.weir.core.spill.Spacious;
import dev.weir.core.spill.TableBuilder;
import dev.weir.core.spill.Workspace;
import dev.weir.numerics.Hashing;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What groups that do not fit into memory take to the next pass: of each, in order of the keys'
/// hashes, the bytes of its seed, or of its last state if it needs no further pass.
///
/// @param table a row a group
record GroupSeeds(Table table) {
  private static final Schema SCHEMA =
      Schema.of(
          Schema.Field.of("hash", Type.LONG),
          Schema.Field.of("key", Type.BYTES),
          Schema.Field.of("done", Type.BOOLEAN),
          Schema.Field.of("state", Type.BYTES));
  private static final Column HASH = new Column(0, SCHEMA.fields().get(0));
  private static final Column KEY = new Column(1, SCHEMA.fields().get(1));
  private static final Column DONE = new Column(2, SCHEMA.fields().get(2));
  private static final Column STATE = new Column(3, SCHEMA.fields().get(3));

  /// A group's seed, or its last state if it is done.
  @SuppressWarnings("ArrayRecordComponent")
  record Seed(boolean done, byte[] state) {}

  /// Takes the groups in order. Used by one thread.
  static final class Writer {
    private static final int BATCH_BYTES = 64 << 10;

    private final TableBuilder builder;
    private Rows rows = Rows.of(SCHEMA);
    private long bytes;
    private boolean more;

    Writer(Workspace workspace) {
      builder = workspace.table(SCHEMA, "seeds of groups");
    }

    void add(byte[] key, boolean done, byte[] state) {
      rows.row().put(0, Hashing.of(key, 0, key.length)).put(1, key, 0, key.length);
      rows.put(2, done ? 1 : 0).put(3, state, 0, state.length);
      more |= !done;
      bytes += key.length + state.length;
      if (bytes >= BATCH_BYTES) {
        flush();
      }
    }

    private void flush() {
      builder.add(rows.chunk());
      rows = Rows.of(SCHEMA);
      bytes = 0;
    }

    /// True if a group needs a further pass.
    boolean more() {
      return more;
    }

    GroupSeeds finish() {
      flush();
      return new GroupSeeds(builder.table());
    }
  }

  /// Writes all of them.
  void save(StateCodec.Out out) {
    try (var cursor = open()) {
      for (; cursor.here(); cursor.advance()) {
        var seed = cursor.seed();
        out.integer(seed.done() ? 2 : 1);
        out.bytes(cursor.key());
        out.bytes(seed.state());
      }
    }
    out.integer(0);
  }

  /// The seeds that [#save] wrote, in the workspace behind what they are read from.
  ///
  /// @throws PipelineException INTERNAL if there is no disk behind it
  static GroupSeeds restored(StateCodec.In in) {
    if (!(in instanceof Spacious spacious)) {
      throw new PipelineException(
          PipelineException.Category.INTERNAL,
          "state.groups",
          "groups that are on the disk are read where there is none");
    }
    var writer = new Writer(spacious.workspace());
    for (long form = in.integer(); form > 0; form = in.integer()) {
      var key = in.bytes();
      writer.add(key, form == 2, in.bytes());
    }
    return writer.finish();
  }

  Cursor open() {
    return new Cursor(table.open());
  }

  /// One reading: stands at a group.
  static final class Cursor extends RowCursor {
    private Cursor(ChunkReader reader) {
      super(SCHEMA, reader);
    }

    byte[] key() {
      return bytes(KEY);
    }

    Seed seed() {
      return new Seed(chunk.ints(DONE)[row] != 0, bytes(STATE));
    }

    /// Goes on to a key that is not before the one that it stands at; null if it is not there.
    @Nullable Seed at(byte[] key) {
      long hash = Hashing.of(key, 0, key.length);
      while (here()) {
        int order = Long.compare(chunk.longs(HASH)[row], hash);
        order = order == 0 ? Arrays.compareUnsigned(key(), key) : order;
        if (order >= 0) {
          return order == 0 ? seed() : null;
        }
        advance();
      }
      return null;
    }
  }
}
