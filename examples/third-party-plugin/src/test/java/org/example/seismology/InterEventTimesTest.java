package org.example.seismology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.tck.Runs;
import dev.weir.tck.Tables;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The figures and the documented edges of `seismology.inter-event-times`.
final class InterEventTimesTest {
  private static final Runs RUNS = Runs.of(new SeismologyPlugin());
  private static final long HOUR = 3_600_000_000L;

  private static Table rows(Table events, String unit) {
    return RUNS.rows(
        events,
        p -> p.step("seismology.inter-event-times").with("time", "time").with("unit", unit));
  }

  private static List<Object> intervals(String unit, Long... times) {
    var events = Tables.columns().longs("time", Type.TIMESTAMP, times).table();
    return Tables.column(rows(events, unit), "interval_" + unit);
  }

  /// R holds times in doubles, to a quarter of a microsecond.
  @Test
  void agreesWithR() {
    var found = Tables.column(rows(Catalogue.earthquakes(), "hours"), "interval_hours");
    var expected = Catalogue.expected("intervals");
    assertNull(found.getFirst());
    assertEquals(expected.length, found.size() - 1);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], (Double) found.get(i + 1), 1e-9, "interval " + i);
    }
  }

  @Test
  void rowsAreSortedAndUnitsDivide() {
    assertEquals(
        Arrays.asList(null, 1.0, 0.0, 23.0), intervals("hours", 24 * HOUR, HOUR, 0L, HOUR));
    assertEquals(Arrays.asList(null, 0.5), intervals("days", 0L, 12 * HOUR));
    assertEquals(Arrays.asList(null, 90.0), intervals("minutes", 0L, HOUR + HOUR / 2));
    assertEquals(Arrays.asList(null, 0.000001), intervals("seconds", 0L, 1L));
  }

  @Test
  void aRowWithoutATimeIsPassedOver() {
    var found = intervals("hours", 0L, null, 2 * HOUR);
    assertEquals(3, found.size());
    assertEquals(1, found.stream().filter(Double.valueOf(2)::equals).count());
    assertEquals(2, found.stream().filter(cell -> cell == null).count());
  }

  @Test
  void spansBeyondTheRangeOfALongAreRight() {
    var found = intervals("days", Long.MIN_VALUE + 1, Long.MAX_VALUE - 1);
    assertEquals(Math.scalb(1.0, 64) / 24 / HOUR, (Double) found.getLast(), 1e-6);
  }

  @Test
  void aTakenNameIsRefused() {
    var events =
        Tables.columns().longs("time", Type.TIMESTAMP, 0L).reals("interval_days", 1.0).table();
    var thrown = assertThrows(PipelineException.class, () -> rows(events, "days"));
    assertTrue(
        thrown.getMessage().contains("there is a column 'interval_days' already"),
        thrown.getMessage());
    assertTrue(thrown.getMessage().contains("--unit"), thrown.getMessage());
  }
}
