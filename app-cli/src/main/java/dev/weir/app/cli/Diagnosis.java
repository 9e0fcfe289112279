package dev.weir.app.cli;

import dev.weir.api.OptionParser;
import dev.weir.api.PipelineException;
import dev.weir.api.SourceLimits;
import dev.weir.api.SourceRequest;
import dev.weir.api.StreamingConfig;
import dev.weir.api.plugin.ToolEntry;
import dev.weir.app.cli.output.Numbers;
import dev.weir.app.cli.output.PlainText;
import dev.weir.app.cli.request.CachePlace;
import dev.weir.core.CacheSettings;
import dev.weir.core.Catalogue;
import dev.weir.core.ResultCache;
import dev.weir.core.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Looks at what Weir needs, one thing after the other; what is wrong with one hides no other.
final class Diagnosis {
  /// How things stand.
  enum State {
    /// As they should.
    OK,
    /// Worth knowing; runs go well all the same.
    NOTE,
    /// Runs would fail.
    FAULT
  }

  /// What was found out about one thing.
  ///
  /// @param text for people
  /// @param cure what to do, or nothing
  /// @param facts the same for programs: texts and whole numbers by name
  record Finding(String name, State state, String text, String cure, Map<String, Object> facts) {}

  /// A part that is asked for.
  private interface Check {
    Finding find() throws IOException;
  }

  /// The least that a run of the default budget should find free on the disk.
  private static final long DISK = 1L << 30;

  private final Supplier<Catalogue> discovery;
  private final Map<String, String> environment;

  Diagnosis(Supplier<Catalogue> discovery, Map<String, String> environment) {
    this.discovery = discovery;
    this.environment = environment;
  }

  /// All of them.
  List<Finding> findings() {
    return List.of(
        of("java", this::java),
        of("memory", this::memory),
        of("disk", this::disk),
        of("plugins", this::plugins),
        of("files", this::files),
        of("results", this::results),
        of("aot-cache", this::aotCache));
  }

  private static Finding of(String name, Check check) {
    try {
      return check.find();
    } catch (PipelineException e) {
      return new Finding(name, State.FAULT, PlainText.line(e.getMessage()), "", Map.of());
    } catch (IOException | RuntimeException | LinkageError e) {
      return new Finding(name, State.FAULT, PlainText.line(e.toString()), "", Map.of());
    }
  }

  private Finding java() {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("version", Runtime.version().toString());
    facts.put("vendor", System.getProperty("java.vendor", ""));
    facts.put("home", System.getProperty("java.home", ""));
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    return new Finding(
        "java",
        State.OK,
        facts.get("version") + " by " + facts.get("vendor") + ", in " + facts.get("home"),
        "",
        facts);
  }

  private Finding memory() {
    var machine = Surroundings.machine();
    long budget = StreamingConfig.defaults().memoryBytes();
    var facts = new LinkedHashMap<String, Object>();
    facts.put("physicalBytes", machine.physical());
    facts.put("allowedBytes", machine.allowed());
    facts.put("heapBytes", machine.heap());
    facts.put("defaultBudgetBytes", budget);
    var text =
        Numbers.bytes(machine.physical())
            + " in the machine, "
            + (machine.allowed() < machine.physical()
                ? Numbers.bytes(machine.allowed()) + " of them allowed to this process (container)"
                : "all of them allowed to this process")
            + ", heap "
            + Numbers.bytes(machine.heap());
    // Beside the budget, Java itself takes about 100 MB.
    boolean scarce = machine.allowed() >= 0 && machine.allowed() < budget + (100L << 20);
    return new Finding(
        "memory",
        scarce ? State.NOTE : State.OK,
        text,
        scarce
            ? "less than the default budget of " + Numbers.bytes(budget) + ": give runs a --memory"
            : "",
        facts);
  }

  private Path temporary() {
    return Path.of(
        environment.getOrDefault("TMPDIR", System.getProperty("java.io.tmpdir", "/tmp")));
  }

