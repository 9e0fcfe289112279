package dev.weir.domain.ml;

import dev.weir.api.Column;
import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A forest as a plain result, and back. Nothing of it needs Smile.
///
/// @param features what trees ask about
/// @param classes names in order; none for numbers
/// @param trees the forest
record ForestModel(List<Feature> features, List<String> classes, List<Tree> trees) {
  private static final Schema FEATURES =
      Schema.of(
          Schema.Field.of("feature", Type.TEXT),
          Schema.Field.of("kind", Type.TEXT),
          Schema.Field.of("importance", Type.DOUBLE));
  private static final Schema CATEGORIES =
      Schema.of(Schema.Field.of("feature", Type.TEXT), Schema.Field.of("category", Type.TEXT));
  private static final Schema CLASSES =
      Schema.of(Schema.Field.of("class", Type.TEXT), Schema.Field.of("rows", Type.LONG));

  static PipelineResult of(Forest forest, TrainingRows rows, boolean classes) {
    var categories = Rows.of(CATEGORIES);
    for (var feature : rows.features()) {
      for (var category : feature.categories()) {
        categories.row().put(0, feature.column().name()).put(1, category);
      }
    }
    var counts = new long[rows.classes().size()];
    for (int label : rows.label()) {
      counts[label]++;
    }
    var names = Rows.of(CLASSES);
    for (int c = 0; c < counts.length; c++) {
      names.row().put(0, rows.classes().get(c)).put(1, counts[c]);
    }
    var result =
        PipelineResult.EMPTY
            .withTable("features", features(forest, rows))
            .withTable("classes", names.table())
            .withTable("categories", categories.table())
            .withTable("nodes", ForestTables.nodes(forest.trees(), rows.features(), classes))
            .withTable("leaves", ForestTables.leaves(forest.trees(), rows.classes()))
            .withValue("kind", classes ? "classification" : "regression")
            .withValue("trees", (long) forest.trees().size())
            .withValue("oob-error", forest.outOfBag().error())
            .withValue("oob-rows", forest.outOfBag().rowCount())
            .withValue("used", (long) rows.rows())
            .withValue("left-out", rows.leftOut());
    for (var warning : warnings(rows, classes)) {
      result = result.withWarning(warning);
    }
    return result;
  }

  /// By importance, which sums to 1, the greatest first.
  private static Table features(Forest forest, TrainingRows rows) {
    var importance = new double[rows.features().size()];
    forest.trees().forEach(tree -> tree.addImportance(importance));
    double total = 0;
    for (double each : importance) {
      total += each;
    }
    var table = Rows.of(FEATURES);
    double whole = total > 0 ? total : 1;
    IntStream.range(0, importance.length)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(f -> -importance[f])
                .thenComparing(f -> rows.features().get(f).column().name()))
        .forEach(f -> {
          var feature = rows.features().get(f);
          table.row().put(0, feature.column().name());
          table.put(1, feature.isText() ? "category" : "number");
          table.put(2, importance[f] / whole);
        });
    return table.table();
  }

  private static List<String> warnings(TrainingRows rows, boolean classes) {
    var warnings = new ArrayList<String>();
    if (rows.leftOut() > 0) {
      warnings.add(
          rows.leftOut()
              + (rows.leftOut() == 1 ? " row was" : " rows were")
              + " left out of the fit: the target is missing"
              + (classes ? "" : ", not finite or beyond 1e150"));
    }
    if (rows.rows() == 0) {
      warnings.add("no row says what is to be predicted: there are no trees and no predictions");
    } else if (rows.classes().size() == 1) {
      warnings.add("all rows are of one class, '" + rows.classes().getFirst() + "'");
    }
    for (var feature : rows.features()) {
      if (feature.categories().size() == TrainingRows.MOST_CATEGORIES) {
        warnings.add(
            "text column '"
                + feature.column().name()
                + "' has its "
                + TrainingRows.MOST_CATEGORIES
                + " most frequent values as categories; any others are one category together");
      }
    }
    return warnings;
  }

  /// Without what only predictions need.
  static PipelineResult shown(PipelineResult model) {
    var tables = new LinkedHashMap<>(model.tables());
    tables.keySet().removeAll(List.of("categories", "nodes", "leaves"));
    return new PipelineResult(
        tables, model.values(), model.charts(), model.exactness(), model.warnings());
  }

  static boolean hasClasses(PipelineResult model) {
    return model.value("kind", String.class).equals("classification");
  }

  static List<String> classes(PipelineResult model) {
    return column(model.table("classes"), "class");
  }

  private static List<String> column(Table table, String name) {
    var texts = new ArrayList<String>();
    var column = table.schema().column(name);
    table.forEachChunk(chunk -> {
      for (int r = 0; r < chunk.rows(); r++) {
        texts.add(chunk.text(column).string(r));
      }
    });
    return texts;
  }

  /// The forest of a model, its features being the columns of their names.
  static ForestModel read(PipelineResult model, List<Column> bound) {
    Map<String, List<String>> categories = new LinkedHashMap<>();
    var of = column(model.table("categories"), "feature");
    var names = column(model.table("categories"), "category");
    for (int i = 0; i < of.size(); i++) {
      categories.computeIfAbsent(of.get(i), _ -> new ArrayList<>()).add(names.get(i));
    }
    var features = new ArrayList<Feature>();
    var named = column(model.table("features"), "feature");
    var kinds = column(model.table("features"), "kind");
    for (int f = 0; f < named.size(); f++) {
      features.add(
          new Feature(
              bound(named.get(f), kinds.get(f).equals("category"), bound),
              categories.getOrDefault(named.get(f), List.of())));
    }
    var classes = classes(model);
    return new ForestModel(
        features,
        classes,
        ForestTables.trees(model.table("nodes"), model.table("leaves"), features, classes));
  }

  private static Column bound(String name, boolean text, List<Column> bound) {
    var found = bound.stream().filter(column -> column.name().equals(name)).findFirst();
    if (found.isEmpty()) {
      throw PipelineException.user(
          "forest.model",
          "the model was fitted on a feature '"
              + name
              + "', and the features here are "
              + bound.stream().map(Column::name).toList()
              + "; name the same ones by --features");
    }
    var column = found.get();
    if ((column.type() == Type.TEXT) != text) {
      throw PipelineException.user(
          "forest.model",
          "the model was fitted on a feature '"
              + name
              + "' of "
              + (text ? "texts" : "numbers")
              + ", and here it is "
              + column.type()
              + "; give it that type first");
    }
    return column;
  }
}
