/// Tables from files, databases and SQL.
///
/// | step | class |
/// |---|---|
/// | location to files | `Locations`, `Format` |
/// | what the user said | `ReadOptions` |
/// | CSV: head, dialect, types | `CsvHead`, `CsvRecords`, `CsvDialect`, `CellKind`, `CsvOpener` |
/// | other formats | `ParquetOpener`, `JsonOpener`, `DatabaseOpener`, `SqliteImport` |
/// | queries | `QueryOpener`, `Preparation` |
/// | types | `TypeRule`, `SourceColumn`, `Wire` |
/// | scan to SQL | `ScanSql`, `Split` |
/// | batches to chunks | `ScanReader`, `ColumnBuilder`, `CheckedCells`, `IsoTime` |
/// | errors | `Faults`, `BadCellException` |
/// | chunks to files | `FileWriter` |
///
/// Traps of DuckDB 2.0 that this package is written around, each with a test: its CSV sniffer skips
/// lines and renames columns; it reads `1.5` as the whole number 2, drops the time of day for a
/// DATE and the offset for a TIMESTAMP; it gives no rows for UTF-16 with the high byte first;
/// `max_temp_directory_size` is not obeyed as a setting of the start.
package dev.weir.source.duckdb;
