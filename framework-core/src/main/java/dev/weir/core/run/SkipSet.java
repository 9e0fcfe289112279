package dev.weir.core.run;

import dev.weir.api.Chunk;
import dev.weir.api.PipelineException;
import dev.weir.api.StateCodec;
import dev.weir.api.StreamingDataSource;
import dev.weir.api.StreamingDataSource.Scan;
import dev.weir.api.StreamingPipelineResult.Skipped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// Rows of one input that have been set aside: by tools, or because a cell does not fit its column.
/// Every scan of a run reads the same columns and so finds the same misfits, each before its row
/// can be used. What is set aside in one scan is left out of every later scan; within the scan
/// itself, later steps do not see the row. Thread-safe.
public final class SkipSet {
  private static final int LISTED = 1000;

  private final StreamingDataSource source;
  private final long budget;
  private final TreeMap<Long, Skipped> rows = new TreeMap<>();
  private final TreeSet<Long> misfits = new TreeSet<>();
  private long[] before = new long[0];

  /// Nothing is set aside yet.
  ///
  /// @param budget most rows that may be
  public SkipSet(StreamingDataSource source, long budget) {
    this.source = source;
    this.budget = budget;
  }

  /// Sets a row aside.
  ///
  /// @throws PipelineException DATA if no row may be, RESOURCE if more are than the budget allows
  public synchronized void add(long position, String step, String reason) {
    rows.putIfAbsent(position, new Skipped(position, step, reason));
    if (rows.size() > budget) {
      var what = step + ": " + source.place(position) + ": " + reason;
      throw budget == 0
          ? PipelineException.data(
              "rows.rejected",
              what
                  + "; correct it, filter such rows out first, or allow a number of rows to be set aside by --error-budget")
          : PipelineException.resource(
              "rows.budget",
              what + "; that is one more row than the error budget of " + budget + " allows");
    }
  }

  /// The scan, whose misfits are set aside here; as it is, so that each is an error of the source,
  /// if no row may be.
  public Scan watching(Scan scan) {
    return budget == 0 ? scan : scan.withMisfits(this::misfit);
  }

  private synchronized void misfit(long position, String reason) {
    add(position, "reading", reason);
    misfits.add(position);
  }

  /// Rows set aside so far.
  public synchronized long size() {
    return rows.size();
  }

  /// The first of them by position.
  public synchronized List<Skipped> first() {
    return new ArrayList<>(rows.values()).subList(0, Math.min(LISTED, rows.size()));
  }

  /// What is set aside by now is left out of the scan that begins now.
  public synchronized void beginScan() {
    before = rows.keySet().stream().mapToLong(Long::longValue).toArray();
  }

  /// Writes what is set aside, and since when.
  public synchronized void save(StateCodec.Out out) {
    out.integer(rows.size());
    for (var row : rows.values()) {
      out.integer(row.position());
      out.text(row.step());
      out.text(row.reason());
    }
    out.integers(misfits.stream().mapToLong(Long::longValue).toArray());
    out.integers(before);
  }

  /// Goes on from what [#save] wrote.
  public synchronized void restore(StateCodec.In in) {
    rows.clear();
    misfits.clear();
    for (long left = in.integer(); left > 0; left--) {
      long position = in.integer();
      rows.put(position, new Skipped(position, in.text(), in.text()));
    }
    for (long position : in.integers()) {
      misfits.add(position);
    }
    before = in.integers();
  }

  /// The chunk without its misfits and the rows that earlier scans set aside.
  public Chunk filter(Chunk chunk) {
    var kept = without(chunk, before);
    return kept.rows() == 0 ? kept : without(kept, misfits(kept));
  }

  private synchronized long[] misfits(Chunk chunk) {
    return misfits.isEmpty()
        ? new long[0]
        : misfits.subSet(chunk.position(0), true, chunk.position(chunk.rows() - 1), true).stream()
            .mapToLong(Long::longValue)
            .toArray();
  }

  private static Chunk without(Chunk chunk, long[] before) {
    if (before.length == 0 || chunk.rows() == 0) {
      return chunk;
    }
    int at = Arrays.binarySearch(before, chunk.position(0));
    at = at < 0 ? -at - 1 : at;
    if (at == before.length || before[at] > chunk.position(chunk.rows() - 1)) {
      return chunk;
    }
    var kept = new int[chunk.rows()];
    int count = 0;
    for (int r = 0; r < chunk.rows(); r++) {
      while (at < before.length && before[at] < chunk.position(r)) {
        at++;
      }
      if (at == before.length || before[at] != chunk.position(r)) {
        kept[count++] = r;
      }
    }
    return chunk.select(kept, count);
  }
}
