package dev.weir.core.expression;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.KeyTable;
import dev.weir.api.MemoryStatus;
import dev.weir.api.PipelineException;
import dev.weir.api.Schema;
import dev.weir.api.StreamingPipelineError;
import dev.weir.api.TableWriter;
import dev.weir.core.memory.Reserving;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// A context for an expression by itself: keeps what is set aside, and has this much memory.
final class Apart implements ChunkProcessingContext, Reserving {
  private final SortedMap<Long, String> rejected = new TreeMap<>();
  private long left;

  Apart() {
    this(1 << 20);
  }

  Apart(long memoryBytes) {
    left = memoryBytes;
  }

  /// Reasons by position.
  SortedMap<Long, String> rejected() {
    return rejected;
  }

  @Override
  public void reserve(long bytes) {
    if (bytes > left) {
      throw PipelineException.resource("memory.budget", bytes + " more than the " + left + " left");
    }
    left -= bytes;
  }

  @Override
  public long reserveSome(long least, long most) {
    reserve(least);
    return least;
  }

  @Override
  public long borrow(long least, long most) {
    return reserveSome(least, most);
  }

  @Override
  public TableWriter tableWriter(Schema schema) {
    throw new AssertionError("an expression has no tables");
  }

  @Override
  public void release(long bytes) {
    left += bytes;
  }

  @Override
  public void reject(Chunk chunk, int row, String reason) {
    rejected.put(chunk.position(row), reason);
  }

  @Override
  public Stage stage() {
    return Stage.PREPROCESSING;
  }

  @Override
  public int pass() {
    return 0;
  }

  @Override
  public long chunkNumber() {
    return 0;
  }

  @Override
  public OptionalLong estimatedRows() {
    return OptionalLong.empty();
  }

  @Override
  public long watermark() {
    return Long.MIN_VALUE;
  }

  @Override
  public long closed() {
    return Long.MIN_VALUE;
  }

  @Override
  public boolean early() {
    return false;
  }

  @Override
  public boolean overFittedRows() {
    return false;
  }

  @Override
  public MemoryStatus memory() {
    return new MemoryStatus(left, 0, 0, 0, MemoryStatus.Machine.UNKNOWN);
  }

  @Override
  public List<StreamingPipelineError> errors() {
    return List.of();
  }

  @Override
  public void emit(Chunk rows) {
    throw new AssertionError("an expression emits no rows");
  }

  @Override
  public KeyTable keyTable(Schema key, KeyTable.Cell... cells) {
    throw new AssertionError("an expression has no keys");
  }

  @Override
  public void checkCancelled() {}

  @Override
  public void count(String metric, long amount) {}
}
