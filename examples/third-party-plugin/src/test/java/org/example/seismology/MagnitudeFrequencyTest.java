package org.example.seismology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.api.Table;
import dev.weir.tck.Runs;
import dev.weir.tck.Tables;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The figures and the documented edges of `seismology.magnitude-frequency`.
final class MagnitudeFrequencyTest {
  private static final Runs RUNS = Runs.of(new SeismologyPlugin());

  private static PipelineResult result(Table events, double width) {
    return RUNS.result(
        events,
        p ->
            p.step("seismology.magnitude-frequency")
                .with("magnitude", "magnitude")
                .with("bin-width", width));
  }

  private static PipelineResult result(double width, Double... cells) {
    return result(Tables.columns().reals("magnitude", cells).table(), width);
  }

  private static List<Long> wholes(String name) {
    return Arrays.stream(Catalogue.expected(name)).mapToObj(x -> (long) x).toList();
  }

  @Test
  void agreesWithR() {
    var found = result(Catalogue.earthquakes(), 0.1);
    var bins = found.table("bins");
    assertEquals(
        Arrays.stream(Catalogue.expected("bins")).boxed().toList(),
        Tables.column(bins, "magnitude"));
    assertEquals(wholes("counts"), Tables.column(bins, "count"));
    assertEquals(wholes("cumulative"), Tables.column(bins, "cumulative"));
    assertEquals(Catalogue.expected("completeness")[0], found.value("completeness", Double.class));
    assertEquals(1679, found.value("count", Long.class));
  }

  @Test
  void emptyBinsBetweenAreListed() {
    var found = result(0.5, 1.0, null, 2.2, 2.1, Double.NaN);
    var bins = found.table("bins");
    assertEquals(List.of(1.0, 1.5, 2.0), Tables.column(bins, "magnitude"));
    assertEquals(List.of(1L, 0L, 2L), Tables.column(bins, "count"));
    assertEquals(List.of(3L, 2L, 2L), Tables.column(bins, "cumulative"));
    assertEquals(2.2, found.value("completeness", Double.class));
    assertEquals(2, found.value("missing", Long.class));
  }

  @Test
  void aMagnitudeBetweenTwoBinsBelongsToTheEvenOne() {
    var bins = result(1, 0.5, 1.5, -0.5, 10.0, -10.0).table("bins");
    assertEquals(-10.0, Tables.column(bins, "magnitude").getFirst());
    assertEquals(10.0, Tables.column(bins, "magnitude").getLast());
    assertEquals(2L, Tables.column(bins, "count").get(10));
    assertEquals(1L, Tables.column(bins, "count").get(12));
  }

  @Test
  void ofEquallyFullBinsTheGreatestCounts() {
    assertEquals(3.2, result(0.1, 2.0, 3.0).value("completeness", Double.class));
  }

  @Test
  void noEventHasNoBin() {
    var found = result(0.1, (Double) null);
    assertEquals(0, Tables.whole(found.table("bins")).rows());
    assertEquals(Double.NaN, found.value("completeness", Double.class));
  }

  @Test
  void whatCannotBeAMagnitudeIsAnErrorThatNamesIt() {
    var thrown = assertThrows(PipelineException.class, () -> result(0.1, 99.0));
    assertEquals(PipelineException.Category.DATA, thrown.category());
    assertTrue(thrown.getMessage().contains("magnitude 99.0"), thrown.getMessage());
  }
}
