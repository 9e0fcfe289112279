package dev.weir.tck;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.Estimator;
import dev.weir.api.PipelineResult;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import java.util.ArrayList;

/// The law of models, MODEL.
final class ModelLaws {
  private ModelLaws() {}

  static void model(Fold fit) {
    if (!(fit.pipeline() instanceof Estimator)) {
      return;
    }
    var model = fit.run().result();
    var expected = fit.transform(model).run();
    Finding.none(
        Comparison.toTheBit().difference(expected, fit.again().transform(model).run()),
        "the model, applied by a new instance that was never fitted");
    Finding.none(
        Comparison.toTheBit().difference(expected, fit.again().transform(copied(model)).run()),
        "the model as plain tables and values, as if it had been saved and read back");
    if (fit.tool().needs().order().isEmpty()) {
      turned(fit, model, expected);
    }
  }

  /// Applied to the same rows with the columns the other way round.
  private static void turned(Fold fit, PipelineResult model, Outcome expected) {
    var example = fit.example();
    var other =
        Fold.of(
            fit.plugin(),
            fit.tool().descriptor().name(),
            example
                .withFitOn(example.fitted())
                .withData(Tables.of(reversed(Tables.whole(example.data())))));
    var actual = other.transform(model).run();
    var schema = expected.rows().schema();
    for (var name : schema.names()) {
      Finding.unless(
          actual.rows().schema().indexOf(name) >= 0,
          "applied to a table with its columns in reverse order, it emits no column '"
              + name
              + "'");
    }
    var rows = Tables.whole(actual.rows());
    var from = schema.columns().mapToInt(c -> rows.schema().column(c.name()).index()).toArray();
    Finding.none(
        Comparison.toTheBit()
            .cells("emitted rows", Tables.whole(expected.rows()), rows.project(schema, from)),
        "applied to a table with its columns in reverse order");
  }

  private static Chunk reversed(Chunk rows) {
    var schema = new Schema(rows.schema().fields().reversed());
    var from = new int[schema.size()];
    for (int i = 0; i < from.length; i++) {
      from[i] = from.length - 1 - i;
    }
    return rows.project(schema, from);
  }

  private static PipelineResult copied(PipelineResult model) {
    var copy = PipelineResult.EMPTY;
    for (var entry : model.tables().entrySet()) {
      copy = copy.withTable(entry.getKey(), copied(entry.getValue()));
    }
    for (var entry : model.values().entrySet()) {
      copy = copy.withValue(entry.getKey(), entry.getValue());
    }
    return copy;
  }

  private static Table copied(Table table) {
    var rows = Rows.of(table.schema());
    var columns = new ArrayList<Column>(table.schema().columns().toList());
    table.forEachChunk(chunk -> {
      for (int r = 0; r < chunk.rows(); r++) {
        rows.row();
        for (var column : columns) {
          rows.put(column.index(), chunk, column, r);
        }
      }
    });
    return rows.table();
  }
}
