package dev.weir.benchmarks;

import dev.weir.api.ChunkReader;
import dev.weir.api.Schema;
import dev.weir.api.StreamingDataSource;
import dev.weir.api.Table;
import java.util.OptionalLong;
import java.util.Set;

/// Hands over chunks that are already in memory and on the grid, so that a run over it takes what
/// the executor takes, and nothing is read, cut or fingerprinted.
record HeldSource(Table table) implements StreamingDataSource {
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
    return "none";
  }

  @Override
  public String description() {
    return "chunks in memory";
  }

  @Override
  public ChunkReader open(Scan scan) {
    return table.open();
  }

  @Override
  public void close() {}
}
