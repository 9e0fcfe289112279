package dev.weir.core;

import dev.weir.api.DataSourceProvider;
import dev.weir.api.OptionParser;
import dev.weir.api.PipelineException;
import dev.weir.api.SourceContent;
import dev.weir.api.SourceLimits;
import dev.weir.api.SourceRequest;
import dev.weir.api.StreamingDataSource;
import dev.weir.api.Table;
import dev.weir.core.cache.CacheKey;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Where rows come from: a location that a source module reads, a table in memory, or a source of
/// the caller's own. Immutable.
public final class Input {
  private final String location;
  private final Path base;
  private final Optional<String> query;
  private final Map<String, Object> options;
  private final Optional<Function<SourceLimits, StreamingDataSource>> own;

  private Input(
      String location,
      Path base,
      Optional<String> query,
      Map<String, Object> options,
      Optional<Function<SourceLimits, StreamingDataSource>> own) {
    this.location = location;
    this.base = base;
    this.query = query;
    this.options = Map.copyOf(options);
    this.own = own;
  }

  /// A file or another location that a source module knows; relative ones start from the working
  /// folder.
  public static Input of(String location) {
    return new Input(location, Path.of(""), Optional.empty(), Map.of(), Optional.empty());
  }

  /// The rows of a table.
  public static Input of(Table table) {
    return new Input(
        "table", Path.of(""), Optional.empty(), Map.of(), Optional.of(_ -> new TableSource(table)));
  }

  /// A source of the caller's own, opened once a plan and once a run, and closed by it.
  public static Input of(String name, Function<SourceLimits, StreamingDataSource> open) {
    return new Input(name, Path.of(""), Optional.empty(), Map.of(), Optional.of(open));
  }

  /// Relative locations start from this folder.
  public Input in(Path folder) {
    return new Input(location, folder, query, options, own);
  }

  /// The result of a SELECT over the location as table `t`.
  public Input query(String select) {
    return new Input(location, base, Optional.of(select), options, own);
  }

  /// Also this source option (`delimiter`, `types`…).
  public Input option(String name, Object value) {
    var more = new LinkedHashMap<>(options);
    more.put(name, value);
    return new Input(location, base, query, more, own);
  }

  /// The folder that relative locations start from.
  public Path base() {
    return base;
  }

  /// The location as given.
  public String location() {
    return location;
  }

  /// The query, if there is one.
  public Optional<String> query() {
    return query;
  }

  /// Source options as given.
  public Map<String, Object> options() {
    return options;
  }

  /// Opens the source.
  ///
  /// @throws PipelineException USER if no source module reads the location or the source refuses it
  StreamingDataSource open(Catalogue catalogue, SourceLimits limits) {
    if (own.isPresent()) {
      return own.get().apply(limits);
    }
    var provider = catalogue.source(location);
    return provider.open(request(provider, limits));
  }

  /// What opening would read; empty for a source of the caller's own, and where the source cannot
  /// tell.
  Optional<SourceContent> content(Catalogue catalogue, SourceLimits limits) {
    if (own.isPresent()) {
      return Optional.empty();
    }
    var provider = catalogue.source(location);
    return provider.content(request(provider, limits));
  }

  private SourceRequest request(DataSourceProvider provider, SourceLimits limits) {
    var parsed = OptionParser.parse("source " + provider.name(), provider.options(), options);
    return new SourceRequest(location, base, query, parsed, limits);
  }

  /// True if its rows can be told by their location.
  boolean isNamed() {
    return own.isEmpty();
  }

  /// Adds everything that decides what is read, but the content.
  void addTo(CacheKey key) {
    key.add(location).add(base.toAbsolutePath().normalize().toString());
    key.add(query.stream().toList()).add(options);
  }

  @Override
  public String toString() {
    return query.map(q -> location + " [" + q + "]").orElse(location);
  }
}
