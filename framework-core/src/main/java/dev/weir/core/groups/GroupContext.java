package dev.weir.core.groups;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.KeyTable;
import dev.weir.api.MemoryStatus;
import dev.weir.api.Schema;
import dev.weir.api.StreamingPipelineError;
import dev.weir.api.TableWriter;
import dev.weir.core.memory.Reserving;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The run's context as one group's tool meets it: rows it sets aside are those of the whole chunk,
/// rows it emits are gathered.
class GroupContext implements ChunkProcessingContext, Reserving {
  private final ChunkProcessingContext run;
  private final Chunk whole;
  private final int[] rows;
  private final Consumer<Chunk> emitted;
  private @Nullable BitSet aside;

  /// @param whole the chunk
  /// @param rows those of the group
  GroupContext(ChunkProcessingContext run, Chunk whole, int[] rows, Consumer<Chunk> emitted) {
    this.run = run;
    this.whole = whole;
    this.rows = rows;
    this.emitted = emitted;
  }

  @Override
  public void reserve(long bytes) {
    if (run instanceof Reserving reserving) {
      reserving.reserve(bytes);
    }
  }

  @Override
  public long reserveSome(long least, long most) {
    return run.borrow(least, most);
  }

  @Override
  public long borrow(long least, long most) {
    return run.borrow(least, most);
  }

  @Override
  public TableWriter tableWriter(Schema schema) {
    return run.tableWriter(schema);
  }

  @Override
  public void release(long bytes) {
    if (run instanceof Reserving reserving) {
      reserving.release(bytes);
    }
  }

  @Override
  public Stage stage() {
    return run.stage();
  }

  @Override
  public int pass() {
    return run.pass();
  }

  @Override
  public long chunkNumber() {
    return run.chunkNumber();
  }

  @Override
  public OptionalLong estimatedRows() {
    return OptionalLong.empty();
  }

  @Override
  public long watermark() {
    return run.watermark();
  }

  @Override
  public long closed() {
    return run.closed();
  }

  @Override
  public boolean early() {
    return run.early();
  }

  @Override
  public boolean overFittedRows() {
    return run.overFittedRows();
  }

  @Override
  public MemoryStatus memory() {
    return run.memory();
  }

  @Override
  public int threads() {
    return run.threads();
  }

  @Override
  public List<StreamingPipelineError> errors() {
    return run.errors();
  }

  @Override
  public void emit(Chunk chunk) {
    emitted.accept(chunk);
  }

  @Override
  public void reject(Chunk chunk, int row, String reason) {
    run.reject(whole, rows[row], reason);
    var all = aside == null ? new BitSet() : aside;
    all.set(row);
    aside = all;
  }

  /// How many of the group's rows were set aside.
  int rowsAside() {
    return aside == null ? 0 : aside.cardinality();
  }

  @Override
  public KeyTable keyTable(Schema key, KeyTable.Cell... cells) {
    return run.keyTable(key, cells);
  }

  @Override
  public void checkCancelled() {
    run.checkCancelled();
  }

  @Override
  public void count(String metric, long amount) {
    run.count(metric, amount);
  }
}
