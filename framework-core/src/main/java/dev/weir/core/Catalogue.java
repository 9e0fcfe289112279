package dev.weir.core;

import static java.util.stream.Collectors.joining;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.DataSourceProvider;
import dev.weir.api.DomainPlugin;
import dev.weir.api.NearestNames;
import dev.weir.api.OptionDescriptor;
import dev.weir.api.OptionType;
import dev.weir.api.OptionValues;
import dev.weir.api.PipelineException;
import dev.weir.api.Schema;
import dev.weir.api.ToolDescriptor;
import dev.weir.api.plugin.ToolEntry;
import dev.weir.core.discovery.Discovery;
import dev.weir.core.discovery.FoundPlugin;
import dev.weir.core.plugins.PluginFolder;
import dev.weir.core.plugins.PluginStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/// The tools and sources there are, by the plugins' indexes: no class of a plugin is loaded before
/// a tool of it is bound. Immutable but for the state of plugins, which follows from what was asked
/// of them; there is no global one. May be shared between threads.
public final class Catalogue {
  private final List<FoundPlugin> plugins;
  private final Map<String, Entry> tools;

  /// Of each name that several plugins have all tools; `tools` has the first of them.
  private final Map<String, List<Entry>> conflicts = new HashMap<>();

  private final Supplier<List<DataSourceProvider>> sources;

  /// A tool and the plugin that makes it.
  private record Entry(ToolEntry tool, FoundPlugin plugin) {}

  private Catalogue(List<FoundPlugin> plugins, Supplier<List<DataSourceProvider>> sources) {
    this.plugins = plugins;
    this.sources = sources;
    tools = new LinkedHashMap<>();
    // Loops, here and in discovery: the first lambdas and streams of a process take their time.
    for (var plugin : plugins) {
      if (plugin.usable()) {
        for (var tool : plugin.index().tools()) {
          var entry = new Entry(tool, plugin);
          var first = tools.putIfAbsent(tool.name(), entry);
          if (first != null) {
            conflicts.computeIfAbsent(tool.name(), _ -> new ArrayList<>(List.of(first))).add(entry);
          }
        }
      }
    }
    for (var entries : conflicts.values()) {
      conflict(entries);
    }
  }

  /// All tools of a name.
  private List<Entry> named(String name) {
    var entries = conflicts.get(name);
    if (entries != null) {
      return entries;
    }
    var entry = tools.get(name);
    return entry == null ? List.of() : List.of(entry);
  }

  private static void conflict(List<Entry> entries) {
    for (var entry : entries) {
      entry.plugin.conflicts(
          "tool " + entry.tool.name() + " is in " + places(entries), "remove one of them");
    }
  }

  private static String places(List<Entry> entries) {
    return entries.stream().map(Entry::plugin).map(Catalogue::place).collect(joining(" and "));
  }

  private static String place(FoundPlugin plugin) {
    var name = plugin.status().nameAndVersion();
    return plugin.location().isEmpty() ? name : name + " (" + plugin.location() + ")";
  }

  /// Source modules load what they stand for, such as a database; so they are made when an input is
  /// opened, not when tools are listed.
  private static final class Sources implements Supplier<List<DataSourceProvider>> {
    private final ServiceLoader<DataSourceProvider> loader = Discovery.sources();

    @Override
    public synchronized List<DataSourceProvider> get() {
      return loader.stream().map(ServiceLoader.Provider::get).toList();
    }
  }

  /// What there is on the module path or class path.
  public static Catalogue discover() {
    return discover(Optional.empty());
  }

  /// What there is on the module path or class path, and in the plugins folder.
  public static Catalogue discover(Optional<PluginFolder> folder) {
    return new Catalogue(Discovery.all(folder), new Sources());
  }

  /// Just these plugins and sources.
  public static Catalogue of(
      Collection<? extends DomainPlugin> plugins,
      Collection<? extends DataSourceProvider> sources) {
    var given = List.<DataSourceProvider>copyOf(sources);
    return new Catalogue(plugins.stream().map(FoundPlugin::of).toList(), () -> given);
  }

  /// All plugins, broken ones too, as they stand now.
  public List<PluginStatus> plugins() {
    return plugins.stream().map(FoundPlugin::status).toList();
  }

  /// The plugin of this name, started: for those who check it. Others bind its tools.
  ///
  /// @throws PipelineException USER if there is none, REFUSED if it cannot be used
  public DomainPlugin plugin(String name) {
    return found(name).plugin();
  }

  /// How the plugin of this name stands now.
  ///
  /// @throws PipelineException USER if there is none, with the nearest names
  public PluginStatus status(String name) {
    return found(name).status();
  }

  private FoundPlugin found(String name) {
    return plugins.stream()
        .filter(plugin -> plugin.index().name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            PipelineException.user(
                "plugin.unknown",
                "no plugin '"
                    + name
                    + "'"
                    + NearestNames.hint(
                        name, plugins.stream().map(plugin -> plugin.index().name()).toList())
                    + " (`weir plugin list` lists all)"));
  }

