package dev.weir.source.duckdb.engine;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/// Cells of a vector of JDBC, asked for one by one.
final class JdbcVector extends Vector {
  private static final byte[] NOTHING = new byte[0];

  private final DuckDBReadableVector vector;
  private final int rows;
  private final boolean hexadecimal;
  private final long[] validity;
  private final boolean allValid;
  private byte @Nullable [] @Nullable [] texts;

  JdbcVector(DuckDBReadableVector vector, int rows, boolean hexadecimal) {
    this.vector = vector;
    this.rows = rows;
    this.hexadecimal = hexadecimal;
    this.validity = new long[(rows + 63) >> 6];
    boolean all = true;
    for (int r = 0; r < rows; r++) {
      if (vector.isNull(r)) {
        all = false;
      } else {
        validity[r >> 6] |= 1L << r;
      }
    }
    this.allValid = all;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public boolean allValid() {
    return allValid;
  }

  @Override
  public boolean isNull(int row) {
    return (validity[row >> 6] & (1L << row)) == 0;
  }

  @Override
  public long validWord(int word) {
    return validity[word];
  }

  @Override
  public boolean bool(int row) {
    return !isNull(row) && vector.getBoolean(row);
  }

  @Override
  public long word(int index) {
    return switch (vector.getType()) {
      case HUGEINT, UHUGEINT -> half(index >> 1, (index & 1) != 0);
      case DOUBLE -> isNull(index) ? 0 : Double.doubleToRawLongBits(vector.getDouble(index));
      case UBIGINT -> isNull(index) ? 0 : vector.getUint64(index).longValue();
      default -> isNull(index) ? 0 : vector.getLong(index);
    };
  }

  private long half(int row, boolean upper) {
    if (isNull(row)) {
      return 0;
    }
    BigInteger value =
        vector.getType() == DuckDBColumnType.HUGEINT
            ? vector.getHugeInt(row)
            : vector.getUHugeInt(row);
    return (upper ? value.shiftRight(Long.SIZE) : value).longValue();
  }

  @Override
  public void copy(int from, long[] target, int at, int count) {
    for (int i = 0; i < count; i++) {
      target[at + i] = word(from + i);
    }
  }

  @Override
  public void copy(int from, double[] target, int at, int count) {
    for (int i = 0; i < count; i++) {
      target[at + i] = isNull(from + i) ? 0 : vector.getDouble(from + i);
    }
  }

  @Override
  public void copy(int from, int[] target, int at, int count) {
    for (int i = 0; i < count; i++) {
      target[at + i] = half(from + i);
    }
  }

  @Override
  public int half(int row) {
    return isNull(row) ? 0 : vector.getInt(row);
  }

  private byte[] cell(int row) {
    var all = texts;
    if (all == null) {
      all = new byte[rows][];
      texts = all;
    }
    var bytes = all[row];
    if (bytes == null) {
      var text = isNull(row) ? null : vector.getString(row);
      bytes =
          text == null
              ? NOTHING
              : hexadecimal ? HexFormat.of().parseHex(text) : text.getBytes(StandardCharsets.UTF_8);
      all[row] = bytes;
    }
    return bytes;
  }

  @Override
  public int textLength(int row) {
    return cell(row).length;
  }

  @Override
  public void copyText(int row, int length, byte[] target, int at) {
    System.arraycopy(cell(row), 0, target, at, length);
  }
}
