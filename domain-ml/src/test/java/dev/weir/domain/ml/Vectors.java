package dev.weir.domain.ml;

import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.tck.References;
import dev.weir.tck.Tables;
import java.util.Arrays;
import java.util.List;

/// Files beside the tests; their first lines say what made them.
final class Vectors {
  private Vectors() {}

  static List<String> lines(String resource) {
    return References.lines(Vectors.class.getResourceAsStream(resource));
  }

  /// A table of numbers, and of text where the first cell is none.
  static Table table(String resource) {
    var lines = lines(resource);
    var names = lines.getFirst().split(",", -1);
    var first = lines.get(1).split(",", -1);
    var schema = Schema.of();
    for (int c = 0; c < names.length; c++) {
      schema = schema.with(Schema.Field.of(names[c], isNumber(first[c]) ? Type.DOUBLE : Type.TEXT));
    }
    var rows =
        lines.stream()
            .skip(1)
            .map(line -> Arrays.stream(line.split(",", -1)).map(Vectors::cell).toArray())
            .toArray(Object[][]::new);
    return Tables.of(schema, rows);
  }

  private static boolean isNumber(String cell) {
    return cell.matches("-?[0-9.]+");
  }

  private static Object cell(String cell) {
    return isNumber(cell) ? (Object) Double.valueOf(cell) : cell;
  }
}
