package dev.weir.core.keys;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.Text;
import dev.weir.api.Validity;
import dev.weir.api.Values;
import java.util.Arrays;
import java.util.List;

/// A row's key cells as bytes, so that equal keys have equal bytes: per column a flag, then 8 bytes
/// of a number or the length and content of a text. Missing cells are equal, -0.0 is 0.0, all NaN
/// are one. Not for sharing between threads.
public final class KeyEncoder {
  private final List<Column> columns;
  private final Values[] values;
  private byte[] bytes = new byte[64];
  private int length;
  private Chunk current = Chunk.of(Schema.of(), 0, 0);

  /// Keys made of these columns.
  public KeyEncoder(List<Column> columns) {
    this.columns = List.copyOf(columns);
    this.values = new Values[columns.size()];
  }

  /// Encodes the key of a row into [#bytes].
  public void encode(Chunk chunk, int row) {
    if (chunk != current) {
      current = chunk;
      for (int i = 0; i < values.length; i++) {
        values[i] = chunk.values(columns.get(i));
      }
    }
    length = 0;
    for (var cells : values) {
      boolean valid = cells.validity().at(row);
      reach(9);
      bytes[length++] = (byte) (valid ? 1 : 0);
      if (valid) {
        switch (cells) {
          case Values.Ints ints -> number(ints.cells()[row]);
          case Values.Longs longs -> number(longs.cells()[row]);
          case Values.Doubles doubles ->
              number(Double.doubleToLongBits(doubles.cells()[row] + 0.0));
          case Values.Texts texts -> text(texts.text(), row);
        }
      }
    }
  }

  /// Encodes the key of one TEXT or BYTES column.
  public void encode(byte[] source, int from, int to) {
    length = 0;
    reach(9);
    bytes[length++] = 1;
    content(source, from, to);
  }

  private void text(Text text, int row) {
    content(text.bytes(), text.start(row), text.end(row));
  }

  private void content(byte[] source, int from, int to) {
    number(to - from);
    reach(to - from);
    System.arraycopy(source, from, bytes, length, to - from);
    length += to - from;
  }

  private void number(long v) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (v >>> shift);
    }
  }

  private void reach(int more) {
    if (length + more + 8 > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more + 8));
    }
  }

  /// Holds the key just encoded, from 0 to [#length].
  public byte[] bytes() {
    return bytes;
  }

  /// Length of the key just encoded.
  public int length() {
    return length;
  }

  /// Puts the cells of an encoded key into the current row of `rows`, from column `first` on.
  public static void decode(byte[] key, int from, Schema schema, Rows rows, int first) {
    int at = from;
    for (int i = 0; i < schema.size(); i++) {
      if (key[at++] == 0) {
        continue;
      }
      long number = number(key, at);
      at += 8;
      switch (schema.fields().get(i).type()) {
        case BOOLEAN, INT, LONG, DATE, TIMESTAMP -> rows.put(first + i, number);
        case DOUBLE -> rows.put(first + i, Double.longBitsToDouble(number));
        case TEXT, BYTES -> {
          rows.put(first + i, key, at, at + (int) number);
          at += (int) number;
        }
      }
    }
  }

  private static long number(byte[] key, int at) {
    long v = 0;
    for (int i = at; i < at + 8; i++) {
      v = (v << 8) | (key[i] & 0xFF);
    }
    return v;
  }

  /// The encoded key as constant columns of `rows` rows, to be put beside others.
  public static Values[] constants(byte[] key, Schema schema, int rows) {
    var one = Rows.of(schema).row();
    decode(key, 0, schema, one, 0);
    var chunk = one.chunk();
    var repeat = new int[rows];
    return schema
        .columns()
        .map(c -> {
          var cells = chunk.values(c);
          return cells.validity().at(0) ? cells.select(repeat, rows) : missing(cells, rows);
        })
        .toArray(Values[]::new);
  }

  private static Values missing(Values cells, int rows) {
    var none = Validity.none(rows);
    return switch (cells) {
      case Values.Ints ints -> new Values.Ints(ints.type(), new int[rows], none);
      case Values.Longs longs -> new Values.Longs(longs.type(), new long[rows], none);
      case Values.Doubles _ -> new Values.Doubles(new double[rows], none);
      case Values.Texts texts ->
          new Values.Texts(texts.type(), Text.of(new byte[0], new int[rows + 1]), none);
    };
  }
}
