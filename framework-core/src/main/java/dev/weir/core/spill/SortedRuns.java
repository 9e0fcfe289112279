package dev.weir.core.spill;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Sorted runs, merged as they become many: a run of each level is made of [#FAN] of the level
/// below, so that each row is written once a level. Used by one thread.
public final class SortedRuns {
  /// Runs merged at a time.
  static final int FAN = 32;

  /// Runs that are merged while they are read.
  static final int FEW = 16;

  /// A run, how often its rows were merged, and whether somebody else reads it too.
  private record Leveled(Run run, int level, boolean shared) {
    void drop() {
      if (!shared) {
        run.delete();
      }
    }
  }

  private final Workspace workspace;
  private final Schema schema;
  private final RowOrder order;
  private final boolean places;
  private final String role;
  private final UnaryOperator<ChunkReader> combine;
  private final List<Leveled> runs = new ArrayList<>();

  private SortedRuns(
      Workspace workspace,
      Schema schema,
      RowOrder order,
      boolean places,
      String role,
      UnaryOperator<ChunkReader> combine) {
    this.workspace = workspace;
    this.schema = schema;
    this.order = order;
    this.places = places;
    this.role = role;
    this.combine = combine;
  }

  /// Of rows of which equal ones stay in the order in which they were added.
  static SortedRuns inOrder(
      Workspace workspace, Schema schema, RowOrder order, boolean places, String role) {
    return new SortedRuns(workspace, schema, order, places, role, UnaryOperator.identity());
  }

  /// Of rows of which equal ones may be combined into one.
  ///
  /// @param combine makes one row of adjacent equal rows, whatever their order
  /// @param by columns, as [dev.weir.api.Table#sortedBy] takes them
  public static SortedRuns combined(
      Workspace workspace,
      Schema schema,
      String role,
      UnaryOperator<ChunkReader> combine,
      String... by) {
    return new SortedRuns(workspace, schema, RowOrder.of(schema, by), false, role, combine);
  }

  /// True if there is no run.
  public boolean isEmpty() {
    return runs.isEmpty();
  }

  /// Adds a run of rows that are in order, and come after those of the runs before where they are
  /// equal.
  public Run add(ChunkReader sorted) {
    var run = write().addAll(sorted).finish();
    add(run);
    return run;
  }

  Run.Writer write() {
    return Run.write(workspace, schema, role);
  }

  void add(Run run) {
    runs.add(new Leveled(run, 0, false));
    while (sameLevel() >= FAN) {
      merge(runs.size() - FAN, runs.size());
    }
  }

  /// Takes over the runs of others, whose rows come after those of these where they are equal.
  void append(SortedRuns others) {
    runs.addAll(others.runs);
    others.runs.clear();
  }

  /// Takes over the runs of others whose rows may be combined.
  public void adopt(SortedRuns others) {
    runs.addAll(others.runs);
    others.runs.clear();
    runs.sort(Comparator.comparingInt(run -> -run.level()));
    while (sameLevel() >= FAN) {
      merge(runs.size() - FAN, runs.size());
    }
  }

  private int sameLevel() {
    int level = runs.isEmpty() ? 0 : runs.getLast().level();
    int count = 0;
    while (count < runs.size() && runs.get(runs.size() - 1 - count).level() == level) {
      count++;
    }
    return count;
  }

  private void merge(int from, int to) {
    if (to - from < 2) {
      return;
    }
    var some = runs.subList(from, to);
    int level = some.stream().mapToInt(Leveled::level).max().orElse(0) + 1;
    var merging =
        reading(workspace, schema, order, places, some.stream().map(Leveled::run).toList());
    var merged = write().addAll(combine.apply(merging)).finish();
    some.forEach(Leveled::drop);
    some.clear();
    runs.add(from, new Leveled(merged, level, false));
  }

  /// Merges until there are no more than so many runs: all in groups side by side while they are
  /// very many, then the last ones.
  List<Run> few(int most) {
    while (runs.size() > FAN) {
      for (int at = 0; at < runs.size(); at++) {
        merge(at, Math.min(runs.size(), at + FAN));
      }
    }
    if (runs.size() > most) {
      merge(most - 1, runs.size());
    }
    return runs.stream().map(Leveled::run).toList();
  }

  /// Merges all runs, of which there is at least one, into one.
  public Run one() {
    return few(1).getFirst();
  }

  /// Merges all runs into one that stays when it is merged again or these are closed.
  public Run shared() {
    var run = one();
    runs.set(0, new Leveled(run, runs.getFirst().level(), true));
    return run;
  }

  /// Writes the runs.
  void save(StateCodec.Out out) {
    out.integer(runs.size());
    for (var run : runs) {
      out.integer(run.level());
      RowBytes.write(run.run().open(), out);
    }
  }

  /// Adds the runs that [#save] wrote, and says how many rows they have.
  long restore(StateCodec.In in) {
    long rows = 0;
    for (long left = in.integer(); left > 0; left--) {
      int level = Math.toIntExact(in.integer());
      var run = write().addAll(RowBytes.rows(schema, in)).finish();
      runs.add(new Leveled(run, level, false));
      rows += run.rows();
    }
    return rows;
  }

  /// Removes the runs that nobody else reads.
  public void close() {
    runs.forEach(Leveled::drop);
    runs.clear();
  }

  /// Reads runs as one.
  static ChunkReader reading(
      Workspace workspace, Schema schema, RowOrder order, boolean places, List<Run> runs) {
    var account = workspace.ledger().account("merging sorted rows");
    var readers = new ArrayList<ChunkReader>();
    try {
      account.reserve(runs.size() * Run.READING_BYTES);
      runs.forEach(run -> readers.add(run.open()));
      var merging = new Merging(schema, order, places, readers);
      return new ChunkReader() {
        @Override
        public Optional<Chunk> next() {
          return merging.next();
        }

        @Override
        public void close() {
          merging.close();
          account.close();
        }
      };
    } catch (RuntimeException e) {
      readers.forEach(ChunkReader::close);
      account.close();
      throw e;
    }
  }
}