  private Finding disk() throws IOException {
    var folder = temporary();
    var facts = new LinkedHashMap<String, Object>();
    facts.put("folder", folder.toString());
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      return new Finding(
          "disk",
          State.FAULT,
          "temporary folder " + folder + " cannot be written to",
          "set TMPDIR to a folder that can",
          facts);
    }
    long free = Files.getFileStore(folder).getUsableSpace();
    var left = Surroundings.leftBehind(folder);
    facts.put("freeBytes", free);
    facts.put("leftBehind", (long) left.size());
    boolean scarce = free < DISK;
    var text = Numbers.bytes(free) + " free in " + folder;
    if (!left.isEmpty()) {
      text += "; " + Numbers.count(left.size(), "folder") + " of killed runs";
    }
    var cure =
        scarce
            ? "free some of it, or set TMPDIR to another folder"
            : left.isEmpty() ? "" : "the next run removes them";
    return new Finding(
        "disk", scarce || !left.isEmpty() ? State.NOTE : State.OK, text, cure, facts);
  }

  private Finding plugins() {
    var tools = discovery.get().tools();
    var domains = tools.stream().map(ToolEntry::domain).distinct().toList();
    var facts = new LinkedHashMap<String, Object>();
    facts.put("tools", (long) tools.size());
    facts.put("domains", String.join(" ", domains));
    if (tools.isEmpty()) {
      return new Finding(
          "plugins",
          State.FAULT,
          "no domain is installed",
          "add one, such as dev.weir:weir-domain-stats",
          facts);
    }
    var text = Numbers.count(tools.size(), "tool") + ": " + String.join(", ", domains);
    var broken =
        discovery.get().plugins().stream().filter(plugin -> !plugin.reason().isEmpty()).findFirst();
    return broken
        .map(plugin ->
            new Finding(
                "plugins",
                State.NOTE,
                text + "; " + plugin.nameAndVersion() + ": " + plugin.reason(),
                plugin.cure(),
                facts))
        .orElse(new Finding("plugins", State.OK, text, "", facts));
  }

  /// Opens a file of one row with the source that reads such files: so its library is there, fits
  /// this system and works.
  private Finding files() throws IOException {
    var folder = Files.createTempDirectory(temporary(), "weir-doctor-");
    var file = folder.resolve("row.csv");
    try {
      Files.writeString(file, "x\n1\n");
      var provider = discovery.get().source(file.toString());
      var options = OptionParser.parse("source", provider.options(), Map.of());
      var limits = new SourceLimits(64L << 20, 1, 0, folder);
      var request = new SourceRequest(file.toString(), folder, Optional.empty(), options, limits);
      try (var source = provider.open(request)) {
        var columns = source.schema().fields().size();
        var text = provider.name() + " reads files (" + Numbers.count(columns, "column") + " seen)";
        return new Finding("files", State.OK, text, "", Map.of("source", provider.name()));
      }
    } finally {
      remove(folder);
    }
  }

  private static void remove(Path folder) throws IOException {
    var all = new ArrayList<Path>();
    try (var below = Files.walk(folder)) {
      below.forEach(all::add);
    }
    for (var path : all.reversed()) {
      Files.deleteIfExists(path);
    }
  }

  private Finding results() {
    var folder = CachePlace.folder(environment);
    if (folder.isEmpty()) {
      return new Finding(
          "results", State.OK, "none are kept: WEIR_CACHE is off, or no home", "", Map.of());
    }
    var settings = CacheSettings.defaults().withMemoryBytes(0).withFolder(folder.get());
    var cache = new ResultCache(settings);
    var size = cache.size();
    var facts = new LinkedHashMap<String, Object>();
    facts.put("folder", folder.get().toString());
    facts.put("entries", size.entries());
    facts.put("bytes", size.bytes());
    var trouble = cache.trouble();
    var text =
        Numbers.count(size.entries(), "result")
            + " kept in "
            + folder.get()
            + ", "
            + Numbers.bytes(size.bytes());
    return new Finding(
        "results",
        trouble.isPresent() ? State.NOTE : State.OK,
        trouble.orElse(text),
        trouble.isPresent() ? "set WEIR_CACHE to another folder, or to off" : "",
        facts);
  }

  private String refusalCure() {
    var options =
        Main.JAVA_OPTIONS.stream()
            .filter(name -> !environment.getOrDefault(name, "").isBlank())
            .toList();
    return options.isEmpty()
        ? "it is looked at, and made anew, in the background after the next start"
        : "it was made for starts without " + String.join(" and ", options);
  }

  /// The launcher says where the cache would be; whether Java took it shows in its own description.
  private Finding aotCache() throws IOException {
    var place = environment.getOrDefault("WEIR_AOT_CACHE", "");
    if (place.isEmpty()) {
      return new Finding(
          "aot-cache", State.OK, "off: WEIR_AOT is off, or no home", "", Map.of("use", "off"));
    }
    var file = Path.of(place);
    var facts = new LinkedHashMap<String, Object>();
    facts.put("file", place);
    if (!Files.exists(file)) {
      facts.put("use", "missing");
      return new Finding(
          "aot-cache",
          State.NOTE,
          "not there",
          "it is made in the background after a start; if it never comes, look whether "
              + file.getParent()
              + " can be written to",
          facts);
    }
    boolean used = System.getProperty("java.vm.info", "").contains("sharing");
    facts.put("use", used ? "used" : "refused");
    facts.put("bytes", Files.size(file));
    var size = Numbers.bytes(Files.size(file)) + ", " + file;
    return used
        ? new Finding("aot-cache", State.OK, "used: " + size, "", facts)
        : new Finding("aot-cache", State.NOTE, "Java refuses it: " + size, refusalCure(), facts);
  }
}
