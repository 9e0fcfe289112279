package dev.weir.core.keys;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.Column;
import dev.weir.api.KeyTable;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.core.memory.MemoryLedger;
import dev.weir.core.spill.ExternalSort;
import dev.weir.core.spill.Run;
import dev.weir.core.spill.SortedRuns;
import dev.weir.core.spill.Workspace;
import dev.weir.numerics.ExactSum;
import dev.weir.numerics.Hashing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// A key table that goes to the disk as it outgrows its share of the memory: then its keys are
/// sorted by hash and written as a run, and the memory begins anew. Runs are merged as they become
/// many and when the table is read, cells of equal keys into one. Cells are exact and the order is
/// by hash, so nobody can tell whether, when or how often that happened.
///
/// Cost: about 30 bytes a key in memory and on the disk beside key and cells (100 a SUM cell); a
/// key on the disk is written once, and once more for each factor of 32 in the number of runs.
public final class HashKeyTable implements KeyTable, AutoCloseable {
  /// The order of the keys, for a while.
  private static final long SORTING_BYTES = 13;

  /// The table's own small objects.
  private static final long OBJECT_BYTES = 1000;

  /// A table of so few keys is copied when it is read, and not counted.
  private static final int FEW = 1024;

  private static final int FEW_BYTES = 64 << 10;

  /// So many keys of a later table are written at once when they are merged into a table that is on
  /// the disk already, rather than put into its memory first.
  private static final int MANY = 100_000;

  private final KeyEntries entries;
  private final Cell[] cells;
  private final Workspace workspace;
  private final String role;
  private final MemoryLedger.Account account;
  private final SortedRuns runs;
  private KeyIndex index = new KeyIndex();
  private CellColumns columns;
  private KeyEncoder encoder = new KeyEncoder(List.of());
  private Column[] encoded = new Column[0];
  private int current = -1;
  private boolean open = true;

  /// No keys yet.
  ///
  /// @param role whose it is, for messages
  public HashKeyTable(Schema key, Cell[] cells, Workspace workspace, String role) {
    this(KeyEntries.of(key, cells.clone()), workspace, role);
  }

  private HashKeyTable(KeyEntries entries, Workspace workspace, String role) {
    this.cells = entries.cells();
    this.entries = entries;
    this.workspace = workspace;
    this.role = role;
    this.account = workspace.account(role);
    this.columns = new CellColumns(this.cells);
    this.runs =
        SortedRuns.combined(
            workspace, entries.stored(), "keys of " + role, entries::combined, KeyEntries.ORDER);
    account.settle(retained());
  }

  /// A table of the same key and cells without keys, which shares what describes them.
  public HashKeyTable fresh() {
    return new HashKeyTable(entries, workspace, role);
  }

  /// True if the key and the cells are these.
  public boolean holds(Schema key, Cell... kinds) {
    return entries.key().equals(key) && Arrays.equals(cells, kinds);
  }

  private long retained() {
    return OBJECT_BYTES
        + index.retainedBytes()
        + columns.retainedBytes()
        + SORTING_BYTES * index.size();
  }

  @Override
  public KeyTable at(Chunk chunk, int row, Column... of) {
    if (!Arrays.equals(of, encoded)) {
      encoder = new KeyEncoder(List.of(of));
      encoded = of.clone();
    }
    encoder.encode(chunk, row);
    move(encoder.bytes(), 0, encoder.length());
    return this;
  }

  @Override
  public KeyTable at(byte[] bytes, int from, int to) {
    encoder.encode(bytes, from, to);
    move(encoder.bytes(), 0, encoder.length());
    return this;
  }

  private void move(byte[] bytes, int from, int to) {
    move(Hashing.of(bytes, from, to), bytes, from, to);
  }

  private void move(long hash, byte[] bytes, int from, int to) {
    int place = index.place(hash, bytes, from, to);
    if (place >= 0) {
      current = place;
      return;
    }
    long growth = growth(to - from);
    if (growth > 0) {
      grow(growth, to - from);
      place = index.place(hash, bytes, from, to);
    }
    current = index.add(place, hash, bytes, from, to);
    columns.extend();
    if (growth > 0) {
      account.settle(retained());
    }
  }

  /// Makes room for another key, in place of all others if need be.
  private void grow(long bytes, int length) {
    if (account.grow(bytes)) {
      return;
    }
    long more = bytes;
    if (index.size() > 0 && workspace.spills()) {
      spill();
      more = growth(length);
    }
    if (!account.grow(more)) {
      account.reserve(more);
    }
  }

  private long growth(int length) {
    return index.growth(1, length) + columns.growth();
  }

  /// Writes the keys in memory to the disk.
  private void spill() {
    if (index.size() > 0) {
      runs.add(entries.of(index, columns));
      index = new KeyIndex();
      columns = new CellColumns(cells);
      current = -1;
      account.settle(retained());
    }
  }

  @Override
  public KeyTable add(int cell, long value) {
    columns.add(cell, current, value);
    return this;
  }

