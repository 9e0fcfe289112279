package dev.weir.domain.ml;

import dev.weir.api.Column;
import dev.weir.api.PipelineException;
import dev.weir.api.Table;
import dev.weir.api.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The rows that a forest is fitted on, in plain columns.
///
/// @param features what trees ask about
/// @param numbers of each feature, a number a row
/// @param classes names in order; none for numbers
/// @param label of each row its class; empty for numbers
/// @param value of each row its number; empty for classes
/// @param leftOut rows whose target is not known
@SuppressWarnings("ArrayRecordComponent")
record TrainingRows(
    List<Feature> features,
    double[][] numbers,
    List<String> classes,
    int[] label,
    double[] value,
    long leftOut) {
  /// Most categories of a text feature; rarer texts are one further category together.
  static final int MOST_CATEGORIES = 254;

  static final int MOST_CLASSES = 1_000;

  int rows() {
    return numbers[0].length;
  }

  /// Reads the table twice: for categories and classes, and for the rows.
  static TrainingRows of(Table table, List<Column> columns, Target target) {
    var texts = new ArrayList<Map<String, int[]>>();
    columns.forEach(_ -> texts.add(new HashMap<>()));
    var classes = new TreeMap<String, Integer>(Target.order(target.column().type()));
    var known = new int[2];
    table.forEachChunk(chunk -> {
      for (int r = 0; r < chunk.rows(); r++) {
        if (!target.known(chunk, r)) {
          known[1]++;
          continue;
        }
        known[0]++;
        if (target.classes()) {
          classes.putIfAbsent(target.className(chunk, r), 0);
          checkClasses(target, classes.size());
        }
        for (int f = 0; f < columns.size(); f++) {
          var column = columns.get(f);
          if (column.type() == Type.TEXT && chunk.validity(column).at(r)) {
            texts.get(f).computeIfAbsent(chunk.text(column).string(r), _ -> new int[1])[0]++;
          }
        }
      }
    });
    int number = 0;
    for (var entry : classes.entrySet()) {
      entry.setValue(number++);
    }
    var features = new ArrayList<Feature>();
    for (int f = 0; f < columns.size(); f++) {
      features.add(new Feature(columns.get(f), categories(texts.get(f))));
    }
    int rows = known[0];
    var filled =
        new TrainingRows(
            features,
            new double[columns.size()][rows],
            List.copyOf(classes.keySet()),
            new int[target.classes() ? rows : 0],
            new double[target.classes() ? 0 : rows],
            known[1]);
    filled.fill(table, target, classes);
    return filled;
  }

  private static void checkClasses(Target target, int classes) {
    if (classes > MOST_CLASSES) {
      throw PipelineException.user(
          "forest.classes",
          "column '"
              + target.column().name()
              + "' has more than "
              + MOST_CLASSES
              + " different values, too many for classes; "
              + (target.column().type() == Type.TEXT
                  ? "predict another column"
                  : "predict it as a number by --kind regression"));
    }
  }

  /// The most frequent texts, of equals the first by name; in the order of names.
  private static List<String> categories(Map<String, int[]> counts) {
    return counts.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<String, int[]>>comparingInt(e -> -e.getValue()[0])
                .thenComparing(Map.Entry::getKey))
        .limit(MOST_CATEGORIES)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private void fill(Table table, Target target, Map<String, Integer> numbered) {
    var next = new int[1];
    table.forEachChunk(chunk -> {
      var cells = features.stream().map(f -> f.numbers(chunk)).toArray(double[][]::new);
      for (int r = 0; r < chunk.rows(); r++) {
        if (!target.known(chunk, r)) {
          continue;
        }
        int row = next[0]++;
        for (int f = 0; f < cells.length; f++) {
          numbers[f][row] = cells[f][r];
        }
        if (target.classes()) {
          label[row] = numbered.getOrDefault(target.className(chunk, r), 0);
        } else {
          value[row] = chunk.doubles(target.column())[r];
        }
      }
    });
  }

  /// Mean of the values; 0 for none.
  double mean() {
    return rows() == 0 ? 0 : Arrays.stream(value).map(v -> v / rows()).sum();
  }
}
