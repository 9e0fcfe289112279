package org.example.seismology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.api.Table;
import dev.weir.tck.Runs;
import dev.weir.tck.Tables;
import java.util.ArrayList;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The figures and the documented edges of `seismology.b-value`.
final class BValueTest {
  private static final Runs RUNS = Runs.of(new SeismologyPlugin());

  private static PipelineResult result(Table events, double completeness, double width) {
    return RUNS.result(
        events,
        p ->
            p.step("seismology.b-value")
                .with("magnitude", "magnitude")
                .with("completeness", completeness)
                .with("bin-width", width));
  }

  private static Table magnitudes(Double... cells) {
    return Tables.columns().reals("magnitude", cells).table();
  }

  /// A search finds the greatest likelihood to about the root of the rounding error.
  @ParameterizedTest
  @CsvSource({"1.2, 0.1", "2.5, 0.1", "4.4, 0.1", "1.2, 0", "2.5, 0", "4.4, 0"})
  void agreesWithR(String completeness, String width) {
    var found =
        result(
            Catalogue.earthquakes(), Double.parseDouble(completeness), Double.parseDouble(width));
    var expected = Catalogue.expected("b " + completeness + " " + width);
    assertEquals(expected[0], found.value("b-value", Double.class), 1e-7);
    assertEquals(expected[1], found.value("standard-error", Double.class), 1e-7);
    assertEquals(expected[2], found.value("a-value", Double.class), 1e-6);
    assertEquals(expected[3], found.value("mean", Double.class), 1e-14);
    assertEquals(expected[4], found.value("count", Long.class), 0);
    assertEquals(expected[5], found.value("below", Long.class), 0);
    assertEquals(0, found.value("missing", Long.class));
  }

  /// A mean of 0.4343 above the edge is a slope of 1.
  @Test
  void theSlopeIsTheInverseOfTheMeanAboveTheEdge() {
    double excess = Math.log10(Math.E);
    var found = result(magnitudes(3.95 + excess, 3.95 + excess, null, 2.0, Double.NaN), 4, 0.1);
    assertEquals(1, found.value("b-value", Double.class), 1e-14);
    assertEquals(0, found.value("standard-error", Double.class));
    assertEquals(Math.log10(2) + 3.95, found.value("a-value", Double.class), 1e-14);
    assertEquals(1, found.value("below", Long.class));
    assertEquals(2, found.value("missing", Long.class));
  }

  /// The bins of a law with the slope 1, of which the last holds one event.
  @Test
  void binsLeaveASmallBias() {
    var events = new ArrayList<Double>();
    for (int bin = 0; bin <= 30; bin++) {
      int count = (int) Math.rint(1000 / Math.pow(10, bin / 10.0));
      events.addAll(Collections.nCopies(count, 2 + bin / 10.0));
    }
    var found = result(magnitudes(events.toArray(Double[]::new)), 2, 0.1);
    assertEquals(1, found.value("b-value", Double.class), 0.01);
  }

  @Test
  void aFewEventsAreWarnedOf() {
    var found = result(magnitudes(4.5, 4.9), 4, 0.1);
    assertTrue(found.warnings().getFirst().contains("from 2 events"), found.warnings()::toString);
    assertEquals(0, result(Catalogue.earthquakes(), 4.4, 0.1).warnings().size());
  }

  @Test
  void withoutASpreadThereIsNoSlope() {
    for (var events : new Table[] {magnitudes(2.0), magnitudes(4.0, 4.0)}) {
      var found = result(events, 4, 0);
      assertEquals(Double.NaN, found.value("b-value", Double.class));
      assertEquals(Double.NaN, found.value("standard-error", Double.class));
      assertEquals(Double.NaN, found.value("a-value", Double.class));
    }
    var one = result(magnitudes(4.2), 4, 0.1);
    assertEquals(Math.log10(Math.E) / 0.25, one.value("b-value", Double.class), 1e-12);
    assertEquals(Double.NaN, one.value("standard-error", Double.class));
  }

  @Test
  void whatCannotBeAMagnitudeIsAnErrorThatNamesIt() {
    for (double cell : new double[] {-99.9, 10.1, Double.POSITIVE_INFINITY}) {
      var events = magnitudes(4.5, cell);
      var thrown = assertThrows(PipelineException.class, () -> result(events, 4, 0.1));
      assertEquals(PipelineException.Category.DATA, thrown.category());
      assertTrue(
          thrown.getMessage().contains("magnitude " + cell + " is not between -10.0 and 10.0"),
          thrown.getMessage());
    }
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    var events = magnitudes(4.5);
    var thrown = assertThrows(PipelineException.class, () -> result(events, 4, 1.5));
    assertEquals(PipelineException.Category.USER, thrown.category());
    assertTrue(thrown.getMessage().contains("bin-width"), thrown.getMessage());
    assertThrows(PipelineException.class, () -> result(events, 11, 0.1));
  }
}
