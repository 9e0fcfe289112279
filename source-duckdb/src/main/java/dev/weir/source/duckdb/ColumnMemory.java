package dev.weir.source.duckdb;

import java.util.Collection;

/// What DuckDB holds of each column that it reads or writes, whatever the number of rows: vectors
/// of 2048 cells in every step of its own pipeline. Seen with CSV and Parquet files of 100 to 2,000
/// columns (DuckDB 2.0.0); text cells beyond 12 bytes take their own bytes beside.
final class ColumnMemory {
  private static final long BASE = 16L << 20;
  private static final long TEXT = 168L << 10;
  private static final long OTHER = 100L << 10;
  private static final long WRITTEN = 180L << 10;

  private ColumnMemory() {}

  /// The least memory for reading these columns at once.
  static long toRead(Collection<SourceColumn> columns) {
    return BASE + columns.stream().mapToLong(ColumnMemory::bytes).sum();
  }

  /// The least memory for writing that many columns.
  static long toWrite(int columns) {
    return BASE + columns * WRITTEN;
  }

  /// How many columns of text may be read at once.
  static int columnsWithin(long memoryBytes) {
    return Math.clamp((memoryBytes - BASE) / TEXT, 16, Integer.MAX_VALUE);
  }

  private static long bytes(SourceColumn column) {
    return switch (column.wire()) {
      case TEXT, WHOLE_NUMBER, ISO_DATE, ISO_TIMESTAMP -> TEXT;
      case BOOL, INT32, INT64, UINT64, INT128, UINT128, DOUBLE, DAYS, MICROS -> OTHER;
    };
  }
}
