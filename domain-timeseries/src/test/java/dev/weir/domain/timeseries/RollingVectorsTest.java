package dev.weir.domain.timeseries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.tck.Runs;
import dev.weir.tck.Tables;
import org.junit.jupiter.api.Test;

/// Every figure of pandas (`etc/oracles/timeseries/rolling.py`), in windows by rows and by
/// duration, wider than chunks and than all rows.
class RollingVectorsTest {
  private static final Runs RUNS = Runs.of(new TimeseriesPlugin());

  @Test
  void agreesWithPandas() {
    var lines = Vectors.lines("rolling.txt");
    var series = Vectors.series(lines.get(0), lines.get(1));
    assertTrue(lines.size() > 100);
    for (int at = 2; at < lines.size(); at += 2) {
      var words = Vectors.words(lines.get(at));
      boolean byRows = Character.isDigit(words[0].charAt(words[0].length() - 1));
      var rows =
          RUNS.rows(
              series,
              p ->
                  p.step("timeseries.rolling")
                      .with(byRows ? "rows" : "duration", words[0])
                      .with("time", "time")
                      .with("statistics", words[2])
                      .with("min-periods", words[1]));
      var found = Tables.column(rows, "x_" + words[2] + "_" + words[0]).toArray();
      var expected = Vectors.words(lines.get(at + 1));
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
