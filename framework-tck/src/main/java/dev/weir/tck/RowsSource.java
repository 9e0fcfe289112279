package dev.weir.tck;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.Schema;
import dev.weir.api.StreamingDataSource;
import dev.weir.api.Table;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Rows as a source that keeps their positions and identities, so that a part of the rows is the
/// same rows.
final class RowsSource implements StreamingDataSource {
  private final Table table;
  private final Runnable onChunk;

  /// Calls the action before it gives each chunk.
  RowsSource(Table table, Runnable onChunk) {
    this.table = table;
    this.onChunk = onChunk;
  }

  @Override
  public Schema schema() {
    return table.schema();
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(Ability.REREAD, Ability.STABLE_ORDER);
  }

  @Override
  public OptionalLong rows() {
    return table.rows();
  }

  @Override
  public String fingerprint() {
    return "rows of a test";
  }

  @Override
  public String description() {
    return "rows of a test";
  }

  @Override
  public ChunkReader open(Scan scan) {
    var whole = Tables.whole(table);
    var read =
        whole.only(
            whole.schema().columns().filter(c -> scan.columns().contains(c.name())).toList());
    return new Reader(cut(read, scan).iterator());
  }

  private static List<Chunk> cut(Chunk whole, Scan scan) {
    long perRow = Math.max(1, whole.byteSize() / Math.max(1, whole.rows()));
    int most = Math.clamp(scan.chunkBytes() / perRow, 1, scan.chunkRows());
    var chunks = new ArrayList<Chunk>();
    int from = 0;
    while (from < whole.rows()) {
      int to = from + 1;
      while (to < whole.rows()
          && to - from < most
          && block(whole, to, scan) == block(whole, from, scan)) {
        to++;
      }
      chunks.add(whole.slice(from, to));
      from = to;
    }
    return chunks;
  }

  private static long block(Chunk chunk, int row, Scan scan) {
    long position = chunk.position(row);
    return Chunk.position(Chunk.split(position), Chunk.row(position) / scan.blockRows());
  }

  @Override
  public void close() {}

  private final class Reader implements ChunkReader {
    private final Iterator<Chunk> left;

    Reader(Iterator<Chunk> left) {
      this.left = left;
    }

    @Override
    public Optional<Chunk> next() {
      onChunk.run();
      return left.hasNext() ? Optional.of(left.next()) : Optional.empty();
    }

    @Override
    public void close() {}
  }
}
