package dev.weir.core;

import dev.weir.api.SourceLimits;
import dev.weir.api.StreamingConfig;
import dev.weir.api.StreamingDataSource.Scan;
import java.util.ArrayList;

/// Runs plain queries whose rows are wanted page by page. Immutable and shared by threads.
public final class StreamingQueryExecutor {
  private static final int PAGE_ROWS = 1000;

  private final Catalogue catalogue;
  private final StreamingConfig config;

  /// Runs with these sources and limits.
  public StreamingQueryExecutor(Catalogue catalogue, StreamingConfig config) {
    this.catalogue = catalogue;
    this.config = config;
  }

  /// Begins to read an input's rows; the first page is there before the scan ends. The caller
  /// closes the buffer.
  public ResultBuffer query(Input input) {
    var directory = RunDirectory.create(config.spillDirectory());
    var open = new ArrayList<AutoCloseable>();
    open.add(directory);
    try {
      var source =
          input.open(
              catalogue,
              new SourceLimits(
                  config.memoryBytes() / 2,
                  config.threads(),
                  config.diskBytes(),
                  directory.path()));
      open.add(source);
      var names = source.schema().names();
      var memory =
          MemoryPlan.of(
              config, source.schema(), names, false, 0, 0, 0, 0, 1, source.leastMemory(names));
      var scan =
          new Scan(
              names,
              java.util.List.of(),
              java.util.List.of(),
              0,
              Math.min(memory.chunkRows(), PAGE_ROWS),
              memory.chunkBytes(),
              config.blockRows());
      return new ResultBuffer(source, scan, PAGE_ROWS, memory.ledger() / 2, open);
    } catch (RuntimeException e) {
      StreamingPipelineExecutor.closeAll(open);
      throw e;
    }
  }
}
