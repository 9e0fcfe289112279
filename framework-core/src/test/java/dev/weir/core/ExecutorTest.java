package dev.weir.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Chunk;
import dev.weir.api.Completeness;
import dev.weir.api.PipelineException;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.StreamingPipelineResult;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.api.Values;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Runs sample tools of every mode and role over tables in memory.
final class ExecutorTest extends ExecutorFixture {
  @Test
  void everyModeSeesEveryRowOnceAndInOrder() {
    var run =
        run(
            config(),
            over(table)
                .step("t.sum")
                .step("t.hash")
                .step("t.median")
                .step("t.two-reads")
                .step("t.keys")
                .with("column", "k"));
    long hash = 7;
    double sum = 0;
    for (double cell : x) {
      hash = hash * 31 + Double.doubleToLongBits(cell);
      sum += cell;
    }
    assertEquals(hash, value(run, "t.hash", "hash", Long.class));
    assertEquals(ROWS, value(run, "t.sum", "count", Long.class));
    assertEquals(sum, value(run, "t.sum", "sum", Double.class), 1e-6);
    assertEquals(
        java.util.Arrays.stream(x).sorted().toArray()[ROWS / 2],
        value(run, "t.median", "median", Double.class));
    assertEquals(sum, value(run, "t.two-reads", "sums", double[].class)[1], 1e-6);
    assertEquals(5, value(run, "t.keys", "distinct", Long.class));
    assertEquals(Completeness.COMPLETE, run.completeness());
    assertEquals(ROWS, run.rowsRead());
    assertEquals(ROWS, run.rowsUsed());
    assertEquals(
        List.of("t.sum", "t.hash", "t.median", "t.two-reads", "t.keys"),
        run.steps().stream().map(StreamingPipelineResult::step).toList());
  }

  @Test
  void bitsAreTheSameForAnyThreadsAndDifferOnlyWithTheGrid() {
    var pipeline =
        over(table)
            .step("t.keep")
            .with("where", "x > -1")
            .step("t.centre")
            .step("t.sum")
            .with("column", "centred");
    long bits =
        Double.doubleToLongBits(
            value(run(config().withThreads(1), pipeline), "t.sum", "sum", Double.class));
    for (int threads : new int[] {1, 2, 3, 8}) {
      var run = run(config().withThreads(threads), pipeline);
      assertEquals(
          bits,
          Double.doubleToLongBits(value(run, "t.sum", "sum", Double.class)),
          threads + " threads");
    }
    var other = run(config().withBlockRows(1 << 20).withChunkBytes(1 << 20), pipeline);
    assertNotEquals(bits, Double.doubleToLongBits(value(other, "t.sum", "sum", Double.class)));
    assertEquals(Double.longBitsToDouble(bits), value(other, "t.sum", "sum", Double.class), 1e-3);
  }

  @Test
  void sequentialTransformCarriesOverBlocksAndFoldsAfterItRunInParallel() {
    var run =
        run(
            config(),
            over(table)
                .step("t.lag")
                .step("t.sum")
                .with("column", "lag")
                .step("t.hash")
                .with("column", "lag"));
    long hash = 7 * 31 + Double.doubleToLongBits(Double.NaN);
    for (int r = 0; r < ROWS - 1; r++) {
      hash = hash * 31 + Double.doubleToLongBits(x[r]);
    }
    assertEquals(hash, value(run, "t.hash", "hash", Long.class));
    assertEquals(ROWS, value(run, "t.sum", "count", Long.class));
  }

  @Test
  void estimatorFitsOverAllRowsBeforeItTransformsAny() {
    var run =
        run(
            config(),
            over(table).step("t.sum").step("t.centre").step("t.sum").with("column", "centred"));
    double mean = java.util.Arrays.stream(x).average().orElseThrow();
    double upper = java.util.Arrays.stream(x).filter(v -> v > mean).average().orElseThrow();
    double relative = Math.abs(upper) * 1e-9;
    assertEquals(upper, value(run, "t.centre", "upper", Double.class), relative);
    assertEquals(
        java.util.Arrays.stream(x).map(v -> v - upper).sum(),
        value(run, "t.sum-2", "sum", Double.class),
        1e-3);
    var plan =
        new StreamingPipelineExecutor(catalogue, config())
            .plan(
                over(table).step("t.sum").step("t.centre").step("t.sum").with("column", "centred"));
    assertEquals(3, plan.scans());
    assertEquals(List.of(1, 1, 3), plan.steps().stream().map(Plan.StepPlan::scan).toList());
    assertEquals(List.of("x"), plan.columnsRead());
  }

