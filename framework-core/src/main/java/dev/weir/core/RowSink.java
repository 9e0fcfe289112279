package dev.weir.core;

import dev.weir.api.RowWriter;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.core.checkpoint.RowLog;
import org.jspecify.annotations.Nullable;

/// Where the rows at the end of a run go: to the writer of their file, or, if the run is saved,
/// into segments beside its checkpoints and from there to the writer when all have come. Used by
/// one thread.
final class RowSink implements AutoCloseable {
  private final PlannedRun plan;
  private final @Nullable RunCheckpoints checkpoints;
  private @Nullable RowWriter writer;
  private @Nullable RowLog log;

  RowSink(PlannedRun plan, @Nullable RunCheckpoints checkpoints) {
    this.plan = plan;
    this.checkpoints = checkpoints;
  }

  /// What takes the rows of a scan. The writer is opened in any case, so that a place that cannot
  /// be written to is an error at once.
  RowWriter open(Schema schema) {
    var target = writer(schema);
    if (checkpoints == null) {
      return target;
    }
    var rows = log == null ? checkpoints.rows() : log;
    log = rows;
    return rows;
  }

  private RowWriter writer(Schema schema) {
    var open = writer;
    if (open == null) {
      open =
          plan.writer()
              .orElseThrow()
              .write(plan.pipeline().out().orElseThrow(), schema, plan.limits());
      writer = open;
    }
    return open;
  }

  /// Brings the rows so far to the disk.
  void prepare() {
    if (log != null) {
      log.commit();
    }
  }

  /// Writes which rows are on the disk.
  void save(StateCodec.Out out) {
    out.integer(log == null ? 0 : 1);
    if (log != null) {
      log.save(out);
    }
  }

  /// Goes on after the rows that [#save] wrote of.
  void restore(StateCodec.In in) {
    if (in.integer() != 0 && checkpoints != null) {
      log = checkpoints.rows(in);
    }
  }

  /// Ends the file, which gets its name now.
  ///
  /// @param check throws if the run is to end
  void finish(Schema schema, Runnable check) {
    if (log != null) {
      log.commit();
      var target = writer(schema);
      log.forEachChunk(
          schema,
          chunk -> {
            check.run();
            target.write(chunk);
          });
    }
    if (writer != null) {
      check.run();
      writer.commit();
    }
  }

  @Override
  public void close() {
    try {
      if (writer != null) {
        writer.close();
      }
    } finally {
      if (log != null) {
        log.close();
      }
    }
  }
}
