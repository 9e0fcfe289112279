package dev.weir.core.groups;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.Column;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.Table;
import dev.weir.api.Text;
import dev.weir.api.Type;
import dev.weir.api.Validity;
import dev.weir.api.Values;
import dev.weir.core.keys.KeyEncoder;
import dev.weir.core.spill.ExternalSort;
import dev.weir.core.spill.RowBytes;
import dev.weir.core.spill.RowCursor;
import dev.weir.core.spill.Workspace;
import dev.weir.numerics.Hashing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What happened to groups whose states do not fit into memory, to be done later one group after
/// the other: rows that arrived, and states as they were when the log began. Sorted by key; what
/// happened to a group stays in order. Used by one thread.
final class GroupLog {
  private static final int HASH = 0;
  private static final int KEY = 1;
  private static final int BLOCK = 2;
  private static final int CHUNK = 3;
  private static final int NUMBER = 4;
  private static final int STATE = 5;
  private static final int FIRST = 6;
  private static final int BATCH = 8192;
  private static final int STATE_BATCH_BYTES = 64 << 10;

  /// How rows of the tool's input lie in a log.
  ///
  /// @param input columns of the tool
  /// @param present those of them that are here
  /// @param stored columns of the log: key, place of the event, state, then those that are here
  record Layout(Schema input, List<Column> present, Schema stored) {
    static Layout of(Chunk chunk) {
      return of(chunk.schema(), chunk.schema().columns().filter(chunk::has).toList());
    }

    private static Layout of(Schema input, List<Column> present) {
      var fields = new ArrayList<Schema.Field>();
      fields.add(Schema.Field.of("hash", Type.LONG));
      fields.add(Schema.Field.of("key", Type.BYTES));
      fields.add(Schema.Field.of("block", Type.LONG));
      fields.add(Schema.Field.of("chunk", Type.INT));
      fields.add(Schema.Field.of("number", Type.LONG));
      fields.add(Schema.Field.of("state", Type.BYTES));
      for (var column : present) {
        fields.add(Schema.Field.of("column " + column.index(), column.type()));
      }
      return new Layout(input, present, new Schema(fields));
    }

    void save(StateCodec.Out out) {
      RowBytes.write(input, out);
      out.integers(present.stream().mapToLong(Column::index).toArray());
    }

    static Layout restored(StateCodec.In in) {
      var input = RowBytes.schema(in);
      var present = new ArrayList<Column>();
      for (long index : in.integers()) {
        present.add(new Column((int) index, input.fields().get((int) index)));
      }
      return of(input, present);
    }

    Column column(int index) {
      return new Column(index, stored.fields().get(index));
    }

    /// Rows of a log as the tool's input.
    Chunk restored(Chunk events) {
      var values = new @Nullable Values[input.size()];
      for (int i = 0; i < present.size(); i++) {
        values[present.get(i).index()] = events.values(column(FIRST + i));
      }
      var positions = new long[events.rows()];
      var identities = new long[events.rows()];
      for (int r = 0; r < positions.length; r++) {
        positions[r] = events.position(r);
        identities[r] = events.identity(r);
      }
      return Chunk.of(input, events.rows(), positions, identities, values);
    }
  }

  private final Layout layout;
  private final KeyEncoder encoder;
  private final long block;
  private final ExternalSort sort;
  private @Nullable Table table;

  /// @param block names the block: greater than those of the blocks before
  GroupLog(Layout layout, List<Column> key, long block, Workspace workspace, String role) {
    this.layout = layout;
    this.encoder = new KeyEncoder(key);
    this.block = block;
    this.sort = new ExternalSort(layout.stored(), workspace, role, true, "hash", "key");
  }

  Layout layout() {
    return layout;
  }

  /// Rows that arrive for any groups.
  ///
  /// @param chunk number of the chunk among those of the block
  /// @param number of the chunk, as the run counts
  void add(Chunk rows, int chunk, long number) {
    for (int from = 0; from < rows.rows(); from += BATCH) {
      addPart(rows.slice(from, Math.min(rows.rows(), from + BATCH)), chunk, number);
    }
  }

