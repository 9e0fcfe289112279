package dev.weir.core.results;

import dev.weir.api.ChunkReader;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import java.util.OptionalLong;

/// A table of a model that was fitted by groups: the keys as rows, and behind them each key's own
/// model.
///
/// @param keys a row a group
/// @param models each group's model
public record ModelParts(Table keys, GroupModels models) implements Table {
  @Override
  public Schema schema() {
    return keys.schema();
  }

  @Override
  public OptionalLong rows() {
    return keys.rows();
  }

  @Override
  public ChunkReader open() {
    return keys.open();
  }

  @Override
  public Table sortedBy(String... columns) {
    return keys.sortedBy(columns);
  }
}
