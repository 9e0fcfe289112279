package dev.weir.source.duckdb;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.Schema;
import dev.weir.api.StreamingDataSource;
import dev.weir.source.duckdb.engine.Engine;
import dev.weir.source.duckdb.engine.EngineException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// An opened input: its engine, and its splits in order.
final class DuckDbSource implements StreamingDataSource {
  private final Engine engine;
  private final List<Path> files;
  private final Schema schema;
  private final List<Split> splits;
  private final List<Split> inputs;
  private final Preparation preparation;
  private final Set<Ability> abilities;
  private final Fingerprint fingerprint;
  private final String description;
  private final OptionalLong estimatedRows;

  /// @param engine reads
  DuckDbSource(
      Engine engine,
      List<Path> files,
      List<Split> splits,
      List<Split> inputs,
      Preparation preparation,
      Set<Ability> abilities,
      Fingerprint fingerprint,
      String description,
      OptionalLong estimatedRows) {
    this.engine = engine;
    this.files = List.copyOf(files);
    this.splits = List.copyOf(splits);
    this.inputs = List.copyOf(inputs);
    this.preparation = preparation;
    this.abilities = Set.copyOf(abilities);
    this.fingerprint = fingerprint;
    this.description = description;
    this.estimatedRows = estimatedRows;
    this.schema =
        new Schema(
            splits.getFirst().columns().stream()
                .map(c -> Schema.Field.of(c.name(), c.type()))
                .toList());
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public Set<Ability> abilities() {
    return abilities;
  }

  @Override
  public OptionalLong rows() {
    long rows = 0;
    for (var split : splits) {
      if (split.rows() < 0) {
        return OptionalLong.empty();
      }
      rows += split.rows();
    }
    return OptionalLong.of(rows);
  }

  @Override
  public OptionalLong estimatedRows() {
    return rows().isPresent() ? rows() : estimatedRows;
  }

  @Override
  public String fingerprint() {
    return fingerprint.text();
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public String place(long position) {
    int split = Chunk.split(position);
    return split < splits.size()
        ? splits.get(split).place(Chunk.row(position))
        : "row " + (Chunk.row(position) + 1);
  }

  @Override
  public List<Path> files() {
    return files;
  }

  @Override
  public long leastMemory(List<String> columns) {
    return ColumnMemory.toRead(
        inputs.getFirst().columns().stream().filter(c -> columns.contains(c.name())).toList());
  }

  @Override
  public ChunkReader open(Scan scan) {
    for (var name : scan.columns()) {
      schema.column(name);
    }
    try {
      return new ScanReader(engine, schema, splits, inputs, preparation, scan);
    } catch (EngineException e) {
      throw Faults.of(e, description);
    }
  }

  @Override
  public void close() {
    engine.close();
  }
}
