package dev.weir.domain.ml;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A column that trees ask about, and how its cells become numbers: numbers, dates and truth values
/// stand for themselves, a missing one is NaN; a text is the number of its category, a missing one
/// and one that is no category have numbers of their own.
///
/// @param column the column
/// @param categories of a TEXT column, by number
record Feature(Column column, List<String> categories) {
  boolean isText() {
    return column.type() == Type.TEXT;
  }

  /// The number of a missing text.
  int missing() {
    return categories.size();
  }

  /// The number of a text that is no category.
  int other() {
    return categories.size() + 1;
  }

  /// How many numbers there are for texts.
  int codes() {
    return categories.size() + 2;
  }

  /// A number a row; the array is the caller's, and may be longer than the chunk has rows.
  double[] numbers(Chunk chunk) {
    return isText() ? codes(chunk) : reals(chunk);
  }

  private double[] reals(Chunk chunk) {
    var numbers = new double[chunk.rows()];
    if (column.type().isNumeric()) {
      System.arraycopy(chunk.doubles(column), 0, numbers, 0, chunk.rows());
    } else {
      var cells = chunk.longs(column);
      for (int r = 0; r < chunk.rows(); r++) {
        numbers[r] = cells[r];
      }
    }
    var validity = chunk.validity(column);
    if (!validity.all()) {
      for (int r = 0; r < chunk.rows(); r++) {
        numbers[r] = validity.at(r) ? numbers[r] : Double.NaN;
      }
    }
    return numbers;
  }

  private double[] codes(Chunk chunk) {
    Map<String, Integer> byText = new HashMap<>();
    for (int c = 0; c < categories.size(); c++) {
      byText.put(categories.get(c), c);
    }
    var validity = chunk.validity(column);
    var text = chunk.text(column);
    var codes = new double[chunk.rows()];
    for (int r = 0; r < chunk.rows(); r++) {
      codes[r] = validity.at(r) ? byText.getOrDefault(text.string(r), other()) : missing();
    }
    return codes;
  }
}
