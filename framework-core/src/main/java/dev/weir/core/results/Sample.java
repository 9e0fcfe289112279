package dev.weir.core.results;

import dev.weir.api.ChunkReader;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import java.util.OptionalLong;

/// Rows of a seeded sample, which knows how many it leaves out.
///
/// @param kept the rows in it
/// @param omitted how many are not
public record Sample(Table kept, long omitted) implements Table {
  @Override
  public Schema schema() {
    return kept.schema();
  }

  @Override
  public OptionalLong rows() {
    return kept.rows();
  }

  @Override
  public ChunkReader open() {
    return kept.open();
  }

  @Override
  public Table sortedBy(String... columns) {
    return new Sample(kept.sortedBy(columns), omitted);
  }
}
