package dev.weir.api;

/// A comparison of a column with a constant, simple enough for any source to check.
///
/// @param column name of the column
/// @param comparison how it is compared
/// @param value a Long, Double, String or Boolean; for DATE columns days, for TIMESTAMP columns
///   microseconds since 1970 as Long
public record Condition(String column, Comparison comparison, Object value) {
  /// How a cell is compared with the constant; a missing cell never fulfils any.
  public enum Comparison {
    /// Equal.
    EQUAL,
    /// Not equal.
    NOT_EQUAL,
    /// Below.
    LESS,
    /// Below or equal.
    LESS_OR_EQUAL,
    /// Above.
    GREATER,
    /// Above or equal.
    GREATER_OR_EQUAL
  }
}
