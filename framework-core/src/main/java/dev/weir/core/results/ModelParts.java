package dev.weir.core.results;

import dev.weir.api.ChunkReader;
import dev.weir.api.PipelineResult;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/// A table of a model that was fitted by groups: the keys as rows, and behind them each key's own
/// model.
///
/// @param keys a row a group
/// @param parts each group's model by its encoded key, in the order of the rows
public record ModelParts(Table keys, Map<Key, PipelineResult> parts) implements Table {
  /// A group's encoded key.
  ///
  /// @param bytes as `KeyEncoder` writes them
  @SuppressWarnings("ArrayRecordComponent")
  public record Key(byte[] bytes) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  /// Copies the map.
  public ModelParts {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

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
