package dev.weir.source.duckdb;

import dev.weir.api.DataSourceProvider;
import dev.weir.api.OptionDescriptor;
import dev.weir.api.PipelineException;
import dev.weir.api.RowWriter;
import dev.weir.api.Schema;
import dev.weir.api.SourceContent;
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
import java.util.OptionalLong;
import java.util.Set;

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
  public List<OptionDescriptor> options(String location) {
    return Format.of(location).map(ReadOptions::of).orElse(ReadOptions.DESCRIPTORS);
  }

  @Override
  public boolean reads(String location) {
    return Format.of(location).isPresent();
  }

  /// The files as they are found now; none is opened.
  @Override
  public Optional<SourceContent> content(SourceRequest request) {
    var options = ReadOptions.of(request.options());
    var files = Locations.files(request.location(), request.base());
    var format = format(request, options, files);
    return Optional.of(
        new SourceContent(files, fingerprint(request, options, files, format)::text));
  }

  private static Fingerprint fingerprint(
      SourceRequest request, ReadOptions options, List<Path> files, Format format) {
    return new Fingerprint(files, format + " " + options + " " + request.query().orElse(""));
  }

  private static Format format(SourceRequest request, ReadOptions options, List<Path> files) {
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
    options.checkFormat(format, request.location());
    return format;
  }

  @Override
  public StreamingDataSource open(SourceRequest request) {
    var options = ReadOptions.of(request.options());
    var files = Locations.files(request.location(), request.base());
    var format = format(request, options, files);
    try {
      return open(request, options, files, format);
    } catch (EngineException e) {
      throw Faults.of(e, request.location());
    }
  }

  private static StreamingDataSource open(
      SourceRequest request, ReadOptions options, List<Path> files, Format format) {
    var limits = request.limits().withThreads(threads(request, format));
    if (files.size() > 1 && (format == Format.DUCKDB || format == Format.SQLITE)) {
      throw PipelineException.user(
          "source.several",
          "'" + request.location() + "' fits " + files.size() + " databases; name one");
    }
    var sqlite =
        format == Format.SQLITE
            ? Optional.of(SqliteImport.of(files.getFirst(), options.table()))
            : Optional.<SqliteImport>empty();
    var first =
        switch (format) {
          case DUCKDB -> List.of(DatabaseOpener.attach(files.getFirst()));
          case SQLITE -> List.of(sqlite.orElseThrow().create());
          case CSV, PARQUET, JSON -> List.<String>of();
        };
    var engine = Engine.open(limits, files, first);
    try {
      var estimatedRows = OptionalLong.empty();
      var splits =
          switch (format) {
            case CSV -> {
              var csv = new CsvOpener(engine, files, options, limits.memoryBytes());
              estimatedRows = csv.estimatedRows();
              yield csv.splits();
            }
            case PARQUET -> ParquetOpener.splits(engine, files);
            case JSON -> JsonOpener.splits(engine, files, limits);
            case DUCKDB -> List.of(DatabaseOpener.split(engine, files.getFirst(), options.table()));
            case SQLITE -> List.of(sqlite.orElseThrow().split());
          };
      Preparation preparation = sqlite.isPresent() ? sqlite.get() : Preparation.NONE;
      var inputs = splits;
      if (request.query().isPresent()) {
        var query = QueryOpener.open(engine, splits, request.query().get());
        splits = List.of(query.split());
        estimatedRows = OptionalLong.empty();
        preparation = preparation.then(query.preparation());
      }
      var fingerprint = fingerprint(request, options, files, format);
      var description =
          format.label()
              + " "
              + request.location()
              + request.query().map(q -> ", query " + q).orElse("");
      return new DuckDbSource(
          engine,
          files,
          splits,
          inputs,
          preparation,
          abilities(splits),
          fingerprint,
          description,
          estimatedRows);
    } catch (RuntimeException | Error e) {
      engine.close();
      throw e;
    }
  }

  /// Threads of DuckDB. Several of them give the sums and the order of a GROUP BY in the order in
  /// which they finish, so a query has one.
  private static int threads(SourceRequest request, Format format) {
    return request.query().isPresent() || readsOnOneThread(format) ? 1 : request.limits().threads();
  }

  /// True where decoding costs little: then the thread that fetches does it itself, half again to
  /// twice as fast as when it waits for others, which have to keep the order. Parsing text is worth
  /// several threads.
  private static boolean readsOnOneThread(Format format) {
    return format == Format.PARQUET || format == Format.DUCKDB;
  }

  private static Set<Ability> abilities(List<Split> splits) {
    var abilities = EnumSet.of(Ability.REREAD, Ability.STABLE_ORDER);
    if (!splits.getFirst().position().isEmpty()) {
      abilities.add(Ability.FILTER);
      abilities.add(Ability.SEEK);
    }
    return abilities;
  }

  @Override
  public boolean writes(Path file) {
    return FileWriter.writes(file);
  }

  @Override
  public long leastMemoryToWrite(Schema schema) {
    return ColumnMemory.toWrite(schema.size());
  }

  @Override
  public RowWriter write(Path file, Schema schema, SourceLimits limits) {
    if (!writes(file)) {
      throw PipelineException.user(
          "sink.format",
          "'" + file + "': rows are written as .parquet, .csv, .tsv, .csv.gz or .tsv.gz");
    }
    return new FileWriter(file, schema, limits);
  }
}