  /// All tools that can be used, by plugin and then by name; a name that two plugins have comes
  /// twice, and can be used only when one of them is gone.
  public List<ToolEntry> tools() {
    var all = new ArrayList<ToolEntry>(tools.size());
    for (var entry : tools.values()) {
      if (conflicts.isEmpty()) {
        all.add(entry.tool);
      } else {
        named(entry.tool.name()).forEach(each -> all.add(each.tool));
      }
    }
    return List.copyOf(all);
  }

  /// The tools that mention all of the words in name, summary or description, case ignored.
  public List<ToolEntry> search(List<String> words) {
    if (words.isEmpty()) {
      return tools();
    }
    return tools().stream()
        .filter(tool -> {
          var text =
              (tool.name() + " " + tool.summary() + " " + tool.descriptor().description())
                  .toLowerCase(Locale.ROOT);
          return words.stream().allMatch(word -> text.contains(word.toLowerCase(Locale.ROOT)));
        })
        .toList();
  }

  /// Whether there is a tool of this name.
  public boolean has(String name) {
    return tools.containsKey(name);
  }

  /// The named tool.
  ///
  /// @throws PipelineException USER for an unknown name, with the nearest ones, or for one that two
  ///   plugins have; REFUSED if its plugin cannot be used, with reason and cure
  public ToolDescriptor tool(String name) {
    return entry(name).tool().descriptor();
  }

  /// The plugin that a tool comes from, and its version if known: `dev.weir.domain.stats 0.1.0`.
  public String origin(String tool) {
    return entry(tool).plugin().status().nameAndVersion();
  }

  /// The plugin that this very tool comes from, where two have one of its name.
  public String origin(ToolEntry tool) {
    return named(tool.name()).stream()
        .filter(entry -> entry.tool == tool)
        .map(entry -> entry.plugin.status().nameAndVersion())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(tool + " is of another catalogue"));
  }

  private Entry entry(String name) {
    var entries = named(name);
    if (entries.isEmpty()) {
      throw unknown(name);
    }
    if (entries.size() > 1) {
      throw PipelineException.user(
          "tool.conflict", "tool '" + name + "' is in " + places(entries) + "; remove one of them");
    }
    return entries.getFirst();
  }

  private PipelineException unknown(String name) {
    for (var plugin : plugins) {
      if (!plugin.usable() && plugin.status().tools().contains(name)) {
        return plugin.refusal();
      }
    }
    return PipelineException.user(
        "tool.unknown",
        "no tool '"
            + name
            + "'"
            + NearestNames.hint(name, tools.keySet())
            + missingDomain(name)
            + " (`weir tools` lists all)");
  }

  private String missingDomain(String name) {
    int dot = name.indexOf('.');
    if (dot <= 0
        || tools.values().stream()
            .anyMatch(e -> e.tool().domain().equals(name.substring(0, dot)))) {
      return "";
    }
    var domain = name.substring(0, dot);
    return "; no plugin for '"
        + domain
        + "' is installed: add its artifact, of Weir's own domains dev.weir:weir-domain-"
        + domain
        + ", or install its jar by `weir plugin install`";
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
    var descriptor = entry.tool().descriptor();
    var parsed = descriptor.parse(options);
    boolean named = descriptor.fitOn().isPresent();
    var main = new ToolBinding(tool, input, seed, by, fits && !named);
    var further = named ? new ToolBinding(tool, fitted, seed, by) : main;
    var pipeline = create(entry.plugin(), tool, parsed, main, further);
    return new BoundTool(descriptor, parsed, pipeline, main.needs(), further.needs());
  }

  /// A plugin may start and yet lack a class of one of its tools.
  private static AnalysisPipeline create(
      FoundPlugin plugin,
      String tool,
      OptionValues options,
      ToolBinding input,
      ToolBinding fitted) {
    try {
      return plugin.plugin().create(tool, options, input, fitted);
    } catch (LinkageError e) {
      throw plugin.broke(e);
    }
  }

  /// Names of the tools that could take a table of this schema: each of their options that names
  /// columns finds some of the types it needs, and so do all of one of their alternatives. Runs no
  /// plugin code.
  public List<String> accepting(Schema schema) {
    return tools().stream()
        .filter(tool -> accepts(tool.descriptor(), schema))
        .map(ToolEntry::name)
        .toList();
  }

  private static boolean accepts(ToolDescriptor tool, Schema schema) {
    return tool.options().stream()
            .filter(o ->
                o.type() == OptionType.COLUMNS || (o.type() == OptionType.COLUMN && o.required()))
            .allMatch(o -> finds(o, schema))
        && (tool.oneOf().isEmpty()
            || tool.oneOf().stream()
                .anyMatch(names ->
                    tool.options().stream()
                        .filter(o -> o.type() == OptionType.COLUMN && names.contains(o.name()))
                        .allMatch(o -> finds(o, schema))));
  }

  private static boolean finds(OptionDescriptor option, Schema schema) {
    return schema.fields().stream()
        .anyMatch(f -> option.columnTypes().isEmpty() || option.columnTypes().contains(f.type()));
  }
}