  @Override
  public KeyTable add(int cell, double value) {
    columns.add(cell, current, value);
    return this;
  }

  @Override
  public KeyTable merge(KeyTable later) {
    var other = (HashKeyTable) later;
    if (!runs.isEmpty() && other.index.size() > MANY) {
      other.spill();
    }
    runs.adopt(other.runs);
    for (int id = 0; id < other.index.size(); id++) {
      var content = other.index.content();
      move(other.index.hash(id), content, other.index.start(id), other.index.end(id));
      for (int i = 0; i < cells.length; i++) {
        if (cells[i] == Cell.SUM) {
          columns.sum(i, current).merge(other.columns.sum(i, id));
        } else {
          columns.add(i, current, other.columns.number(i, id));
        }
      }
    }
    other.close();
    return this;
  }

  /// Keys of which some are on the disk are counted by merging them there.
  @Override
  public long keys() {
    if (runs.isEmpty()) {
      return index.size();
    }
    spill();
    return runs.one().rows();
  }

  @Override
  public Table table() {
    if (runs.isEmpty() && index.size() <= FEW && index.retainedBytes() <= FEW_BYTES) {
      var chunks = new ArrayList<Chunk>();
      forEachShown(chunks::add);
      return Table.of(entries.shown(), chunks);
    }
    if (runs.isEmpty()) {
      var table = workspace.table(entries.shown(), "the keys of " + role);
      forEachShown(table::add);
      return table.table();
    }
    spill();
    return new Stored(entries, runs.shared(), workspace, "the keys of " + role);
  }

  private void forEachShown(Consumer<Chunk> action) {
    try (var reader = entries.shown(entries.of(index, columns))) {
      for (var chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) {
        action.accept(chunk.get());
      }
    }
  }

  /// Keys on the disk, decoded as they are read.
  private record Stored(KeyEntries entries, Run run, Workspace workspace, String role)
      implements Table {
    @Override
    public Schema schema() {
      return entries.shown();
    }

    @Override
    public OptionalLong rows() {
      return OptionalLong.of(run.rows());
    }

    @Override
    public ChunkReader open() {
      return entries.shown(run.openInBatches());
    }

    @Override
    public Table sortedBy(String... by) {
      return ExternalSort.sorted(this, workspace, role, by);
    }
  }

  /// Writes keys and cells, in an order that depends on the keys alone.
  public void write(StateCodec.Out out) {
    out.integer(entries.key().size());
    for (var field : entries.key().fields()) {
      out.text(field.name());
      out.text(field.type().name());
    }
    out.integer(cells.length);
    for (var cell : cells) {
      out.text(cell.name());
    }
    out.integer(keys());
    try (var reader = runs.isEmpty() ? entries.of(index, columns) : runs.one().open()) {
      for (var chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) {
        write(chunk.get(), out);
      }
    }
  }

  private void write(Chunk chunk, StateCodec.Out out) {
    var keys = entries.keys(chunk);
    for (int r = 0; r < chunk.rows(); r++) {
      out.bytes(Arrays.copyOfRange(keys.bytes(), keys.start(r), keys.end(r)));
      for (int i = 0; i < cells.length; i++) {
        if (cells[i] == Cell.SUM) {
          entries.sum(chunk, i, r).write(out);
        } else {
          out.integer(entries.number(chunk, i, r));
        }
      }
    }
  }

  /// Makes tables without keys.
  public interface Maker {
    /// A table of this key and these cells.
    HashKeyTable of(Schema key, Cell... cells);
  }

  /// Makes tables that live in a workspace.
  ///
  /// @param role whose they are, for messages
  public static Maker in(Workspace workspace, String role) {
    return (key, cells) -> new HashKeyTable(key, cells, workspace, role);
  }

  /// Reads what [#write] wrote into a table from the maker.
  public static HashKeyTable read(StateCodec.In in, Maker maker) {
    var fields = new ArrayList<Schema.Field>();
    for (long n = in.integer(); n > 0; n--) {
      fields.add(Schema.Field.of(in.text(), Type.valueOf(in.text())));
    }
    var cells = new Cell[(int) in.integer()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = Cell.valueOf(in.text());
    }
    var table = maker.of(new Schema(fields), cells);
    for (long n = in.integer(); n > 0; n--) {
      var bytes = in.bytes();
      table.move(bytes, 0, bytes.length);
      for (int i = 0; i < cells.length; i++) {
        if (cells[i] == Cell.SUM) {
          table.columns.sum(i, table.current).merge(ExactSum.read(in));
        } else {
          table.columns.add(i, table.current, in.integer());
        }
      }
    }
    return table;
  }

  /// True until it is merged into another or closed.
  public boolean isOpen() {
    return open;
  }

  /// Lets another account own the memory.
  public void moveTo(MemoryLedger.Account owner) {
    account.moveTo(owner);
  }

  /// Gives back memory and files; tables that were handed out stay.
  @Override
  public void close() {
    open = false;
    workspace.release(account);
    runs.close();
  }
}
