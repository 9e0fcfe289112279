package dev.weir.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Exactness;
import dev.weir.api.PipelineResult;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
  private static final Case CASE = Case.of("c", Map.of(), Data.numbers());

  private static PipelineResult value(double x) {
    return PipelineResult.EMPTY.withValue("v", x);
  }

  private static boolean agrees(Case example, PipelineResult a, PipelineResult b) {
    return Comparison.asStated(example, example.data()).difference(a, b).isEmpty();
  }

  private static boolean same(PipelineResult a, PipelineResult b) {
    return Comparison.toTheBit().difference(a, b).isEmpty();
  }

  @Test
  void realsMayDifferByTheScale() {
    assertTrue(agrees(CASE, value(1), value(1 + 9e-13)));
    assertFalse(agrees(CASE, value(1), value(1 + 2e-12)));
    assertTrue(agrees(CASE, value(1e9), value(1e9 + 9e-4)));
    assertFalse(agrees(CASE, value(1e9), value(1e9 + 2e-3)));
    assertTrue(agrees(CASE.withScale(1e6), value(1), value(1 + 9e-7)));
    assertFalse(agrees(CASE.withScale(1e6), value(1), value(1 + 2e-6)));
  }

  @Test
  void whatIsNotFiniteIsTheSameOrNot() {
    assertTrue(same(value(Double.NaN), value(0.0 / 0.0)));
    assertFalse(agrees(CASE, value(Double.NaN), value(1)));
    assertFalse(agrees(CASE, value(1e308), value(Double.POSITIVE_INFINITY)));
    assertFalse(agrees(CASE, value(Double.NEGATIVE_INFINITY), value(Double.POSITIVE_INFINITY)));
    assertFalse(same(value(0.0), value(-0.0)));
    assertTrue(agrees(CASE, value(0.0), value(-0.0)));
  }

  @Test
  void wholeNumbersAndTextAreIdenticalOrDiffer() {
    assertFalse(
        agrees(
            CASE,
            PipelineResult.EMPTY.withValue("n", 1L << 60),
            PipelineResult.EMPTY.withValue("n", (1L << 60) + 1)));
    assertFalse(
        agrees(
            CASE,
            PipelineResult.EMPTY.withValue("t", "a"),
            PipelineResult.EMPTY.withValue("t", "b")));
  }

  private static PipelineResult median(double x, String measure, double error) {
    var table = Tables.columns().texts("column", "x").reals("median", x).table();
    return PipelineResult.EMPTY
        .withTable("columns", table)
        .withExactness("columns.median", new Exactness.Bound(measure, error, 1));
  }

  /// Of the ranks between 10 and 12 of a hundred.
  @Test
  void ranksAreJudgedInTheColumnThatTheRowNames() {
    var cells = new Double[100];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = (double) i;
    }
    var ranks = CASE.withData(Tables.columns().reals("x", cells).table());
    assertTrue(agrees(ranks, median(10, "rank", 0.005), median(12, "rank", 0.005)));
    assertFalse(agrees(ranks, median(10, "rank", 0.005), median(14, "rank", 0.005)));
    assertTrue(agrees(ranks, median(10, "rank", 0.02), median(14, "rank", 0.02)));
    assertFalse(same(median(10, "rank", 0.02), median(12, "rank", 0.02)));
  }

  @Test
  void otherMeasuresAreJudgedByTheFigures() {
    assertTrue(agrees(CASE, median(100, "relative", 0.01), median(101.9, "relative", 0.01)));
    assertFalse(agrees(CASE, median(100, "relative", 0.01), median(103, "relative", 0.01)));
    assertTrue(agrees(CASE, median(100, "count", 5), median(110, "count", 5)));
    assertFalse(agrees(CASE, median(100, "count", 5), median(111, "count", 5)));
  }

  @Test
  void theCheckerOfACaseJudgesInPlaceOfTheBound() {
    var strict = CASE.withChecker((where, a, b, _) -> Optional.of(where + " is never right"));
    var found =
        Comparison.asStated(strict, strict.data())
            .difference(median(1, "rank", 1), median(2, "rank", 1));
    assertEquals(
        Optional.of("table 'columns', row 0, column 'median': median is never right"), found);
  }

  @Test
  void theFirstDifferenceIsNamed() {
    var a = Tables.columns().texts("column", "x", "y").reals("mean", 1.0, null).table();
    var b = Tables.columns().texts("column", "x", "y").reals("mean", 1.0, 2.0).table();
    assertEquals(
        Optional.of("table 't', row 1, column 'mean': expected a missing cell, was 2.0"),
        Comparison.toTheBit()
            .difference(
                PipelineResult.EMPTY.withTable("t", a), PipelineResult.EMPTY.withTable("t", b)));
  }
}
