package dev.weir.source.duckdb;

import dev.weir.api.Type;
import java.util.Optional;

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
/// @param lenient how it is asked for where a cell that does not fit only sets its row aside; empty
///   if in the same way
record SourceColumn(
    String name,
    Type type,
    Wire wire,
    String plain,
    String typed,
    String query,
    boolean pushable,
    Optional<Lenient> lenient) {

  SourceColumn(
      String name,
      Type type,
      Wire wire,
      String plain,
      String typed,
      String query,
      boolean pushable) {
    this(name, type, wire, plain, typed, query, pushable, Optional.empty());
  }

  /// SQL that ends no query, over the split's [Split#lenientFrom].
  ///
  /// @param plain as above; a cell that does not fit may be missing
  /// @param typed as above; a cell that does not fit is missing
  /// @param misfit the text of a cell that does not fit, else missing; empty if the wire finds it
  /// @param why what is wrong with that cell
  record Lenient(String plain, String typed, String misfit, String why) {}

  /// As for reading, or for reading leniently.
  String plain(boolean leniently) {
    return leniently && lenient.isPresent() ? lenient.get().plain() : plain;
  }

  String typed(boolean leniently) {
    return leniently && lenient.isPresent() ? lenient.get().typed() : typed;
  }

  /// SQL of the text of cells that do not fit; empty if there is none to ask for.
  Optional<String> misfit(boolean leniently) {
    return lenient.map(Lenient::misfit).filter(sql -> leniently && !sql.isEmpty());
  }
}
