package dev.weir.api;

/// A column that a tool asked its [Binding] for: the only key to a chunk's data, so what is not
/// bound is never read.
///
/// @param index place in the schema of the tool's input
/// @param field its name and type
public record Column(int index, Schema.Field field) {
  /// The column's name.
  public String name() {
    return field.name();
  }

  /// The column's type.
  public Type type() {
    return field.type();
  }
}
