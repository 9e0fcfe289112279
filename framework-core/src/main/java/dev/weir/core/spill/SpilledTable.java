package dev.weir.core.spill;

import dev.weir.api.ChunkReader;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import java.util.OptionalLong;

/// Rows on the disk.
///
/// @param run the rows
record SpilledTable(Run run, Workspace workspace, String role) implements Table {
  @Override
  public Schema schema() {
    return run.schema();
  }

  @Override
  public OptionalLong rows() {
    return OptionalLong.of(run.rows());
  }

  @Override
  public ChunkReader open() {
    return run.open();
  }

  @Override
  public Table sortedBy(String... columns) {
    return ExternalSort.sorted(this, workspace, role, columns);
  }
}
