package dev.weir.core.spill;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import java.util.List;
import java.util.OptionalLong;

/// Rows in memory that are sorted on the disk if need be.
///
/// @param whole the rows
record HeldTable(Table whole, Workspace workspace, String role) implements Table {
  HeldTable(Schema schema, List<Chunk> chunks, Workspace workspace, String role) {
    this(Table.of(schema, chunks), workspace, role);
  }

  @Override
  public Schema schema() {
    return whole.schema();
  }

  @Override
  public OptionalLong rows() {
    return whole.rows();
  }

  @Override
  public ChunkReader open() {
    return whole.open();
  }

  @Override
  public Table sortedBy(String... columns) {
    return ExternalSort.sorted(this, workspace, role, columns);
  }
}
