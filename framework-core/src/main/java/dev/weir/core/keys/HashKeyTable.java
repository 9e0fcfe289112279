package dev.weir.core.keys;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.KeyTable;
import dev.weir.api.PipelineException;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.core.memory.MemoryLedger;
import dev.weir.numerics.ExactSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A key table in memory, every byte of it in the ledger: what does not fit ends the run with a
/// RESOURCE error.
public final class HashKeyTable implements KeyTable, AutoCloseable {
  private final Schema key;
  private final Cell[] cells;
  private final MemoryLedger.Account account;
  private final KeyIndex index = new KeyIndex();
  private final long[][] numbers;
  private final List<List<ExactSum>> sums = new ArrayList<>();
  private KeyEncoder encoder = new KeyEncoder(List.of());
  private Column[] encoded = new Column[0];
  private int current = -1;
  private long sumBytes;

  /// No keys yet.
  public HashKeyTable(Schema key, Cell[] cells, MemoryLedger.Account account) {
    this.key = key;
    this.cells = cells.clone();
    this.account = account;
    this.numbers = new long[cells.length][];
    for (int i = 0; i < cells.length; i++) {
      numbers[i] = new long[cells[i] == Cell.SUM ? 0 : 16];
      sums.add(new ArrayList<ExactSum>());
    }
    account.settle(retained());
  }

  private long retained() {
    long bytes = index.retainedBytes() + sumBytes;
    for (var column : numbers) {
      bytes += 8L * column.length;
    }
    return bytes;
  }

  @Override
  public KeyTable at(Chunk chunk, int row, Column... columns) {
    if (!Arrays.equals(columns, encoded)) {
      encoder = new KeyEncoder(List.of(columns));
      encoded = columns.clone();
    }
    encoder.encode(chunk, row);
    move(encoder.bytes(), 0, encoder.length());
    return this;
  }

  @Override
  public KeyTable at(byte[] bytes, int from, int to) {
    encoder.encode(bytes, from, to);
    move(encoder.bytes(), 0, encoder.length());
    return this;
  }

