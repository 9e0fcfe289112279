package dev.weir.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Schema;
import dev.weir.api.StreamingConfig;
import dev.weir.api.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MemoryPlanTest {
  private static final Schema SCHEMA = Schema.of(Schema.Field.of("text", Type.TEXT));

  private static MemoryPlan plan(double made, int threads) {
    var config = StreamingConfig.defaults().withMemoryBytes(256 << 20).withThreads(threads);
    return MemoryPlan.of(config, SCHEMA, List.of("text"), true, 0, made, 1 << 16, 0, 1, 0);
  }

  @Test
  void chunksThatStepsMakeWideHaveFewRows() {
    var narrow = plan(0, 2);
    var wide = plan(32_768, 2);
    assertTrue(narrow.chunkRows() > 100_000, "" + narrow.chunkRows());
    assertEquals(64, wide.chunkRows());
    assertTrue(32_768L * wide.chunkRows() * 2 + wide.chunkRoom() < wide.ledger());
  }

  @Test
  void rowsOfAChunkDoNotDependOnThreads() {
    assertEquals(plan(5_000, 1).chunkRows(), plan(5_000, 16).chunkRows());
    assertTrue(plan(1e9, 2).chunkRows() == 1);
  }

  /// A tool of the whole table that keeps 50 MiB beside its rows leaves room for rows: it has one
  /// state, not one a block.
  @Test
  void whatNeedsAllRowsInOrderIsHeldOnce() {
    var config = StreamingConfig.defaults().withMemoryBytes(256 << 20).withThreads(8);
    long fixed = 50 << 20;
    var plan = MemoryPlan.of(config, SCHEMA, List.of("text"), false, 0, 0, 0, fixed, 1, 0);
    assertEquals(10, plan.maxBlocks());
    assertTrue(plan.gatherable(100) > 300_000, "rows " + plan.gatherable(100));
    assertTrue(plan.chunkRoom() + fixed + plan.growth() < plan.ledger());
  }
}
