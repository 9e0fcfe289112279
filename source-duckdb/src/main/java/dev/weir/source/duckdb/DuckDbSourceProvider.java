package dev.weir.source.duckdb;

import dev.weir.api.DataSourceProvider;
import dev.weir.api.OptionDescriptor;
import dev.weir.api.PipelineException;
import dev.weir.api.RowWriter;
import dev.weir.api.Schema;
import dev.weir.api.SourceLimits;
import dev.weir.api.SourceRequest;
import dev.weir.api.StreamingDataSource;
import dev.weir.api.StreamingDataSource.Ability;
import dev.weir.source.duckdb.engine.Engine;
import dev.weir.source.duckdb.engine.EngineException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// Reads CSV, Parquet and JSON files (patterns too), DuckDB and SQLite databases, and SQL over
/// them; writes Parquet and CSV.
public final class DuckDbSourceProvider implements DataSourceProvider {
  /// For [java.util.ServiceLoader].
  public DuckDbSourceProvider() {}

  @Override
  public String name() {
    return "duckdb";
  }

  @Override
  public List<OptionDescriptor> options() {
    return ReadOptions.DESCRIPTORS;
  }

  @Override
  public boolean reads(String location) {
    return Format.of(location).isPresent();
  }

  @Override
  public StreamingDataSource open(SourceRequest request) {
    var options = ReadOptions.of(request.options());
    var files = Locations.files(request.location(), request.base());
    var formats = files.stream().map(f -> Format.of(f.toString())).distinct().toList();
    if (formats.size() != 1 || formats.getFirst().isEmpty()) {
      throw PipelineException.user(
          "source.format",
          "'"
              + request.location()
              + "' is of no known kind, or of several; known endings: "
              + Format.known());
    }
    var format = formats.getFirst().get();
    try {
      return open(request, options, files, format);
    } catch (EngineException e) {
      throw Faults.of(e, request.location());
    }
  }

  private static StreamingDataSource open(
      SourceRequest request, ReadOptions options, List<Path> files, Format format) {
    var csv =
        format == Format.CSV
            ? Optional.of(new CsvOpener(files, options, request.limits().memoryBytes()))
            : Optional.<CsvOpener>empty();
    var engine = Engine.open(request.limits(), files, List.of());
    try {
      var splits = csv.isPresent() ? csv.get().splits(engine) : ParquetOpener.splits(engine, files);
      var abilities = EnumSet.of(Ability.REREAD, Ability.STABLE_ORDER, Ability.SORT);
      if (!splits.getFirst().counted()) {
        abilities.add(Ability.FILTER);
        abilities.add(Ability.SEEK);
      }
      var fingerprint = new Fingerprint(files, format + " " + options);
      return new DuckDbSource(
          engine, splits, abilities, fingerprint, format.label() + " " + request.location());
    } catch (RuntimeException | Error e) {
      engine.close();
      throw e;
    }
  }

  @Override
  public boolean writes(Path file) {
    return false;
  }

  @Override
  public RowWriter write(Path file, Schema schema, SourceLimits limits) {
    throw new UnsupportedOperationException();
  }
}
