package dev.weir.domain.cleaning;

import dev.weir.api.Type;
import java.util.Arrays;
import java.util.Locale;

/// What a missing cell is filled with.
public enum Strategy {
  /// The mean of the column's values.
  MEAN,
  /// Their median.
  MEDIAN,
  /// The value that occurs most often.
  MOST_FREQUENT;

  /// How the user writes it.
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
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
}
