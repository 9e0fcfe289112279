package dev.weir.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.api.PipelineException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// One order of rows for all steps of a pipeline.
final class OrderTest extends ExecutorFixture {
  private static long hash(double[] cells) {
    long hash = 7;
    for (double cell : cells) {
      hash = hash * 31 + Double.doubleToLongBits(cell);
    }
    return hash;
  }

  @Test
  void stepsBehindAnOrderedOneSeeItsOrder() {
    var run =
        run(
            config(),
            over(table).step("t.sum").step("t.hash").with("order", "x").step("t.hash").as("then"));
    long sorted = hash(Arrays.stream(x).sorted().toArray());
    assertEquals(sorted, value(run, "t.hash", "hash", Long.class));
    assertEquals(sorted, value(run, "then", "hash", Long.class));
  }

  @Test
  void aStepThatTakesRowsAsTheyStandMayNotComeBeforeOne() {
    var error =
        assertThrows(
            PipelineException.class,
            () ->
                run(
                    config(),
                    over(table).step("t.hash").step("t.hash").as("then").with("order", "x")));
    assertEquals("plan.order", error.code());
    assertEquals(
        "then: needs rows in order of [x], and t.hash before it takes them as they stand in the"
            + " input; give that step the order too, put it behind this one, or run them one after"
            + " the other",
        error.getMessage());
  }

  @Test
  void twoOrdersAreRefused() {
    var error =
        assertThrows(
            PipelineException.class,
            () ->
                run(
                    config(),
                    over(table)
                        .step("t.hash")
                        .with("order", "x")
                        .step("t.hash")
                        .with("order", "k")));
    assertEquals("plan.order", error.code());
  }
}