  private void move(byte[] bytes, int from, int to) {
    long growth = index.growth(1, to - from);
    if (growth > 0) {
      account.reserve(growth + (numbersFull() ? 8L * index.size() * cells.length : 0));
    }
    int before = index.size();
    current = index.of(bytes, from, to);
    boolean added = index.size() > before;
    boolean grown = false;
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] == Cell.SUM) {
        while (sums.get(i).size() <= current) {
          var sum = ExactSum.create();
          account.reserve(sum.retainedBytes());
          sumBytes += sum.retainedBytes();
          sums.get(i).add(sum);
        }
      } else if (current >= numbers[i].length) {
        int old = numbers[i].length;
        numbers[i] = Arrays.copyOf(numbers[i], old * 2);
        grown = true;
      }
    }
    if (added) {
      for (int i = 0; i < cells.length; i++) {
        if (cells[i] == Cell.MIN) {
          numbers[i][current] = Long.MAX_VALUE;
        } else if (cells[i] == Cell.MAX) {
          numbers[i][current] = Long.MIN_VALUE;
        }
      }
    }
    if (growth > 0 || grown) {
      account.settle(retained());
    }
  }

  private boolean numbersFull() {
    return Arrays.stream(numbers).anyMatch(n -> n.length > 0 && index.size() >= n.length);
  }

  @Override
  public KeyTable add(int cell, long value) {
    var column = numbers[cell];
    switch (cells[cell]) {
      case COUNT -> {
        try {
          column[current] = Math.addExact(column[current], value);
        } catch (ArithmeticException e) {
          throw new PipelineException(
              PipelineException.Category.DATA,
              "keys.overflow",
              "a count of whole numbers exceeds 64 bits; use a SUM cell",
              e);
        }
      }
      case MIN -> column[current] = Math.min(column[current], value);
      case MAX -> column[current] = Math.max(column[current], value);
      case SUM -> sums.get(cell).get(current).add((double) value);
    }
    return this;
  }

  @Override
  public KeyTable add(int cell, double value) {
    if (cells[cell] != Cell.SUM) {
      throw new IllegalStateException("a real number added to a " + cells[cell] + " cell");
    }
    sums.get(cell).get(current).add(value);
    return this;
  }

  @Override
  public KeyTable merge(KeyTable later) {
    var other = (HashKeyTable) later;
    for (int id = 0; id < other.index.size(); id++) {
      move(other.index.content(), other.index.start(id), other.index.end(id));
      for (int i = 0; i < cells.length; i++) {
        if (cells[i] == Cell.SUM) {
          sums.get(i).get(current).merge(other.sums.get(i).get(id));
        } else {
          add(i, other.numbers[i][id]);
        }
      }
    }
    other.close();
    return this;
  }

  @Override
  public long keys() {
    return index.size();
  }

  @Override
  public Table table() {
    var fields = new ArrayList<>(key.fields());
    for (int i = 0; i < cells.length; i++) {
      var cell = cells[i];
      long before = Arrays.stream(cells).limit(i).filter(c -> c == cell).count();
      var name = cell.name().toLowerCase(java.util.Locale.ROOT) + (before == 0 ? "" : before + 1);
      while (taken(fields, name)) {
        name = name + "_";
      }
      fields.add(Schema.Field.of(name, cell == Cell.SUM ? Type.DOUBLE : Type.LONG));
    }
    var rows = Rows.of(new Schema(fields));
    for (int id = 0; id < index.size(); id++) {
      rows.row();
      KeyEncoder.decode(index.content(), index.start(id), key, rows, 0);
      for (int i = 0; i < cells.length; i++) {
        int column = key.size() + i;
        switch (cells[i]) {
          case SUM -> rows.put(column, sums.get(i).get(id).sum());
          case COUNT -> rows.put(column, numbers[i][id]);
          case MIN -> put(rows, column, numbers[i][id], Long.MAX_VALUE);
          case MAX -> put(rows, column, numbers[i][id], Long.MIN_VALUE);
        }
      }
    }
    return rows.table();
  }

  private static boolean taken(List<Schema.Field> fields, String name) {
    return fields.stream().anyMatch(f -> f.name().equals(name));
  }

  private static void put(Rows rows, int column, long value, long none) {
    if (value != none) {
      rows.put(column, value);
    }
  }

  /// Writes keys and cells.
  public void write(StateCodec.Out out) {
    out.integer(key.size());
    for (var field : key.fields()) {
      out.text(field.name());
      out.text(field.type().name());
    }
    out.integer(cells.length);
    for (var cell : cells) {
      out.text(cell.name());
    }
    out.integer(index.size());
    for (int id = 0; id < index.size(); id++) {
      out.bytes(index.key(id));
      for (int i = 0; i < cells.length; i++) {
        if (cells[i] == Cell.SUM) {
          sums.get(i).get(id).write(out);
        } else {
          out.integer(numbers[i][id]);
        }
      }
    }
  }

  /// Reads what [#write] wrote.
  public static HashKeyTable read(StateCodec.In in, MemoryLedger.Account account) {
    var fields = new ArrayList<Schema.Field>();
    for (long n = in.integer(); n > 0; n--) {
      fields.add(Schema.Field.of(in.text(), Type.valueOf(in.text())));
    }
    var cells = new Cell[(int) in.integer()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = Cell.valueOf(in.text());
    }
    var table = new HashKeyTable(new Schema(fields), cells, account);
    for (long n = in.integer(); n > 0; n--) {
      var bytes = in.bytes();
      table.move(bytes, 0, bytes.length);
      for (int i = 0; i < cells.length; i++) {
        if (cells[i] == Cell.SUM) {
          table.sums.get(i).get(table.current).merge(ExactSum.read(in));
        } else {
          table.numbers[i][table.current] = in.integer();
        }
      }
    }
    return table;
  }

  @Override
  public void close() {
    account.close();
  }
}
