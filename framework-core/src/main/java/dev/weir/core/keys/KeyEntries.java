package dev.weir.core.keys;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.Column;
import dev.weir.api.KeyTable.Cell;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.Text;
import dev.weir.api.Type;
import dev.weir.api.Validity;
import dev.weir.api.Values;
import dev.weir.core.spill.RowCursor;
import dev.weir.numerics.ExactSum;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Keys and cells as rows: as they lie on the disk (hash, encoded key, cells; sums as bytes) and as
/// people get them (the key's columns, then the cells).
///
/// @param key columns of the key
/// @param cells kinds of the cells
/// @param stored rows on the disk
/// @param shown rows of the table
@SuppressWarnings("ArrayRecordComponent")
record KeyEntries(Schema key, Cell[] cells, Schema stored, Schema shown) {
  /// Columns that stored rows are sorted by.
  static final String[] ORDER = {"hash", "key"};

  private static final int BATCH = 1024;
  private static final int FIRST = 2;

  static KeyEntries of(Schema key, Cell[] cells) {
    var stored = new ArrayList<Schema.Field>();
    stored.add(Schema.Field.of("hash", Type.LONG));
    stored.add(Schema.Field.of("key", Type.BYTES));
    var shown = new ArrayList<>(key.fields());
    for (int i = 0; i < cells.length; i++) {
      stored.add(Schema.Field.of("cell " + i, cells[i] == Cell.SUM ? Type.BYTES : Type.LONG));
      shown.add(
          Schema.Field.of(name(shown, cells, i), cells[i] == Cell.SUM ? Type.DOUBLE : Type.LONG));
    }
    return new KeyEntries(key, cells, new Schema(stored), new Schema(shown));
  }

  private static String name(List<Schema.Field> taken, Cell[] cells, int cell) {
    long before = Arrays.stream(cells).limit(cell).filter(c -> c == cells[cell]).count();
    var name = new StringBuilder(cells[cell].name().toLowerCase(Locale.ROOT));
    if (before > 0) {
      name.append(before + 1);
    }
    while (taken.stream().anyMatch(f -> f.name().contentEquals(name))) {
      name.append('_');
    }
    return name.toString();
  }

  /// Keys in memory as stored rows, in order.
  ChunkReader of(KeyIndex index, CellColumns columns) {
    var order = index.sorted();
    return new Reading() {
      private int at;

      @Override
      public Optional<Chunk> next() {
        if (at == order.length) {
          return Optional.empty();
        }
        int rows = Math.min(BATCH, order.length - at);
        var batch = Arrays.copyOfRange(order, at, at + rows);
        at += rows;
        return Optional.of(Chunk.of(stored, rows, 0, columnsOf(batch, index, columns)));
      }
    };
  }

  private Values[] columnsOf(int[] ids, KeyIndex index, CellColumns columns) {
    var hashes = new long[ids.length];
    var keys = new Text.Builder(ids.length);
    for (int r = 0; r < ids.length; r++) {
      int id = ids[r];
      hashes[r] = index.hash(id);
      keys.add(index.content(), index.start(id), index.end(id));
    }
    var values = new Values[FIRST + cells.length];
    values[0] = Values.of(hashes);
    values[1] = new Values.Texts(Type.BYTES, keys.build(), Validity.ALL);
    for (int i = 0; i < cells.length; i++) {
      values[FIRST + i] = cells[i] == Cell.SUM ? sums(ids, columns, i) : numbers(ids, columns, i);
    }
    return values;
  }

  private static Values numbers(int[] ids, CellColumns columns, int cell) {
    var numbers = new long[ids.length];
    for (int r = 0; r < ids.length; r++) {
      numbers[r] = columns.number(cell, ids[r]);
    }
    return Values.of(numbers);
  }

  private static Values sums(int[] ids, CellColumns columns, int cell) {
    var sums = new Text.Builder(ids.length);
    for (int id : ids) {
      var bytes = bytes(columns.sum(cell, id));
      sums.add(bytes, 0, bytes.length);
    }
    return new Values.Texts(Type.BYTES, sums.build(), Validity.ALL);
  }

  private static void put(Rows rows, int cell, ExactSum sum) {
    var bytes = bytes(sum);
    rows.put(FIRST + cell, bytes, 0, bytes.length);
  }

