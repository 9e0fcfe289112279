package dev.weir.tck;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.KeyTable;
import dev.weir.api.MemoryStatus;
import dev.weir.api.PipelineException;
import dev.weir.api.Schema;
import dev.weir.api.StreamingPipelineError;
import dev.weir.api.TableWriter;
import dev.weir.core.Workbench;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a tool meets when its methods are called by hand.
final class HandContext implements ChunkProcessingContext {
  private final Workbench bench;
  private final List<Chunk> emitted = new ArrayList<>();
  private final SortedMap<Long, String> rejected = new TreeMap<>();
  private Stage stage = Stage.ANALYSIS;
  private int pass;
  private long chunkNumber;
  private boolean early;
  private boolean ended;
  private boolean cancelled;
  private long refusals;

  HandContext(Workbench bench) {
    this.bench = bench;
  }

  /// What a cancelled run throws.
  static PipelineException cancellation() {
    return new PipelineException(
        PipelineException.Category.CANCELLED, "run.cancelled", "the run was cancelled");
  }

  void begin(int passNumber, long number) {
    stage = Stage.ANALYSIS;
    pass = passNumber;
    chunkNumber = number;
  }

  void aggregate(boolean forEarly) {
    stage = Stage.RESULTS_AGGREGATION;
    early = forEarly;
  }

  void end() {
    ended = true;
  }

  void cancel() {
    cancelled = true;
  }

  /// How often the tool was told that the run is cancelled.
  long refusals() {
    return refusals;
  }

  List<Chunk> emitted() {
    return emitted;
  }

  SortedMap<Long, String> rejected() {
    return rejected;
  }

  @Override
  public Stage stage() {
    return stage;
  }

  @Override
  public int pass() {
    return pass;
  }

  @Override
  public long chunkNumber() {
    return chunkNumber;
  }

  @Override
  public OptionalLong estimatedRows() {
    return OptionalLong.empty();
  }

  @Override
  public long watermark() {
    return ended ? Long.MAX_VALUE : Long.MIN_VALUE;
  }

  @Override
  public long closed() {
    return Long.MIN_VALUE;
  }

  @Override
  public boolean early() {
    return early;
  }

  @Override
  public boolean overFittedRows() {
    return false;
  }

  @Override
  public MemoryStatus memory() {
    return bench.memory();
  }

  @Override
  public List<StreamingPipelineError> errors() {
    return List.of();
  }

  @Override
  public void emit(Chunk rows) {
    emitted.add(rows);
  }

  @Override
  public void reject(Chunk chunk, int row, String reason) {
    rejected.putIfAbsent(chunk.position(row), reason);
  }

  @Override
  public KeyTable keyTable(Schema key, KeyTable.Cell... cells) {
    return bench.keyTable(key, cells);
  }

  @Override
  public TableWriter tableWriter(Schema schema) {
    return bench.tableWriter(schema);
  }

  /// The least: what a tool does with little must be what it does with much.
  @Override
  public long borrow(long least, long most) {
    return least;
  }

  @Override
  public void checkCancelled() {
    if (cancelled) {
      refusals++;
      throw cancellation();
    }
  }

  @Override
  public void count(String metric, long amount) {}
}
