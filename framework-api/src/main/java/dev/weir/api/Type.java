package dev.weir.api;

/// What a column holds, and as which plain array.
///
/// | type | array | cell |
/// |---|---|---|
/// | BOOLEAN | `int[]` | 0 or 1 |
/// | INT | `int[]` | signed 32 bits |
/// | LONG | `long[]` | signed 64 bits |
/// | DATE | `long[]` | days since 1970-01-01 |
/// | TIMESTAMP | `long[]` | microseconds since 1970-01-01T00:00Z, UTC |
/// | DOUBLE | `double[]` | IEEE 754 binary64; NaN is a value, not a missing one |
/// | TEXT | [Text] | UTF-8 |
/// | BYTES | [Text] | any bytes |
public enum Type {
  /// True or false.
  BOOLEAN,
  /// Whole numbers of 32 bits.
  INT,
  /// Whole numbers of 64 bits.
  LONG,
  /// Days.
  DATE,
  /// Moments, to the microsecond.
  TIMESTAMP,
  /// Real numbers.
  DOUBLE,
  /// Text.
  TEXT,
  /// Bytes.
  BYTES;

  private static final Type[] NUMERIC = {INT, LONG, DOUBLE};

  /// INT, LONG and DOUBLE: the types that [Chunk#doubles] can give. A fresh array, for use as
  /// `in.columns(names, Type.numeric())`.
  public static Type[] numeric() {
    return NUMERIC.clone();
  }

  /// True for INT, LONG and DOUBLE.
  public boolean isNumeric() {
    return this == INT || this == LONG || this == DOUBLE;
  }

  /// Bytes of one cell; for TEXT and BYTES the offset only, the content comes on top.
  public int width() {
    return switch (this) {
      case BOOLEAN, INT, TEXT, BYTES -> Integer.BYTES;
      case LONG, DATE, TIMESTAMP, DOUBLE -> Long.BYTES;
    };
  }
}
