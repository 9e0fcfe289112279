package dev.weir.core;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.Schema;
import dev.weir.api.StreamingDataSource;
import dev.weir.api.Table;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// A table as a source: rows at positions from 0 in the table's order, cut into chunks as the grid
/// says. Rows are counted anew, so that neither the table's own chunks nor its positions show.
final class TableSource implements StreamingDataSource {
  private final Table table;

  TableSource(Table table) {
    this.table = table;
  }

  @Override
  public Schema schema() {
    return table.schema();
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(Ability.REREAD, Ability.STABLE_ORDER, Ability.SORT);
  }

  @Override
  public OptionalLong rows() {
    return table.rows();
  }

  @Override
  public String fingerprint() {
    return TableFingerprint.of(table);
  }

  @Override
  public String description() {
    return "table in memory";
  }

  @Override
  public ChunkReader open(Scan scan) {
    var ordered =
        scan.orderBy().isEmpty() ? table : table.sortedBy(scan.orderBy().toArray(String[]::new));
    return new Reader(ordered.open(), table.schema(), scan);
  }

  @Override
  public void close() {}

  private static final class Reader implements ChunkReader {
    private final ChunkReader chunks;
    private final Schema schema;
    private final Scan scan;
    private final ArrayDeque<Chunk> ready = new ArrayDeque<>();
    private long next;

    Reader(ChunkReader chunks, Schema schema, Scan scan) {
      this.chunks = chunks;
      this.schema = schema;
      this.scan = scan;
    }

    @Override
    public Optional<Chunk> next() {
      while (ready.isEmpty()) {
        var chunk = chunks.next();
        if (chunk.isEmpty()) {
          return Optional.empty();
        }
        cut(projected(chunk.get()));
      }
      return Optional.of(ready.removeFirst());
    }

    private Chunk projected(Chunk chunk) {
      var values =
          schema
              .columns()
              .map(c -> scan.columns().contains(c.name()) ? chunk.values(c) : null)
              .toArray(dev.weir.api.Values[]::new);
      var numbered = Chunk.of(schema, chunk.rows(), next, values);
      next += chunk.rows();
      return numbered;
    }

    private void cut(Chunk chunk) {
      long perRow = Math.max(1, chunk.byteSize() / Math.max(1, chunk.rows()));
      int most = (int) Math.max(1, Math.min(scan.chunkRows(), scan.chunkBytes() / perRow));
      int from = Math.clamp(scan.fromPosition() - chunk.position(0), 0, chunk.rows());
      while (from < chunk.rows()) {
        long border = (chunk.position(from) / scan.blockRows() + 1) * scan.blockRows();
        int to =
            (int)
                Math.min(
                    Math.min(chunk.rows(), from + (long) most),
                    from + border - chunk.position(from));
        ready.add(from == 0 && to == chunk.rows() ? chunk : chunk.slice(from, to));
        from = to;
      }
    }

    @Override
    public void cancel() {
      chunks.cancel();
    }

    @Override
    public void close() {
      chunks.close();
    }
  }
}
