package dev.weir.domain.cleaning;

import dev.weir.api.Column;
import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The model as a plain result: table `fill`, a row a column, whose `value` holds the value in
/// words, exactly.
final class FillModel {
  static final String TABLE = "fill";

  private static final Schema SCHEMA =
      Schema.of(
          Schema.Field.of("column", Type.TEXT),
          Schema.Field.of("strategy", Type.TEXT),
          Schema.Field.of("value", Type.TEXT),
          Schema.Field.of("number", Type.DOUBLE),
          Schema.Field.of("missing", Type.LONG),
          Schema.Field.of("count", Type.LONG));

  private FillModel() {}

  static PipelineResult of(
      Strategy strategy,
      List<Column> columns,
      List<? extends ColumnFit> fits,
      boolean nanAsMissing) {
    var rows = Rows.of(SCHEMA);
    var result = PipelineResult.EMPTY;
    for (int i = 0; i < fits.size(); i++) {
      var counts = fits.get(i).counts();
      var column = columns.get(i);
      var value = counts.values() == 0 ? Optional.<String>empty() : fits.get(i).value();
      rows.row().put(0, column.name()).put(1, strategy.label());
      rows.put(4, counts.missing() + (nanAsMissing ? counts.nan() : 0)).put(5, counts.values());
      if (value.isPresent()) {
        rows.put(2, value.get());
        if (column.type().isNumeric()) {
          rows.put(3, Double.parseDouble(value.get()));
        }
      }
      for (var warning :
          warnings(
              strategy,
              column.name(),
              counts,
              value.isPresent() || !fits.get(i).done(),
              nanAsMissing)) {
        result = result.withWarning(warning);
      }
    }
    return result.withTable(TABLE, rows.table());
  }

  private static List<String> warnings(
      Strategy strategy, String column, Counts counts, boolean fillable, boolean nanAsMissing) {
    var warnings = new java.util.ArrayList<String>();
    if (counts.values() == 0) {
      warnings.add(
          "column '" + column + "' has no value to fill with: its missing cells stay missing");
    } else if (!fillable) {
      warnings.add(
          "the "
              + strategy.label()
              + " of column '"
              + column
              + "' is not finite: its missing cells stay missing");
    }
    if (counts.nan() > 0 && !nanAsMissing) {
      warnings.add(
          "column '"
              + column
              + "' has "
              + counts.nan()
              + " NaN cells, which stay as they are; --nan-as-missing fills them");
    }
    return warnings;
  }

  /// The value in words for each column of the model.
  static Map<String, Optional<String>> read(PipelineResult model) {
    var values = new LinkedHashMap<String, Optional<String>>();
    var table = model.table(TABLE);
    var column = table.schema().column("column");
    var value = table.schema().column("value");
    table.forEachChunk(chunk -> {
      for (int r = 0; r < chunk.rows(); r++) {
        var words =
            chunk.validity(value).at(r)
                ? Optional.of(chunk.text(value).string(r))
                : Optional.<String>empty();
        values.put(chunk.text(column).string(r), words);
      }
    });
    return values;
  }

  /// The model's value for a column.
  ///
  /// @throws PipelineException USER if it has none for such a column
  static Optional<Cell> value(Map<String, Optional<String>> model, Column column, Type type) {
    var words = model.get(column.name());
    if (words == null) {
      throw PipelineException.user(
          "impute.model",
          "the model has no value for column '"
              + column.name()
              + "', only for "
              + model.keySet()
              + "; name the columns to fill by --columns");
    }
    return words.map(w -> parsed(column, type, w));
  }

  private static Cell parsed(Column column, Type type, String words) {
    try {
      return Cell.parse(type, words);
    } catch (NumberFormatException | java.time.DateTimeException e) {
      throw new PipelineException(
          PipelineException.Category.USER,
          "impute.model",
          "the model's value '"
              + words
              + "' for column '"
              + column.name()
              + "' is no "
              + type
              + "; fit it on a column of the same type",
          e);
    }
  }
}
