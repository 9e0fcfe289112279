package dev.weir.core.spill;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.Table;
import dev.weir.api.Values;
import dev.weir.core.memory.MemoryLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Sorts any number of rows, stably: in memory what the ledger has room for, in sorted runs on the
/// disk what it has not. Used by one thread.
///
/// Cost: rows are written once, and once more for each factor of 32 in the number of runs beyond
/// 16; rows that come in order make one run. Memory is the share of a growing state, then a frame a
/// run.
public final class ExternalSort {
  private static final long ROW_BYTES = 24;

  private final Schema schema;
  private final Workspace workspace;
  private final String role;
  private final boolean places;
  private final RowOrder order;
  private final MemoryLedger.Account account;
  private final SortedRuns runs;
  private List<Chunk> chunks = new ArrayList<>();
  private Run.@Nullable Writer writer;
  private @Nullable Chunk last;
  private int buffered;
  private long rows;

  /// @param role what is sorted, for messages
  /// @param places whether rows keep their positions and identities; else they are numbered anew
  /// @param by columns, as [Table#sortedBy] takes them
  public ExternalSort(
      Schema schema, Workspace workspace, String role, boolean places, String... by) {
    this.schema = schema;
    this.workspace = workspace;
    this.role = role;
    this.places = places;
    this.order = RowOrder.of(schema, by);
    this.account = workspace.account(role);
    this.runs = SortedRuns.inOrder(workspace, schema, order, places, role);
  }

  /// Says that nothing else grows while rows are added, so that it may take all the memory that
  /// growing states have.
  public ExternalSort alone() {
    account.growAlone();
    return this;
  }

  /// Adds rows, which it keeps.
  public void add(Chunk chunk) {
    if (chunk.rows() == 0) {
      return;
    }
    long bytes = (workspace.spills() ? 1 : 2) * chunk.byteSize() + ROW_BYTES * chunk.rows();
    boolean fits = buffered <= (1 << 30) - chunk.rows() && account.grow(bytes);
    if (!fits && workspace.spills()) {
      writeRows();
      fits = account.grow(bytes);
      if (!fits && chunk.rows() > 1) {
        add(chunk.slice(0, chunk.rows() / 2));
        add(chunk.slice(chunk.rows() / 2, chunk.rows()));
        return;
      }
    }
    if (!fits) {
      account.reserve(bytes);
    }
    chunks.add(chunk);
    buffered += chunk.rows();
    rows += chunk.rows();
  }

  /// Adds rows that are in order.
  public void addSorted(ChunkReader sorted) {
    writeRun();
    rows += runs.add(sorted).rows();
  }

  /// Adds the rows of another sort by the same columns, which is dead afterwards.
  public void append(ExternalSort later) {
    later.endRun();
    if (!later.runs.isEmpty()) {
      writeRun();
      runs.append(later.runs);
      rows += later.rows - later.buffered;
    }
    var theirs = later.chunks;
    later.drop();
    workspace.release(later.account);
    theirs.forEach(this::add);
  }

  /// Writes the rows added so far; those in memory go to the disk first.
  public void save(StateCodec.Out out) {
    writeRun();
    runs.save(out);
  }

  /// Adds the rows that [#save] wrote.
  public void restore(StateCodec.In in) {
    rows += runs.restore(in);
  }

  /// Writes the rows in memory, in order: behind those of the run before if they come after them,
  /// else as a new one. So rows that come in order make one run.
  private void writeRows() {
    if (buffered > 0) {
      forEachSorted(this::write);
      drop();
    }
  }

  private void write(Chunk sorted) {
    var before = last;
    if (before != null
        && order.compare(order.keys(before), before.rows() - 1, order.keys(sorted), 0) > 0) {
      endRun();
    }
    if (writer == null) {
      writer = runs.write();
    }
    writer.add(sorted);
    last = sorted;
  }

  private void endRun() {
    var open = writer;
    if (open != null) {
      writer = null;
      last = null;
      runs.add(open.finish());
    }
  }

  private void writeRun() {
    writeRows();
    endRun();
  }

  private void drop() {
    chunks = new ArrayList<>();
    buffered = 0;
    account.settle(0);
  }

  /// Gives the rows in memory in order.
  private void forEachSorted(java.util.function.Consumer<Chunk> sink) {
    var part = new int[buffered];
    var row = new int[buffered];
    var prefix = new long[buffered];
    var keys = new ArrayList<Values[]>();
    var picked = new Picked(schema);
    int at = 0;
    for (var chunk : chunks) {
      var cells = order.keys(chunk);
      int number = picked.add(chunk);
      keys.add(cells);
      for (int r = 0; r < chunk.rows(); r++) {
        part[at] = number;
        row[at] = r;
        prefix[at++] = order.prefix(cells, r);
      }
    }
    var sorted =
        IndexSort.sorted(
            buffered,
            (a, b) -> {
              int sign = Long.compareUnsigned(prefix[a], prefix[b]);
              return sign != 0
                  ? sign
                  : order.compare(keys.get(part[a]), row[a], keys.get(part[b]), row[b]);
            });
    long first = 0;
    for (int i : sorted) {
      picked.pick(part[i], row[i]);
      if (picked.isBatch()) {
        first = give(picked, first, sink);
      }
    }
    give(picked, first, sink);
  }

  private long give(Picked picked, long first, java.util.function.Consumer<Chunk> sink) {
    int count = picked.rows();
    if (count > 0) {
      sink.accept(places ? picked.chunk() : picked.chunk(first));
      picked.clear();
    }
    return first + count;
  }

  /// The rows in order; nothing can be added afterwards.
  public Table table() {
    if (runs.isEmpty() && writer == null && (!workspace.spills() || isSmall())) {
      var sorted = new ArrayList<Chunk>();
      forEachSorted(sorted::add);
      chunks = new ArrayList<>();
      account.settle(sorted.stream().mapToLong(Chunk::byteSize).sum());
      account.stopGrowing();
      return Workspace.whenGone(
          new HeldTable(schema, sorted, workspace, role), () -> workspace.release(account));
    }
    writeRun();
    workspace.release(account);
    var few = List.copyOf(runs.few(SortedRuns.FEW));
    return Workspace.whenGone(
        new Sorted(schema, order, places, few, rows, workspace, role),
        () -> few.forEach(Run::delete));
  }

  /// True if there is room to keep the rows, beside others, and for both orders of them meanwhile.
  private boolean isSmall() {
    return 2 * account.held() <= workspace.ledger().growth() / 8 && account.grow(account.held());
  }

  /// Runs that are merged whenever they are read.
  private record Sorted(
      Schema schema,
      RowOrder order,
      boolean places,
      List<Run> runs,
      long count,
      Workspace workspace,
      String role)
      implements Table {
    @Override
    public OptionalLong rows() {
      return OptionalLong.of(count);
    }

    @Override
    public ChunkReader open() {
      return SortedRuns.reading(workspace, schema, order, places, runs);
    }

    @Override
    public Table sortedBy(String... columns) {
      return ExternalSort.sorted(this, workspace, role, columns);
    }
  }

  /// All rows of a table, sorted.
  public static Table sorted(Table table, Workspace workspace, String role, String... columns) {
    var sort = new ExternalSort(table.schema(), workspace, role, false, columns);
    table.forEachChunk(sort::add);
    return sort.table();
  }
}