  private void addPart(Chunk rows, int chunk, long number) {
    int count = rows.rows();
    var hashes = new long[count];
    var keys = new Text.Builder(count);
    var blocks = new long[count];
    var chunks = new int[count];
    var numbers = new long[count];
    for (int r = 0; r < count; r++) {
      encoder.encode(rows, r);
      hashes[r] = Hashing.of(encoder.bytes(), 0, encoder.length());
      keys.add(encoder.bytes(), 0, encoder.length());
      blocks[r] = block;
      chunks[r] = chunk;
      numbers[r] = number;
    }
    var values = new Values[layout.stored().size()];
    values[HASH] = Values.of(hashes);
    values[KEY] = new Values.Texts(Type.BYTES, keys.build(), Validity.ALL);
    values[BLOCK] = Values.of(blocks);
    values[CHUNK] = Values.of(chunks);
    values[NUMBER] = Values.of(numbers);
    values[STATE] =
        new Values.Texts(
            Type.BYTES, Text.of(new byte[0], new int[count + 1]), Validity.none(count));
    for (int i = 0; i < layout.present().size(); i++) {
      values[FIRST + i] = rows.values(layout.present().get(i));
    }
    var positions = new long[count];
    var identities = new long[count];
    for (int r = 0; r < count; r++) {
      positions[r] = rows.position(r);
      identities[r] = rows.identity(r);
    }
    sort.add(Chunk.of(layout.stored(), count, positions, identities, values));
  }

  /// The states of groups, in order of their keys.
  interface States {
    /// The next one's key and state, or nothing.
    Optional<Saved> next();
  }

  /// A state.
  @SuppressWarnings("ArrayRecordComponent")
  record Saved(byte[] key, byte[] state) {}

  /// The states as they are when the log begins.
  void begin(States states) {
    sort.addSorted(
        new ChunkReader() {
          @Override
          public Optional<Chunk> next() {
            var rows = Rows.of(layout.stored());
            long bytes = 0;
            while (bytes < STATE_BATCH_BYTES) {
              var saved = states.next();
              if (saved.isEmpty()) {
                break;
              }
              var key = saved.get().key();
              var state = saved.get().state();
              rows.row().put(HASH, Hashing.of(key, 0, key.length)).put(KEY, key, 0, key.length);
              rows.put(BLOCK, block).put(STATE, state, 0, state.length);
              bytes += state.length + key.length;
            }
            return rows.count() == 0 ? Optional.empty() : Optional.of(rows.chunk());
          }

          @Override
          public void close() {}
        });
  }

  /// Writes what happened so far.
  void save(StateCodec.Out out) {
    sort.save(out);
  }

  /// Goes on from what [#save] wrote.
  void restore(StateCodec.In in) {
    sort.restore(in);
  }

  /// What happened later.
  void append(GroupLog later) {
    sort.append(later.sort);
  }

  /// Reads what happened, group by group.
  Events open() {
    var sorted = table == null ? sort.table() : table;
    table = sorted;
    return new Events(sorted.open());
  }

  /// One reading: stands at an event.
  final class Events extends RowCursor {
    private Events(ChunkReader reader) {
      super(layout.stored(), reader);
    }

    byte[] key() {
      return bytes(layout.column(KEY));
    }

    boolean of(byte[] key) {
      return here() && chunk.text(layout.column(KEY)).equals(row, key, 0, key.length);
    }

    long block() {
      return chunk.longs(layout.column(BLOCK))[row];
    }

    long number() {
      return chunk.longs(layout.column(NUMBER))[row];
    }

    /// Takes the state, if this event is one.
    Optional<byte[]> state() {
      if (!chunk.validity(layout.column(STATE)).at(row)) {
        return Optional.empty();
      }
      var state = bytes(layout.column(STATE));
      advance();
      return Optional.of(state);
    }

    /// Takes the rows of one chunk of the group.
    Chunk rows(byte[] key) {
      long of = block();
      int number = chunk.ints(layout.column(CHUNK))[row];
      var parts = new ArrayList<Chunk>();
      do {
        int from = row;
        var chunks = chunk.ints(layout.column(CHUNK));
        var blocks = chunk.longs(layout.column(BLOCK));
        var keys = chunk.text(layout.column(KEY));
        while (row < chunk.rows()
            && chunks[row] == number
            && blocks[row] == of
            && keys.equals(row, key, 0, key.length)) {
          row++;
        }
        parts.add(chunk.slice(from, row));
      } while (row == chunk.rows()
          && of(key)
          && block() == of
          && chunk.ints(layout.column(CHUNK))[row] == number);
      return layout.restored(Interleaved.of(layout.stored(), parts));
    }
  }
}
