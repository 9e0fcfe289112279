package dev.weir.core.run;

import dev.weir.api.Chunk;
import dev.weir.api.ErrorBudget;
import dev.weir.api.PipelineException;
import dev.weir.api.StateCodec;
import dev.weir.api.StreamingDataSource;
import dev.weir.api.StreamingDataSource.Scan;
import dev.weir.api.StreamingPipelineResult.Skipped;
import dev.weir.core.memory.Reserving;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Rows of one input that have been set aside: by tools, because a tool fails on them, or because a
/// cell does not fit its column. Every scan of a run reads the same columns and so finds the same
/// misfits, each before its row can be used. What is set aside in one scan is left out of every
/// later scan; within the scan itself, later steps do not see the row. Thread-safe.
public final class SkipSet {
  private static final int LISTED = 1000;
  private static final int NAMED = 3;

  /// What a row takes in the maps beside its reason.
  private static final long ROW_BYTES = 256;

  private final StreamingDataSource source;
  private final ErrorBudget budget;
  private final Reserving memory;
  private final TreeMap<Long, Skipped> rows = new TreeMap<>();
  private final TreeSet<Long> misfits = new TreeSet<>();
  private final boolean ignores;
  private long[] before = new long[0];

  /// Nothing is set aside yet.
  ///
  /// @param budget most rows that may be
  /// @param memory takes memory for each
  public SkipSet(StreamingDataSource source, ErrorBudget budget, Reserving memory) {
    this(source, budget, memory, false);
  }

  private SkipSet(
      StreamingDataSource source, ErrorBudget budget, Reserving memory, boolean ignores) {
    this.source = source;
    this.budget = budget;
    this.memory = memory;
    this.ignores = ignores;
  }

  /// Takes no notice of what it is told, for states that are thrown away.
  static SkipSet ignoring(StreamingDataSource source) {
    return new SkipSet(source, ErrorBudget.none(), Reserving.NOTHING, true);
  }

  /// Sets a row aside.
  ///
  /// @throws PipelineException DATA if no row may be, RESOURCE if more are than the budget allows
  public synchronized void add(long position, String step, String reason) {
    if (ignores || rows.containsKey(position)) {
      return;
    }
    if (!budget.isNone()) {
      memory.reserve(ROW_BYTES + 2L * reason.length());
    }
    rows.put(position, new Skipped(position, step, reason));
    var most = budget.most(source.rows());
    if (most.isPresent() && rows.size() > most.getAsLong()) {
      throw spent(step + ": " + source.place(position) + ": " + reason);
    }
  }

  private PipelineException spent(String what) {
    return budget.isNone()
        ? PipelineException.data(
            "rows.rejected",
            what
                + "; correct it, filter such rows out first, or allow a number of rows to be set aside by --error-budget")
        : PipelineException.resource(
            "rows.budget",
            what
                + "; that is one more row than the error budget of "
                + budget
                + " allows; "
                + firstInWords());
  }

  private String firstInWords() {
    var words = new ArrayList<String>();
    for (var row : rows.values()) {
      if (words.size() == NAMED) {
        break;
      }
      words.add(source.place(row.position()) + " (" + row.step() + "): " + row.reason());
    }
    return "the first set aside: " + String.join("; ", words);
  }

  /// The input was read to its end, and its rows are counted: a share of them is now a number.
  ///
  /// @throws PipelineException RESOURCE if more rows have been set aside than that
  public synchronized void check(long rowsRead) {
    var most = budget.most(java.util.OptionalLong.of(rowsRead));
    if (!ignores && source.rows().isEmpty() && rows.size() > most.orElse(Long.MAX_VALUE)) {
      throw PipelineException.resource(
          "rows.budget",
          rows.size()
              + " of "
              + rowsRead
              + " rows were set aside, more than the error budget of "
              + budget
              + " allows; "
              + firstInWords());
    }
  }

  /// The scan, whose misfits are set aside here; as it is, so that each is an error of the source,
  /// if no row may be.
  public Scan watching(Scan scan) {
    return budget.isNone() ? scan : scan.withMisfits(this::misfit);
  }

  private synchronized void misfit(long position, String reason) {
    add(position, "reading", reason);
    misfits.add(position);
  }

  /// Rows set aside so far.
  public synchronized long size() {
    return rows.size();
  }

  /// Those before a position.
  public synchronized long size(long before) {
    return before == Long.MAX_VALUE ? rows.size() : rows.headMap(before, false).size();
  }

  /// The first of them by position.
  public synchronized List<Skipped> first() {
    return first(Long.MAX_VALUE);
  }

  /// The first of those before a position.
  public synchronized List<Skipped> first(long before) {
    return rows.headMap(before, false).values().stream().limit(LISTED).toList();
  }

  /// The row's reason, if it was set aside.
  public synchronized Optional<Skipped> at(long position) {
    return Optional.ofNullable(rows.get(position));
  }

  /// The first and the last position, if any row was set aside.
  public synchronized @Nullable Range range() {
    return rows.isEmpty() ? null : new Range(rows.firstKey(), rows.lastKey());
  }

  /// The rows of the chunk that were set aside.
  Chunk only(Chunk chunk) {
    var aside = new int[chunk.rows()];
    int count = 0;
    for (int r = 0; r < aside.length; r++) {
      if (at(chunk.position(r)).isPresent()) {
        aside[count++] = r;
      }
    }
    return chunk.select(aside, count);
  }

  /// From the first to the last row that was set aside.
  ///
  /// @param first position
  /// @param last position
  public record Range(long first, long last) {}

  /// What is set aside by now is left out of the scan that begins now.
  public synchronized void beginScan() {
    before = rows.keySet().stream().mapToLong(Long::longValue).toArray();
  }

  /// True if a row was set aside since the scan began.
  synchronized boolean grown() {
    return rows.size() > before.length;
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
    var held = new TreeSet<>(rows.keySet());
    rows.clear();
    misfits.clear();
    for (long left = in.integer(); left > 0; left--) {
      var row = new Skipped(in.integer(), in.text(), in.text());
      if (!budget.isNone() && !held.contains(row.position())) {
        memory.reserve(ROW_BYTES + 2L * row.reason().length());
      }
      rows.put(row.position(), row);
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

  /// The chunk without the rows at these positions, which ascend.
  static Chunk without(Chunk chunk, long[] positions) {
    if (positions.length == 0 || chunk.rows() == 0) {
      return chunk;
    }
    int at = Arrays.binarySearch(positions, chunk.position(0));
    at = at < 0 ? -at - 1 : at;
    if (at == positions.length || positions[at] > chunk.position(chunk.rows() - 1)) {
      return chunk;
    }
    var kept = new int[chunk.rows()];
    int count = 0;
    for (int r = 0; r < chunk.rows(); r++) {
      while (at < positions.length && positions[at] < chunk.position(r)) {
        at++;
      }
      if (at == positions.length || positions[at] != chunk.position(r)) {
        kept[count++] = r;
      }
    }
    return chunk.select(kept, count);
  }
}
