package dev.weir.tck;

import dev.weir.api.OptionDescriptor;
import dev.weir.api.PipelineException;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.ToolDescriptor;
import dev.weir.api.Type;
import java.util.LinkedHashMap;
import java.util.List;

/// Calls of a tool that nobody wrote, made from its descriptor alone.
public final class Samples {
  private static final int ROWS = 150;

  private static final Schema COLUMNS =
      Schema.of(
          Schema.Field.of("a", Type.DOUBLE),
          Schema.Field.of("b", Type.DOUBLE),
          Schema.Field.of("time", Type.TIMESTAMP),
          Schema.Field.of("text", Type.TEXT));

  private Samples() {}

  /// Numbers, a time and a text, with the options that the tool needs, of alternatives the first:
  /// most tools run on it.
  ///
  /// @param missing share of cells that are missing
  /// @throws PipelineException REFUSED if an option needs a column of a type that is not there
  public static Case of(ToolDescriptor tool, long seed, double missing) {
    var options = new LinkedHashMap<String, Object>();
    for (var option : tool.options()) {
      boolean chosen = !tool.oneOf().isEmpty() && tool.oneOf().getFirst().contains(option.name());
      if (chosen || option.required()) {
        options.put(option.name(), value(tool, option));
      }
    }
    var sample =
        Case.of("made from the descriptor", options, Data.of(COLUMNS, ROWS, seed, missing));
    return tool.fitOn().isPresent() ? sample.withFitOn(areas()) : sample;
  }

  private static Object value(ToolDescriptor tool, OptionDescriptor option) {
    return switch (option.type()) {
      case COLUMN -> column(tool, option);
      case COLUMNS -> List.of(column(tool, option));
      case EXPRESSION -> "\"a\" > 0";
      case TEXT -> inExample(tool, option);
      case TEXTS -> List.of(option.choices().isEmpty() ? "name" : option.choices().getFirst());
      case CHOICE -> option.choices().getFirst();
      case FLAG -> true;
      case INTEGER, SIZE -> (long) number(option);
      case REAL -> number(option);
      case REALS -> List.of(number(option));
      case INTEGERS -> List.of((long) number(option));
      case DURATION -> "1h";
    };
  }

  private static String column(ToolDescriptor tool, OptionDescriptor option) {
    return COLUMNS.fields().stream()
        .filter(
            field -> option.columnTypes().isEmpty() || option.columnTypes().contains(field.type()))
        .map(Schema.Field::name)
        .findFirst()
        .orElseThrow(() ->
            PipelineException.refused(
                "tck.sample",
                tool.name()
                    + ": no sample has a column for --"
                    + option.name()
                    + ", which must be of "
                    + option.columnTypes()));
  }

  /// A small number that is allowed.
  private static double number(OptionDescriptor option) {
    double three = Math.max(option.least(), Math.min(3, option.most()));
    return Double.isFinite(three) ? Math.ceil(three) : 3;
  }

  /// What the tool's own example gives for the option.
  private static String inExample(ToolDescriptor tool, OptionDescriptor option) {
    var words = List.of(tool.example().split("\\s+", -1));
    int at = words.indexOf("--" + option.name());
    return at < 0 || at + 1 == words.size() ? "name" : words.get(at + 1);
  }

  /// For tools that are fitted on a further input: places with a text in the form of geometry.
  public static Table areas() {
    var areas =
        Rows.of(
            Schema.of(Schema.Field.of("name", Type.TEXT), Schema.Field.of("geometry", Type.TEXT)));
    areas.row().put(0, "west").put(1, "POLYGON ((-2 -2, 0 -2, 0 2, -2 2, -2 -2))");
    areas.row().put(0, "east").put(1, "POLYGON ((0 -2, 2 -2, 2 2, 0 2, 0 -2))");
    return areas.table();
  }
}
