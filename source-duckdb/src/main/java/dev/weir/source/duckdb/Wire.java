package dev.weir.source.duckdb;

/// In which form cells come out of DuckDB; [ColumnBuilder] turns each into a plain column.
enum Wire {
  /// One byte, 0 or 1.
  BOOL,
  /// 32 bits.
  INT32,
  /// 64 bits.
  INT64,
  /// 64 bits without a sign; must fit 63.
  UINT64,
  /// 128 bits; must fit 64.
  INT128,
  /// 128 bits without a sign; must fit 63.
  UINT128,
  /// A double.
  DOUBLE,
  /// 32 bits of days since 1970, infinities refused.
  DAYS,
  /// 64 bits of microseconds since 1970, infinities refused.
  MICROS,
  /// Text or bytes.
  TEXT,
  /// Text that must be a whole number, checked here: DuckDB would read `1.5` as 2.
  WHOLE_NUMBER,
  /// Text that must be a date, checked here: DuckDB would drop a time of day.
  ISO_DATE,
  /// Text that must be a timestamp, checked here: DuckDB would drop an offset.
  ISO_TIMESTAMP
}
