package dev.weir.domain.timeseries;

import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.tck.References;
import java.util.List;

/// Reference figures beside the tests.
final class Vectors {
  private Vectors() {}

  /// The lines that are no comments.
  static List<String> lines(String file) {
    return References.lines(Vectors.class.getResourceAsStream(file));
  }

  static String[] words(String line) {
    return line.split(" ", -1);
  }

  /// Columns `time` (microseconds) and `x`, in which nan is a missing cell.
  static Table series(String times, String values) {
    var rows =
        Rows.of(
            Schema.of(Schema.Field.of("time", Type.TIMESTAMP), Schema.Field.of("x", Type.DOUBLE)));
    var cells = words(values);
    var moments = words(times);
    for (int i = 0; i < cells.length; i++) {
      rows.row().put(0, Long.parseLong(moments[i]));
      if (!cells[i].equals("nan")) {
        rows.put(1, Double.parseDouble(cells[i]));
      }
    }
    return rows.table();
  }
}
