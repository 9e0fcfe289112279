package dev.weir.tck;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// The rows as a tool that takes the whole table meets them. Counts readings; rows set aside in one
/// are left out of the next; in a cancelled run reading ends with the cancellation.
final class HandTable implements Table {
  private final Schema schema;
  private final List<Chunk> chunks;
  private final Around around;
  private final HandContext context;
  private int readings;

  HandTable(Schema schema, List<Chunk> chunks, Around around, HandContext context) {
    this.schema = schema;
    this.chunks = chunks.stream().filter(c -> c.rows() > 0).map(around::give).toList();
    this.around = around;
    this.context = context;
  }

  int readings() {
    return readings;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public OptionalLong rows() {
    return OptionalLong.empty();
  }

  @Override
  public ChunkReader open() {
    readings++;
    var gone = Set.copyOf(context.rejected().keySet());
    return new Reader(
        chunks.stream()
            .map(c -> Tables.filter(c, r -> !gone.contains(c.position(r))))
            .filter(c -> c.rows() > 0)
            .iterator());
  }

  @Override
  public Table sortedBy(String... columns) {
    readings++;
    return new HandTable(
        schema,
        Tables.chunks(Table.of(schema, List.of(present())).sortedBy(columns)),
        Around.NOTHING,
        context);
  }

  /// Sorting copies rows cell by cell, so absent columns get missing cells.
  private Chunk present() {
    var whole = Joined.of(schema, chunks);
    for (var column : schema.columns().toList()) {
      if (!whole.has(column)) {
        whole = whole.with(column.field(), Tables.constant(column.type(), whole.rows(), null));
      }
    }
    return whole;
  }

  private final class Reader implements ChunkReader {
    private final Iterator<Chunk> left;

    Reader(Iterator<Chunk> left) {
      this.left = left;
    }

    @Override
    public Optional<Chunk> next() {
      around.before(context);
      context.checkCancelled();
      return left.hasNext() ? Optional.of(left.next()) : Optional.empty();
    }

    @Override
    public void close() {}
  }
}
