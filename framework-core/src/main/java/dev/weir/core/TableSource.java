package dev.weir.core;

import dev.weir.api.ChunkReader;
import dev.weir.api.Schema;
import dev.weir.api.StreamingDataSource;
import dev.weir.api.Table;
import dev.weir.core.run.GridReader;
import java.util.OptionalLong;
import java.util.Set;

/// A table as a source: rows at positions from 0 in the table's order, cut into chunks as the grid
/// says, so that neither the table's own chunks nor its positions show.
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
    return Set.of(Ability.REREAD, Ability.STABLE_ORDER);
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
    return new GridReader(table.open(), table.schema(), scan);
  }

  @Override
  public void close() {}
}
