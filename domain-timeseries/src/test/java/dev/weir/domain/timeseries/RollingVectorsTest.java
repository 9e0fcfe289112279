package dev.weir.domain.timeseries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every figure of pandas (`etc/oracles/timeseries/rolling.py`), in windows by rows and by
/// duration, wider than chunks and than all rows.
class RollingVectorsTest {
  private static List<String> lines() {
    try (var in = RollingVectorsTest.class.getResourceAsStream("rolling.txt")) {
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Table series(String times, String values) {
    var rows =
        Rows.of(
            Schema.of(Schema.Field.of("time", Type.TIMESTAMP), Schema.Field.of("x", Type.DOUBLE)));
    var cells = values.split(" ", -1);
    var moments = times.split(" ", -1);
    for (int i = 0; i < cells.length; i++) {
      rows.row().put(0, Long.parseLong(moments[i]));
      if (!cells[i].equals("nan")) {
        rows.put(1, Double.parseDouble(cells[i]));
      }
    }
    return rows.table();
  }

  @Test
  void agreesWithPandas() {
    var lines = lines();
    var series = series(lines.get(0), lines.get(1));
    assertTrue(lines.size() > 100);
    for (int at = 2; at < lines.size(); at += 2) {
      var words = lines.get(at).split(" ", -1);
      boolean byRows = Character.isDigit(words[0].charAt(words[0].length() - 1));
      var rows =
          Runs.rows(
              series,
              p ->
                  p.step("timeseries.rolling")
                      .with(byRows ? "rows" : "duration", words[0])
                      .with("time", "time")
                      .with("statistics", words[2])
                      .with("min-periods", words[1]));

      var found = Runs.column(rows, "x_" + words[2] + "_" + words[0]);
      var expected = lines.get(at + 1).split(" ", -1);
      assertEquals(expected.length, found.length);
      for (int i = 0; i < found.length; i++) {
        var where = lines.get(at) + ", row " + i;
        if (expected[i].equals("nan")) {
          assertNull(found[i], where);
        } else {
          double value = Double.parseDouble(expected[i]);
          // The running sums of pandas drift by some 1e-13, their root in sd by the root of that.
          double drift = words[2].equals("sd") ? 1e-6 : 1e-11;
          assertEquals(value, (Double) found[i], drift, where);
        }
      }
    }
  }
}
