package dev.weir.source.duckdb;

import dev.weir.source.duckdb.engine.Vector;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/// Cells that may not fit 64 bits, one at a time.
final class CheckedCells {
  private static final String BEYOND = "is beyond 64 bits";
  private static final int MOST_SHOWN = 80;

  private final Wire wire;
  private byte[] scratch = new byte[64];

  CheckedCells(Wire wire) {
    this.wire = wire;
  }

  /// The cell, which must be there.
  ///
  /// @throws BadCellException if it does not fit
  long cell(Vector vector, int row) {
    return switch (wire) {
      case UINT64 -> unsigned(vector.word(row), row);
      case INT128 -> huge(vector.word(2 * row), vector.word(2 * row + 1), row);
      case UINT128 -> unsignedHuge(vector.word(2 * row), vector.word(2 * row + 1), row);
      case DAYS -> days(vector.half(row), row);
      case MICROS -> micros(vector.word(row), row);
      case WHOLE_NUMBER, ISO_DATE, ISO_TIMESTAMP -> spelled(vector, row);
      case BOOL, INT32, INT64, DOUBLE, TEXT -> throw new AssertionError(wire);
    };
  }

  private static long unsigned(long word, int row) {
    if (word < 0) {
      throw new BadCellException(row, Long.toUnsignedString(word), BEYOND);
    }
    return word;
  }

  private static long huge(long low, long high, int row) {
    if (high != low >> 63) {
      throw new BadCellException(row, big(low, high).toString(), BEYOND);
    }
    return low;
  }

  private static long unsignedHuge(long low, long high, int row) {
    if (high != 0 || low < 0) {
      var value = big(low, high);
      throw new BadCellException(
          row,
          (value.signum() < 0 ? value.add(BigInteger.TWO.pow(128)) : value).toString(),
          BEYOND);
    }
    return low;
  }

  private static BigInteger big(long low, long high) {
    return BigInteger.valueOf(high).shiftLeft(64).add(new BigInteger(Long.toUnsignedString(low)));
  }

  private static long days(int days, int row) {
    if (days == Integer.MAX_VALUE || days == -Integer.MAX_VALUE) {
      throw new BadCellException(row, days > 0 ? "infinity" : "-infinity", "is no day");
    }
    return days;
  }

  private static long micros(long micros, int row) {
    if (micros == Long.MAX_VALUE || micros == -Long.MAX_VALUE) {
      throw new BadCellException(row, micros > 0 ? "infinity" : "-infinity", "is no point in time");
    }
    return micros;
  }

  private long spelled(Vector vector, int row) {
    int length = vector.textLength(row);
    if (length + 16 > scratch.length) {
      scratch = new byte[length + 64];
    }
    vector.copyText(row, length, scratch, 0);
    int from = 0;
    int to = length;
    while (from < to && scratch[from] == ' ') {
      from++;
    }
    while (to > from && scratch[to - 1] == ' ') {
      to--;
    }
    if (wire == Wire.WHOLE_NUMBER) {
      return whole(from, to, length, row);
    }
    long value =
        wire == Wire.ISO_DATE ? IsoTime.days(scratch, from, to) : IsoTime.micros(scratch, from, to);
    if (value == IsoTime.NONE) {
      throw new BadCellException(
          row,
          shown(length),
          wire == Wire.ISO_DATE
              ? "is no date (2020-12-31)"
              : "is no timestamp (2020-12-31 23:59:59)");
    }
    return value;
  }

  private long whole(int from, int to, int length, int row) {
    boolean negative = from < to && scratch[from] == '-';
    int at = negative || (from < to && scratch[from] == '+') ? from + 1 : from;
    if (at == to) {
      throw noWhole(length, row);
    }
    long value = 0; // negative of what was read so far: its range is the wider one
    for (; at < to; at++) {
      int digit = scratch[at] - '0';
      if (digit < 0 || digit > 9) {
        throw noWhole(length, row);
      }
      if (value < (Long.MIN_VALUE + digit) / 10) {
        throw new BadCellException(row, shown(length), BEYOND);
      }
      value = value * 10 - digit;
    }
    if (!negative && value == Long.MIN_VALUE) {
      throw new BadCellException(row, shown(length), BEYOND);
    }
    return negative ? value : -value;
  }

  private BadCellException noWhole(int length, int row) {
    return new BadCellException(row, shown(length), "is no whole number");
  }

  private String shown(int length) {
    return Messages.shorten(new String(scratch, 0, length, StandardCharsets.UTF_8), MOST_SHOWN);
  }
}