  private static byte[] bytes(ExactSum sum) {
    var words = sum.words();
    var bytes = ByteBuffer.allocate(Long.BYTES * words.length);
    bytes.asLongBuffer().put(words);
    return bytes.array();
  }

  /// Stored rows of which those of one key lie side by side, each key once.
  ChunkReader combined(ChunkReader sorted) {
    return new Combining(this, sorted);
  }

  /// Stored rows as people get them.
  ChunkReader shown(ChunkReader entries) {
    return new ChunkReader() {
      private long first;

      @Override
      public Optional<Chunk> next() {
        var chunk = entries.next().map(c -> shown(c, first));
        first += chunk.map(Chunk::rows).orElse(0);
        return chunk;
      }

      @Override
      public void close() {
        entries.close();
      }
    };
  }

  private Chunk shown(Chunk entries, long first) {
    var rows = Rows.of(shown);
    var keys = entries.text(column(1));
    for (int r = 0; r < entries.rows(); r++) {
      rows.row();
      KeyEncoder.decode(keys.bytes(), keys.start(r), key, rows, 0);
      for (int i = 0; i < cells.length; i++) {
        if (cells[i] == Cell.SUM) {
          rows.put(key.size() + i, sum(entries.text(column(FIRST + i)), r).sum());
        } else {
          long number = number(entries, i, r);
          if (cells[i] == Cell.COUNT || number != CellColumns.none(cells[i])) {
            rows.put(key.size() + i, number);
          }
        }
      }
    }
    var chunk = rows.chunk();
    return Chunk.of(
        shown, chunk.rows(), first, shown.columns().map(chunk::values).toArray(Values[]::new));
  }

  Column column(int index) {
    return new Column(index, stored.fields().get(index));
  }

  Text keys(Chunk entries) {
    return entries.text(column(1));
  }

  long number(Chunk entries, int cell, int row) {
    return entries.longs(column(FIRST + cell))[row];
  }

  ExactSum sum(Chunk entries, int cell, int row) {
    return sum(entries.text(column(FIRST + cell)), row);
  }

  private static ExactSum sum(Text bytes, int row) {
    int length = bytes.end(row) - bytes.start(row);
    var words = new long[length / Long.BYTES];
    ByteBuffer.wrap(bytes.bytes(), bytes.start(row), length).asLongBuffer().get(words);
    return ExactSum.ofWords(words);
  }

  /// A reading that holds nothing.
  private abstract static class Reading implements ChunkReader {
    @Override
    public void close() {}
  }

  /// Makes one row of adjacent rows of one key.
  private static final class Combining extends RowCursor implements ChunkReader {
    private final KeyEntries entries;

    Combining(KeyEntries entries, ChunkReader sorted) {
      super(entries.stored, sorted);
      this.entries = entries;
    }

    @Override
    public Optional<Chunk> next() {
      if (!here()) {
        return Optional.empty();
      }
      var rows = Rows.of(entries.stored);
      while (rows.count() < BATCH && here()) {
        combine(rows);
      }
      return Optional.of(rows.chunk());
    }

    private void combine(Rows rows) {
      var key = bytes(entries.column(1));
      rows.row().put(0, chunk.longs(entries.column(0))[row]).put(1, key, 0, key.length);
      int count = entries.cells.length;
      var numbers = new long[count];
      var sums = new ExactSum[count];
      for (int i = 0; i < count; i++) {
        if (entries.cells[i] == Cell.SUM) {
          sums[i] = entries.sum(chunk, i, row);
        } else {
          numbers[i] = entries.number(chunk, i, row);
        }
      }
      advance();
      while (here() && entries.keys(chunk).equals(row, key, 0, key.length)) {
        for (int i = 0; i < count; i++) {
          if (entries.cells[i] == Cell.SUM) {
            sums[i].merge(entries.sum(chunk, i, row));
          } else {
            numbers[i] =
                CellColumns.combined(entries.cells[i], numbers[i], entries.number(chunk, i, row));
          }
        }
        advance();
      }
      for (int i = 0; i < count; i++) {
        if (entries.cells[i] == Cell.SUM) {
          put(rows, i, sums[i]);
        } else {
          rows.put(FIRST + i, numbers[i]);
        }
      }
    }
  }
}
