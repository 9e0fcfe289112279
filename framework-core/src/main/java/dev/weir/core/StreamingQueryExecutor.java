package dev.weir.core;

import dev.weir.api.PipelineException;
import dev.weir.api.Schema;
import dev.weir.api.SourceLimits;
import dev.weir.api.StreamingConfig;
import dev.weir.api.StreamingDataSource.Scan;
import dev.weir.core.run.RunControl;
import java.util.ArrayList;

/// Runs plain queries whose rows are wanted page by page. Immutable and shared by threads.
public final class StreamingQueryExecutor {
  private static final int PAGE_ROWS = 1000;

  private final Catalogue catalogue;
  private final StreamingConfig config;
  private final MemoryCap cap;

  /// Runs with these sources and limits.
  public StreamingQueryExecutor(Catalogue catalogue, StreamingConfig config) {
    this(catalogue, config, MemoryCap.NONE);
  }

  private StreamingQueryExecutor(Catalogue catalogue, StreamingConfig config, MemoryCap cap) {
    this.catalogue = catalogue;
    this.config = config;
    this.cap = cap;
  }

  /// The same, whose queries wait while the runs and queries that share the cap leave no room. A
  /// query holds its budget until its buffer is closed.
  public StreamingQueryExecutor withCap(MemoryCap shared) {
    return new StreamingQueryExecutor(catalogue, config, shared);
  }

  /// Begins to read an input's rows; the first page is there before the scan ends. The caller
  /// closes the buffer.
  ///
  /// @throws PipelineException of the input; with a cap also REFUSED if the budget is more than
  ///   that, RESOURCE if the deadline is over before there is room, CANCELLED if this thread is
  ///   interrupted while it waits
  public ResultBuffer query(Input input) {
    return query(input, new Cancellation());
  }

  /// The same; the cancellation ends the waiting for room under a cap.
  public ResultBuffer query(Input input, Cancellation cancellation) {
    var open = new ArrayList<AutoCloseable>();
    try {
      open.add(part(cancellation));
      var directory = RunDirectory.create(config.spillDirectory());
      open.add(directory);
      var source = input.open(catalogue, limits(directory));
      open.add(source);
      var names = source.schema().names();
      var memory =
          MemoryPlan.of(
              config, source.schema(), names, false, 0, 0, 0, 0, 1, source.leastMemory(names));
      var scan =
          new Scan(
              names,
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

  /// Names and types of an input's columns. Reads no row but those that a source looks at to find
  /// them out.
  ///
  /// @throws PipelineException of the input
  public Schema schema(Input input) {
    try (var directory = RunDirectory.create(config.spillDirectory());
        var source = input.open(catalogue, limits(directory))) {
      return source.schema();
    }
  }

  private SourceLimits limits(RunDirectory directory) {
    return new SourceLimits(
        config.memoryBytes() / 2, config.threads(), config.diskBytes(), directory.path());
  }

  private MemoryCap.Part part(Cancellation cancellation) {
    try (var control = new RunControl(config.deadline());
        var _ = cancellation.onCancel(control::cancel)) {
      return cap.take(config.memoryBytes(), control);
    }
  }
}
