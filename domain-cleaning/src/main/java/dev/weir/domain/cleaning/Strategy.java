package dev.weir.domain.cleaning;

import dev.weir.api.Type;
import java.util.Arrays;

/// What a missing cell is filled with.
enum Strategy {
  /// The mean of the column's values.
  MEAN("mean"),
  /// Their median.
  MEDIAN("median"),
  /// The value that occurs most often.
  MOST_FREQUENT("most-frequent");

  private final String label;

  Strategy(String label) {
    this.label = label;
  }

  /// How the user writes it.
  String label() {
    return label;
  }

  /// Types of the columns that it can fill.
  Type[] types() {
    return switch (this) {
      case MEAN, MEDIAN -> Type.numeric();
      case MOST_FREQUENT ->
          Arrays.stream(Type.values()).filter(t -> t != Type.BYTES).toArray(Type[]::new);
    };
  }

  /// Type of a filled column: known before any row is read.
  Type filled(Type type) {
    return switch (this) {
      case MEAN, MEDIAN -> Type.DOUBLE;
      case MOST_FREQUENT -> type;
    };
  }

  static Strategy of(String label) {
    return Arrays.stream(values()).filter(s -> s.label.equals(label)).findFirst().orElseThrow();
  }

  static String[] labels() {
    return Arrays.stream(values()).map(Strategy::label).toArray(String[]::new);
  }
}
