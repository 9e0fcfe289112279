package dev.weir.source.duckdb.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Rows that DuckDB brings to [NativeSink] while this thread fetches a result of next to nothing.
///
/// A batch goes to the taker where it lies. One that the taker refuses is copied, and so are those
/// after it until it has been handed out; they are asked for as rows of the result, which is what
/// makes DuckDB stop. As its buffer is the smallest, it stops with the batch after.
final class NativeSinkRows implements RowStream {
  private final Arena arena = Arena.ofAuto();
  private final MemorySegment box = arena.allocate(ValueLayout.ADDRESS);
  private final int columns;
  private final Taker taker;
  private final Deque<HeldBatch> waiting = new ArrayDeque<>();
  private final Deque<HeldBatch> free = new ArrayDeque<>();
  private MemorySegment result = MemorySegment.NULL;
  private @Nullable HeldBatch batch;
  private @Nullable Throwable failure;
  private boolean closed;

  NativeSinkRows(int columns, Taker taker) {
    this.columns = columns;
    this.taker = taker;
  }

  /// Begins the query, which may bring the first rows already.
  void begin(Supplier<MemorySegment> query) {
    try {
      result = NativeSink.within(this, query);
    } catch (EngineException e) {
      close();
      throw failed(e);
    }
  }

  /// A batch in DuckDB's pipeline; false if reading it failed.
  boolean offered(MemorySegment chunk, MemorySegment asked) {
    try {
      var offer = new Offer(chunk, Native.chunkSize(chunk));
      boolean taken = waiting.isEmpty() && taker.take(offer);
      if (!taken) {
        var held = free.isEmpty() ? new HeldBatch(chunk, columns) : free.pop();
        waiting.add(held);
        held.fill(offer);
      }
      Native.MEMORY
          .asSlice(Native.vectorData(asked).address(), offer.rows)
          .fill((byte) (taken ? 0 : 1));
      return true;
    } catch (Throwable e) {
      failure = e;
      return false;
    }
  }

  private record Offer(MemorySegment chunk, int rows) implements Batch {
    @Override
    public Vector vector(int column) {
      return NativeVector.of(chunk, column, rows);
    }
  }

  /// Batches that wait to be handed out.
  int waiting() {
    return waiting.size();
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public String name(int column) {
    throw new UnsupportedOperationException("the columns of a scan are those that it asked for");
  }

  @Override
  public boolean next() {
    if (closed) {
      throw new IllegalStateException("the reading is closed");
    }
    release();
    boolean more = true;
    while (waiting.isEmpty() && more) {
      more = fetch();
    }
    batch = waiting.poll();
    return batch != null;
  }

  private boolean fetch() {
    var rows = NativeSink.within(this, () -> Native.fetch(result));
    if (rows.address() == 0) {
      var error = Native.resultError(result);
      if (error != null) {
        throw failed(new EngineException(error));
      }
      return false;
    }
    box.set(ValueLayout.ADDRESS, 0, rows);
    Native.destroyChunk(box);
    return true;
  }

  /// What to throw where the query failed: if that came from here, what it was.
  private RuntimeException failed(EngineException said) {
    return failure == null ? said : Native.broken(failure);
  }

  private void release() {
    var read = batch;
    if (read != null) {
      batch = null;
      read.release();
      free.push(read);
    }
  }

  @Override
  public int rows() {
    return batch == null ? 0 : batch.rows();
  }

  @Override
  public Vector vector(int column) {
    if (batch == null) {
      throw new IllegalStateException("no batch is at hand");
    }
    return batch.vector(column);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      release();
      if (result.address() != 0) {
        Native.destroyResult(result);
      }
      waiting.forEach(HeldBatch::close);
      free.forEach(HeldBatch::close);
      waiting.clear();
      free.clear();
    }
  }
}
