package dev.weir.domain.cleaning;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.Type;
import java.util.Optional;
import java.util.OptionalLong;

/// One LONG column of a table, as `position`; nothing is copied.
///
/// @param whole the table
/// @param column index of the column
record Positions(Table whole, int column) implements Table {
  private static final Schema SCHEMA = Schema.of(Schema.Field.of("position", Type.LONG));

  /// The column, ascending.
  static Positions of(Table table, int column) {
    var name = table.schema().names().get(column);
    return new Positions(table.sortedBy(name), column);
  }

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public OptionalLong rows() {
    return whole.rows();
  }

  @Override
  public ChunkReader open() {
    var all = whole.open();
    return new ChunkReader() {
      @Override
      public Optional<Chunk> next() {
        return all.next().map(chunk -> chunk.project(SCHEMA, column));
      }

      @Override
      public void close() {
        all.close();
      }
    };
  }

  @Override
  public Table sortedBy(String... columns) {
    return this;
  }
}
