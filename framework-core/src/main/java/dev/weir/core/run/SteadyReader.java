package dev.weir.core.run;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.PipelineException;
import dev.weir.api.StreamingDataSource;
import dev.weir.api.StreamingDataSource.Ability;
import dev.weir.api.StreamingDataSource.Scan;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One pass over a source that is opened again where it stood when a reading fails for a reason
/// that may pass (`source.io`, or anything that is no [PipelineException]). A chunk ends where it
/// ended before, since borders follow from the rows; so the chunks after it are the same.
final class SteadyReader implements ChunkReader {
  private static final String IO = "source.io";

  private final StreamingDataSource source;
  private final Errors errors;
  private final boolean again;
  private final ChunkGrid grid;
  private int halvings;
  private Scan scan;
  private @Nullable ChunkReader reader;
  private boolean cancelled;
  private int failures;

  /// Opens a pass.
  SteadyReader(StreamingDataSource source, Scan scan, Errors errors) {
    this(source, new ChunkGrid(scan, 0), scan.fromPosition(), errors);
  }

  /// Opens a pass from a position on, whose chunks have the sizes of the grid.
  SteadyReader(StreamingDataSource source, ChunkGrid grid, long from, Errors errors) {
    this.source = source;
    this.grid = grid;
    this.halvings = grid.halvings(from);
    this.scan = grid.from(from, halvings);
    this.errors = errors;
    this.again = canReadAgain(source);
  }

  /// True if rows can be read a second time, at the same positions.
  static boolean canReadAgain(StreamingDataSource source) {
    return source.abilities().containsAll(Set.of(Ability.REREAD, Ability.STABLE_ORDER))
        && !source.abilities().contains(Ability.UNBOUNDED);
  }

  @Override
  public Optional<Chunk> next() {
    while (true) {
      try {
        var chunk = current().next();
        if (chunk.isPresent() && chunk.get().rows() > 0 && !fits(chunk.get())) {
          continue;
        }
        chunk.filter(c -> c.rows() > 0).ifPresent(this::passed);
        return chunk;
      } catch (RuntimeException e) {
        failed(e);
      }
    }
  }

  /// True if the chunk has the size that it should; else it is read again with that.
  private boolean fits(Chunk chunk) {
    int due = grid.halvings(chunk.position(0));
    if (due == halvings) {
      return true;
    }
    closeCurrent();
    halvings = due;
    scan = grid.from(scan.fromPosition(), due);
    return false;
  }

  /// Reads again from a position that the chunk given last did not reach, or begins with.
  void back(long position) {
    closeCurrent();
    halvings = grid.halvings(position);
    scan = grid.from(position, halvings);
  }

  private void passed(Chunk chunk) {
    failures = 0;
    scan = scan.from(chunk.position(chunk.rows() - 1) + 1);
  }

  private ChunkReader current() {
    synchronized (this) {
      if (reader != null || cancelled) {
        return open();
      }
    }
    var opened = source.open(scan);
    synchronized (this) {
      reader = opened;
      if (cancelled) {
        opened.cancel();
      }
      return opened;
    }
  }

  private ChunkReader open() {
    var open = reader;
    if (open == null) {
      throw new PipelineException(
          PipelineException.Category.CANCELLED, "source.cancelled", "the reading was cancelled");
    }
    return open;
  }

  private void failed(RuntimeException e) {
    boolean typed = e instanceof PipelineException;
    boolean passing = !typed || ((PipelineException) e).code().equals(IO);
    if (!passing || !again || isCancelled() || failures == errors.policy().retries()) {
      throw typed ? e : wrapped(e);
    }
    failures++;
    closeCurrent();
    errors.note(
        scan.fromPosition(),
        source.description()
            + ": reading failed before "
            + source.place(scan.fromPosition())
            + " and was opened again there: "
            + e);
  }

  private PipelineException wrapped(RuntimeException e) {
    return new PipelineException(
        PipelineException.Category.INTERNAL,
        "source.failed",
        source.description()
            + ": reading failed before "
            + source.place(scan.fromPosition())
            + (failures > 0 ? ", " + (failures + 1) + " times" : "")
            + ": "
            + e
            + "; this is a bug of the source, please report it",
        e);
  }

  private synchronized boolean isCancelled() {
    return cancelled;
  }

  private void closeCurrent() {
    ChunkReader open;
    synchronized (this) {
      open = reader;
      reader = null;
    }
    if (open != null) {
      open.close();
    }
  }

  @Override
  public synchronized long watermark() {
    return reader == null ? Long.MIN_VALUE : reader.watermark();
  }

  @Override
  public synchronized void cancel() {
    cancelled = true;
    if (reader != null) {
      reader.cancel();
    }
  }

  @Override
  public void close() {
    closeCurrent();
  }
}