  @Test
  void estimatorMayBeFittedOnAnotherInput() {
    var other =
        Rows.of(Schema.of(Schema.Field.of("unused", Type.TEXT), Schema.Field.of("x", Type.DOUBLE)));
    for (double v : new double[] {0, 1, 2, 9}) {
      other.row().put(0, "u").put(1, v);
    }
    var run =
        run(
            config(),
            over(table)
                .step("t.centre")
                .fitOn(Input.of(other.table()))
                .step("t.sum")
                .with("column", "centred"));
    assertEquals(9, value(run, "t.centre", "upper", Double.class));
    assertEquals(
        java.util.Arrays.stream(x).map(v -> v - 9).sum(),
        value(run, "t.sum", "sum", Double.class),
        1e-3);
  }

  @Test
  void lookUpIsAnEstimatorFittedOnItsFurtherInput() {
    var names =
        Rows.of(Schema.of(Schema.Field.of("number", Type.INT), Schema.Field.of("name", Type.TEXT)));
    names.row().put(0, 0).put(1, "zero").row().put(0, 1).put(1, "one");
    var run =
        run(
            config(),
            over(table)
                .step("t.lookup")
                .with("column", "k")
                .fitOn(Input.of(names.table()))
                .step("t.keys")
                .with("column", "name"));
    assertEquals(3, value(run, "t.keys", "distinct", Long.class));
    var missing =
        assertThrows(
            PipelineException.class,
            () -> run(config(), over(table).step("t.lookup").with("column", "k")));
    assertTrue(missing.getMessage().contains("--names FILE"), missing.getMessage());
  }

  @Test
  void toolThatReadsByItselfSaysHowManyRowsItSaw() {
    var run = run(config(), over(table).step("t.keep").with("where", "k = 3").step("t.two-reads"));
    long matching = java.util.Arrays.stream(k).filter(v -> v == 3).count();
    assertEquals(ROWS, run.rowsRead());
    assertEquals(matching, run.step("t.two-reads").rowsUsed());
  }

  @Test
  void transformAtTheEndShowsItsFirstRowsAndTheirNumber() {
    var run = run(config(), over(table).step("t.keep").with("where", "k = 3"));
    long matching = java.util.Arrays.stream(k).filter(v -> v == 3).count();
    assertEquals(matching, run.last().result().value("rows", Long.class));
    assertEquals(20, run.last().result().table("rows").rows().orElseThrow());
    assertEquals(List.of("x", "k", "name"), run.last().result().table("rows").schema().names());
  }

  @Test
  void emptyInputGivesAnswersToo() {
    var none = Table.of(SCHEMA, List.of());
    var run =
        run(
            config(),
            over(none)
                .step("t.sum")
                .step("t.lag")
                .step("t.keys")
                .with("column", "k")
                .step("t.median")
                .step("t.sum")
                .by("k"));
    assertEquals(0, value(run, "t.sum", "count", Long.class));
    assertEquals(0, value(run, "t.keys", "distinct", Long.class));
    assertEquals(0, run.rowsRead());
  }

  @Test
  void lineageNamesContentAndGrid() {
    var first = run(config(), over(table).step("t.sum"));
    assertTrue(first.lineage().get("fingerprint").startsWith("sha256:"));
    assertEquals("700", first.lineage().get("blockRows"));
    assertEquals(
        first.lineage().get("fingerprint"),
        run(config().withBlockRows(99), over(table).step("t.sum")).lineage().get("fingerprint"));
    assertTrue(first.metrics().peakBytes() > 0);
    assertArrayEquals(
        new Object[] {"values"},
        run(config(), over(table).step("t.sum").by("k"))
            .last()
            .composition()
            .acceptedBy()
            .keySet()
            .stream()
            .filter("values"::equals)
            .toArray());
  }

  @Test
  void fingerprintDependsOnContentAlone() {
    var whole = Chunk.of(SCHEMA, ROWS, 0, Values.of(x), Values.of(k), Values.of(names(0)));
    var halves = Table.of(SCHEMA, List.of(whole.slice(0, 3333), whole.slice(3333, ROWS)));
    assertEquals(TableFingerprint.of(table), TableFingerprint.of(halves));
    var other = Chunk.of(SCHEMA, ROWS, 0, Values.of(x), Values.of(k), Values.of(names(1)));
    assertNotEquals(
        TableFingerprint.of(table), TableFingerprint.of(Table.of(SCHEMA, List.of(other))));
  }

  private String[] names(int different) {
    var names = new String[ROWS];
    for (int r = 0; r < ROWS; r++) {
      names[r] = "n" + (r == ROWS - 1 ? k[r] + different : k[r]);
    }
    return names;
  }
}
