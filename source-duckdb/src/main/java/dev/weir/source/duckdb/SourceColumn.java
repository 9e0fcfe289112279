package dev.weir.source.duckdb;

import dev.weir.api.Type;

/// A column of a split: how it is asked for and what it becomes.
///
/// @param name its name, in the schema too
/// @param type its type in the schema
/// @param wire the form in which `plain` arrives
/// @param plain SQL for reading it
/// @param typed SQL of the same values in the order and with the equality of `type`, for ORDER BY,
///   conditions and views
/// @param query SQL of what a query sees: of the file's own type where it has one
/// @param pushable true if conditions on `typed` mean the same in DuckDB, and cannot hide a cell
///   that must be refused
record SourceColumn(
    String name,
    Type type,
    Wire wire,
    String plain,
    String typed,
    String query,
    boolean pushable) {}
