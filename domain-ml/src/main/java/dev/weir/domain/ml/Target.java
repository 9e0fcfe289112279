package dev.weir.domain.ml;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.Type;
import java.util.Comparator;

/// What is to be predicted: one of several classes, named by text, or a number.
///
/// @param column the column of the rows that the forest is fitted on
/// @param classes true for classes
record Target(Column column, boolean classes) {
  /// True if the row says what is to be predicted: a class, or a number that can be squared.
  boolean known(Chunk chunk, int row) {
    if (!chunk.validity(column).at(row)) {
      return false;
    }
    return classes || Math.abs(chunk.doubles(column)[row]) <= FeatureRows.GREATEST;
  }

  /// The name of a row's class.
  String className(Chunk chunk, int row) {
    return switch (column.type()) {
      case TEXT -> chunk.text(column).string(row);
      case BOOLEAN -> chunk.ints(column)[row] != 0 ? "true" : "false";
      default -> Long.toString(chunk.longs(column)[row]);
    };
  }

  /// The order of classes: numbers by size, all else by name.
  static Comparator<String> order(Type type) {
    return type == Type.INT || type == Type.LONG
        ? Comparator.comparingLong(Long::parseLong)
        : Comparator.naturalOrder();
  }
}
