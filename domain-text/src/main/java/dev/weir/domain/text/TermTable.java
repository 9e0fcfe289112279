package dev.weir.domain.text;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/// The first rows of a key table of terms, its columns named for people. Nothing is copied.
///
/// @param counts term, count, documents
/// @param most rows at most
record TermTable(Table counts, long most) implements Table {
  static final Schema SCHEMA =
      Schema.of(
          Schema.Field.of("term", Type.TEXT),
          Schema.Field.of("count", Type.LONG),
          Schema.Field.of("documents", Type.LONG));

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public OptionalLong rows() {
    var all = counts.rows();
    return all.isPresent() ? OptionalLong.of(Math.min(most, all.getAsLong())) : all;
  }

  /// The rows that were left out stay out.
  @Override
  public Table sortedBy(String... columns) {
    if (counts.rows().orElse(Long.MAX_VALUE) > most) {
      var first = new ArrayList<Chunk>();
      forEachChunk(first::add);
      return Table.of(SCHEMA, first).sortedBy(columns);
    }
    var own = Arrays.stream(columns).map(this::own).toArray(String[]::new);
    return new TermTable(counts.sortedBy(own), most);
  }

  private String own(String column) {
    boolean descending = column.startsWith("-");
    int at = SCHEMA.column(descending ? column.substring(1) : column).index();
    return (descending ? "-" : "") + counts.schema().names().get(at);
  }

  @Override
  public ChunkReader open() {
    return new Reader(counts.open());
  }

  private final class Reader implements ChunkReader {
    private final ChunkReader all;
    private long left = most;

    Reader(ChunkReader all) {
      this.all = all;
    }

    @Override
    public Optional<Chunk> next() {
      return left == 0 ? Optional.empty() : all.next().map(this::first);
    }

    private Chunk first(Chunk chunk) {
      var first = chunk.rows() > left ? chunk.slice(0, (int) left) : chunk;
      left -= first.rows();
      return first.project(SCHEMA, 0, 1, 2);
    }

    @Override
    public void close() {
      all.close();
    }
  }
}
