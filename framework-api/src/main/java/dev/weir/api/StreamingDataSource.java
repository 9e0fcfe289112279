package dev.weir.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Rows from outside. What it can do decides what may run on it.
public interface StreamingDataSource extends AutoCloseable {
  /// What a source may be able to do.
  enum Ability {
    /// Can be opened again and gives the same rows.
    REREAD,
    /// Rows come in the same order each time, at the same positions.
    STABLE_ORDER,
    /// Can begin at a later position without reading all before it.
    SEEK,
    /// Can leave out rows that do not meet conditions, positions unchanged.
    FILTER,
    /// Never ends.
    UNBOUNDED
  }

  /// Names and types, decided once for the whole input.
  Schema schema();

  /// What it can do.
  Set<Ability> abilities();

  /// The row count if it is known without reading.
  OptionalLong rows();

  /// About how many rows there are, for people who wait: the count if it is known, else a guess
  /// from what opening has seen. Never shows in an answer.
  default OptionalLong estimatedRows() {
    return rows();
  }

  /// Names the content: the same bytes give the same text, other bytes another.
  String fingerprint();

  /// What it is, for lineage and messages: kind and location, no secrets.
  String description();

  /// A position in words: "f.csv, line 17".
  default String place(long position) {
    return "row " + (Chunk.row(position) + 1);
  }

  /// Memory that reading these columns takes at the least; the plan refuses what is given less. 0:
  /// not known.
  default long leastMemory(List<String> columns) {
    return 0;
  }

  /// Files that it reads, absolute; a run refuses to write over them.
  default List<Path> files() {
    return List.of();
  }

  /// Begins a pass.
  ChunkReader open(Scan scan);

  @Override
  void close();

  /// Hears of rows with a cell that its column cannot hold. Such a row is given all the same, that
  /// cell missing, in the chunk that comes next: so borders and counts do not depend on it, and
  /// whoever listens leaves it out. Only cells of the columns read are looked at.
  interface Misfits {
    /// The row at this position is one.
    ///
    /// @param reason column, value and what is wrong with it
    /// @throws PipelineException DATA if there are too many, which ends the pass
    void add(long position, String reason);
  }

  /// What a pass is to give. Chunk borders follow from the rows and these figures alone, never from
  /// time or threads; a chunk never reaches over a split or over a row number that is a multiple of
  /// `blockRows`.
  ///
  /// @param columns names of the columns wanted, in the schema's order; the others are absent in
  ///   the chunks. None: only row counts matter
  /// @param conditions rows that do not meet all of these may be left out; needs FILTER
  /// @param fromPosition rows before it are left out
  /// @param chunkRows most rows of a chunk
  /// @param chunkBytes about the most bytes of a chunk; a single larger row is a chunk of its own
  /// @param blockRows see above
  /// @param misfits hears of rows with a cell that its column cannot hold; nobody: such a cell is
  ///   an error
  record Scan(
      List<String> columns,
      List<Condition> conditions,
      long fromPosition,
      int chunkRows,
      long chunkBytes,
      long blockRows,
      Optional<Misfits> misfits) {
    /// A scan in which a cell that does not fit is an error.
    public Scan(
        List<String> columns,
        List<Condition> conditions,
        long fromPosition,
        int chunkRows,
        long chunkBytes,
        long blockRows) {
      this(columns, conditions, fromPosition, chunkRows, chunkBytes, blockRows, Optional.empty());
    }

    /// Copies the lists.
    public Scan {
      columns = List.copyOf(columns);
      conditions = List.copyOf(conditions);
    }

    /// The same scan from another position on. From where a chunk began or ended, all further
    /// borders are those of the whole scan.
    public Scan from(long position) {
      return new Scan(columns, conditions, position, chunkRows, chunkBytes, blockRows, misfits);
    }

    /// The same scan with chunks of another size.
    public Scan withChunks(int rows, long bytes) {
      return new Scan(columns, conditions, fromPosition, rows, bytes, blockRows, misfits);
    }

    /// The same scan, in which rows with cells that do not fit are told of.
    public Scan withMisfits(Misfits hears) {
      return new Scan(
          columns, conditions, fromPosition, chunkRows, chunkBytes, blockRows, Optional.of(hears));
    }
  }
}
