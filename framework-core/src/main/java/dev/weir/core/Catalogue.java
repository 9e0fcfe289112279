package dev.weir.core;

import dev.weir.api.DataSourceProvider;
import dev.weir.api.DomainPlugin;
import dev.weir.api.NearestNames;
import dev.weir.api.OptionType;
import dev.weir.api.PipelineException;
import dev.weir.api.Schema;
import dev.weir.api.ToolDescriptor;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/// The tools and sources there are. Immutable; there is no global one.
public final class Catalogue {
  private final Map<String, Entry> tools;
  private final Supplier<List<DataSourceProvider>> sources;

  /// A tool and the plugin that makes it.
  record Entry(ToolDescriptor descriptor, DomainPlugin plugin) {}

  private Catalogue(Collection<DomainPlugin> plugins, Supplier<List<DataSourceProvider>> sources) {
    tools = new LinkedHashMap<>();
    for (var plugin : plugins) {
      for (var descriptor : plugin.tools()) {
        var before = tools.put(descriptor.name(), new Entry(descriptor, plugin));
        if (before != null) {
          throw PipelineException.user(
              "tool.duplicate",
              "two plugins have a tool '"
                  + descriptor.name()
                  + "': "
                  + place(before.plugin)
                  + " and "
                  + place(plugin)
                  + "; remove one");
        }
      }
    }
    this.sources = sources;
  }

  /// Source modules load what they stand for, such as a database; so they are made when an input is
  /// opened, not when tools are listed.
  private static final class Sources implements Supplier<List<DataSourceProvider>> {
    private final ServiceLoader<DataSourceProvider> loader =
        ServiceLoader.load(DataSourceProvider.class);

    @Override
    public synchronized List<DataSourceProvider> get() {
      return loader.stream().map(ServiceLoader.Provider::get).toList();
    }
  }

  private static String place(DomainPlugin plugin) {
    var module = plugin.getClass().getModule();
    return module.isNamed() ? module.getName() : plugin.getClass().getName();
  }

  /// What the service loader finds on the module path or class path.
  public static Catalogue discover() {
    return new Catalogue(
        ServiceLoader.load(DomainPlugin.class).stream()
            .map(ServiceLoader.Provider::get)
            .sorted(java.util.Comparator.comparing(Catalogue::place))
            .toList(),
        new Sources());
  }

  /// Just these plugins and sources.
  public static Catalogue of(
      Collection<? extends DomainPlugin> plugins,
      Collection<? extends DataSourceProvider> sources) {
    var given = List.<DataSourceProvider>copyOf(sources);
    return new Catalogue(List.copyOf(plugins), () -> given);
  }

  /// All tools, by domain and then in their plugin's order.
  public List<ToolDescriptor> tools() {
    return tools.values().stream().map(Entry::descriptor).toList();
  }

  /// The tools that mention all of the words in name, summary or description, case ignored.
  public List<ToolDescriptor> search(List<String> words) {
    return tools().stream()
        .filter(tool -> {
          var text =
              (tool.name() + " " + tool.summary() + " " + tool.description())
                  .toLowerCase(Locale.ROOT);
          return words.stream().allMatch(word -> text.contains(word.toLowerCase(Locale.ROOT)));
        })
        .toList();
  }

  /// The named tool.
  ///
  /// @throws PipelineException USER for an unknown name, with the nearest ones
  public ToolDescriptor tool(String name) {
    return entry(name).descriptor();
  }

  /// The module that a tool comes from, and its version if known: `dev.weir.domain.stats 0.1.0`.
  public String origin(String tool) {
    var plugin = entry(tool).plugin();
    var module = plugin.getClass().getModule();
    var descriptor = module.getDescriptor();
    return descriptor == null ? place(plugin) : descriptor.toNameAndVersion().replace('@', ' ');
  }

  Entry entry(String name) {
    var entry = tools.get(name);
    if (entry == null) {
      throw PipelineException.user(
          "tool.unknown",
          "no tool '"
              + name
              + "'"
              + NearestNames.hint(name, tools.keySet())
              + missingDomain(name)
              + " (`weir tools` lists all)");
    }
    return entry;
  }

  private String missingDomain(String name) {
    int dot = name.indexOf('.');
    if (dot <= 0
        || tools.values().stream()
            .anyMatch(e -> e.descriptor().domain().equals(name.substring(0, dot)))) {
      return "";
    }
    return "; no plugin for '"
        + name.substring(0, dot)
        + "' is installed, its artifact would be dev.weir:weir-domain-"
        + name.substring(0, dot);
  }

  /// The sources there are.
  public List<DataSourceProvider> sources() {
    return sources.get();
  }

  /// The source that reads a location.
  ///
  /// @throws PipelineException USER if there is none
  public DataSourceProvider source(String location) {
    return sources().stream()
        .filter(s -> s.reads(location))
        .findFirst()
        .orElseThrow(() ->
            PipelineException.user(
                "source.unknown",
                sources().isEmpty()
                    ? "no source module is installed; add dev.weir:weir-source-duckdb"
                    : "cannot tell how to read '"
                        + location
                        + "' from its name; known are files such as data.csv, data.csv.gz, data.parquet, data.jsonl"));
  }

  /// The source that writes a file.
  ///
  /// @throws PipelineException USER if there is none
  public DataSourceProvider writer(Path file) {
    return sources().stream()
        .filter(s -> s.writes(file))
        .findFirst()
        .orElseThrow(() ->
            PipelineException.user(
                "out.unknown",
                "cannot tell how to write '"
                    + file
                    + "' from its name; use an ending such as .parquet or .csv"));
  }

  /// Binds a tool to a schema outside a run: what it needs and emits, or why it refuses.
  ///
  /// @param options as a user would give them
  /// @param fitted schema of the further input, for a tool whose descriptor names one; otherwise
  ///   the input's own
  /// @throws PipelineException as the tool's constructor
  public BoundTool bind(
      String tool, Map<String, ?> options, Schema input, Schema fitted, long seed) {
    return bind(tool, options, List.of(), input, fitted, seed, true);
  }

  /// Binds a tool that runs once per group of the columns `by`: where it takes all columns by
  /// default, these are left out.
  ///
  /// @param fits whether a tool without a further input is fitted on `input`
  BoundTool bind(
      String tool,
      Map<String, ?> options,
      List<String> by,
      Schema input,
      Schema fitted,
      long seed,
      boolean fits) {
    var entry = entry(tool);
    var parsed = entry.descriptor().parse(options);
    boolean named = entry.descriptor().fitOn().isPresent();
    var main = new ToolBinding(tool, input, seed, by, fits && !named);
    var further = named ? new ToolBinding(tool, fitted, seed, by) : main;
    var pipeline = entry.plugin().create(tool, parsed, main, further);
    return new BoundTool(entry.descriptor(), parsed, pipeline, main.needs(), further.needs());
  }

  /// Names of the tools that could take a table of this schema: each of their options that names
  /// columns finds some of the types it needs. Runs no plugin code.
  public List<String> accepting(Schema schema) {
    return tools().stream()
        .filter(tool -> accepts(tool, schema))
        .map(ToolDescriptor::name)
        .toList();
  }

  private static boolean accepts(ToolDescriptor tool, Schema schema) {
    return tool.options().stream()
        .filter(
            o -> o.type() == OptionType.COLUMNS || (o.type() == OptionType.COLUMN && o.required()))
        .allMatch(o ->
            schema.fields().stream()
                .anyMatch(f -> o.columnTypes().isEmpty() || o.columnTypes().contains(f.type())));
  }
}
