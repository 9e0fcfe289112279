package dev.weir.app.cli.request;

import dev.weir.api.NearestNames;
import dev.weir.api.OptionDescriptor;
import dev.weir.api.OptionParser;
import dev.weir.api.PipelineException;
import dev.weir.core.Catalogue;
import dev.weir.core.Input;
import dev.weir.core.Pipeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads the words after `run`, `resume`, `explain`, `profile` and `query`. Options of the run and
/// of the source may stand anywhere; a step's own follow its tool's name; `then` begins the next
/// step.
public final class RequestParser {
  private final Catalogue catalogue;
  private final Map<String, String> environment;
  private final Given source;

  /// Reads words in the terms of a catalogue's tools and sources.
  ///
  /// @param environment of the process; `TMPDIR` says where temporary files go, `WEIR_CACHE` where
  ///   results are kept
  public RequestParser(Catalogue catalogue, Map<String, String> environment) {
    this.catalogue = catalogue;
    this.environment = Map.copyOf(environment);
    this.source = new Given("source options", sourceOptions(catalogue));
  }

  /// The options of all sources, one of each name.
  public static List<OptionDescriptor> sourceOptions(Catalogue catalogue) {
    var options = new LinkedHashMap<String, OptionDescriptor>();
    for (var provider : catalogue.sources()) {
      provider.options().forEach(option -> options.putIfAbsent(option.name(), option));
    }
    return List.copyOf(options.values());
  }

  /// `FILE STEP [--option value]... [then STEP ...]`, or `PIPELINE.yaml`.
  ///
  /// @param command `run` or `explain`
  public Request run(String command, List<String> commandWords) {
    var words = new Words(commandWords);
    var run = new Given("weir " + command, RunOptions.RUN);
    var steps = new ArrayList<StepDraft>();
    String file = null;
    boolean stepDue = true;
    while (words.hasNext()) {
      if (words.atOption()) {
        if (option(words, run, steps)) {
          return new Request.Help(
              steps.isEmpty() ? Optional.empty() : Optional.of(steps.getLast().tool().name()));
        }
      } else if (file == null) {
        file = words.plain();
      } else {
        var word = words.plain();
        if (!isPipeline(file) && !word.equals("then") && !(stepDue && isTool(word))) {
          SeveralFiles.refuse("weir " + command, lastFile(file, steps), words.since(word));
        }
        if (word.equals("then")) {
          thenAfter(steps, stepDue);
          stepDue = true;
        } else if (stepDue) {
          var tool = tool(word, steps.size() + 1);
          steps.add(new StepDraft(tool, StepDraft.place(steps.size() + 1, word)));
          stepDue = false;
        } else {
          throw PipelineException.user(
              "words.extra",
              steps.getLast().given().place()
                  + ": unexpected '"
                  + word
                  + "'; write `then` before a further step, --option before a value, and quote values with spaces");
        }
      }
    }
    if (file == null) {
      throw PipelineException.user(
          "words.file",
          "weir " + command + " needs a file: weir " + command + " FILE STEP …, or PIPELINE.yaml");
    }
    if (isPipeline(file)) {
      return pipelineFile(file, run, steps);
    }
    // A file for the rows is reason enough to read some.
    boolean copies = steps.isEmpty() && run.values().containsKey(RunOptions.OUT.name());
    if (stepDue && !copies) {
      throw PipelineException.user(
          "words.step",
          steps.isEmpty()
              ? "weir "
                  + command
                  + " "
                  + file
                  + " names no step, such as stats.describe; `weir tools` lists all, `weir profile "
                  + file
                  + "` takes a first look"
              : "a step is missing after the last `then`");
    }
    var pipeline = Pipeline.from(shareSourceOptions(input(file), steps));
    for (var step : steps) {
      pipeline = step.appendTo(pipeline);
    }
    return finish(pipeline, run);
  }

  /// The file named last: the input, or the one that the last step learns from.
  private static String lastFile(String file, List<StepDraft> steps) {
    return steps.isEmpty() ? file : steps.getLast().fitOn().map(Input::location).orElse(file);
  }

  private boolean isTool(String word) {
    return catalogue.has(word);
  }

  private static void thenAfter(List<StepDraft> steps, boolean stepDue) {
    if (stepDue) {
      throw PipelineException.user(
          "words.then",
          steps.isEmpty() ? "`then` stands before the first step" : "`then` twice in a row");
    }
  }

  private dev.weir.api.ToolDescriptor tool(String name, int number) {
    try {
      return catalogue.tool(name);
    } catch (PipelineException e) {
      throw e.at("step " + number);
    }
  }

  private static boolean isPipeline(String file) {
    var lower = file.toLowerCase(Locale.ROOT);
    return lower.endsWith(".yaml") || lower.endsWith(".yml");
  }

  private Request pipelineFile(String file, Given run, List<StepDraft> steps) {
    if (!steps.isEmpty()) {
      throw PipelineException.user(
          "words.pipeline",
          file
              + " is a pipeline with steps of its own; leave out "
              + steps.getFirst().tool().name());
    }
    var read = PipelineFile.read(Path.of(file), catalogue);
    read.run().forEach(run.values()::putIfAbsent);
    var pipeline = read.pipeline();
    var request = finish(pipeline.over(withSourceOptions(pipeline.input())), run);
    for (var output : request.outputs()) {
      output.mustNotBe(List.of(Path.of(file)));
    }
    return request;
  }

  private Request.Run finish(Pipeline pipeline, Given run) {
    var settings = settings(run);
    var out = settings.out();
    var written = out.isPresent() ? pipeline.writeTo(out.get()) : pipeline;
    var rejects = settings.rejects();
    return new Request.Run(
        rejects.isPresent() ? written.rejectTo(rejects.get()) : written, settings);
  }

  private RunSettings settings(Given run) {
    return RunSettings.of(run.place(), run.options(), run.values(), environment);
  }

  /// A file.
  ///
  /// @param options of the file, as they were given
  /// @throws PipelineException USER if no source reads it, or an option means nothing for it
  public Input file(String location, Map<String, String> options) {
    return with(Map.copyOf(options), input(location));
  }

  private Input input(String location) {
    boolean known = catalogue.sources().stream().anyMatch(source -> source.reads(location));
    if (!known && Files.isDirectory(Path.of(location))) {
      throw PipelineException.user(
          "file.folder",
          "'"
              + location
              + "' is a folder; name a file in it, or all of a kind: '"
              + location
              + "/*.csv'");
    }
    return Input.of(location);
  }

  /// Rows of the same kind are read the same way: gives the options to the inputs that steps learn
  /// from and to the main one, to each those that mean something for it. The main input gets what
  /// means something to none, and refuses it.
  private Input shareSourceOptions(Input main, List<StepDraft> steps) {
    var own = new LinkedHashMap<>(source.values());
    for (var step : steps) {
      var rows = step.fitOn();
      if (rows.isPresent() && !step.hasOtherInput()) {
        var theirs = meaningful(source.values(), rows.get());
        step.fitOn(with(theirs, rows.get()));
        own.keySet().removeAll(theirs.keySet());
      }
    }
    own.putAll(meaningful(source.values(), main));
    return with(own, main);
  }

  private Map<String, Object> meaningful(Map<String, Object> options, Input input) {
    var some = new LinkedHashMap<>(options);
    if (!some.isEmpty()) {
      var provider = catalogue.source(input.location());
      some.keySet()
          .retainAll(
              provider.options(input.location()).stream().map(OptionDescriptor::name).toList());
    }
    return some;
  }

  private Input withSourceOptions(Input input) {
    return with(source.values(), input);
  }

  private Input with(Map<String, Object> options, Input input) {
    var complete = input;
    for (var option : options.entrySet()) {
      complete = complete.option(option.getKey(), option.getValue());
    }
    if (!options.isEmpty()) {
      var provider = catalogue.source(input.location());
      OptionParser.parse("source " + provider.name(), provider.options(), complete.options());
    }
    return complete;
  }

  /// Reads one option; true if it asks for help.
  private boolean option(Words words, Given run, List<StepDraft> steps) {
    var option = words.option();
    var step = steps.isEmpty() ? null : steps.getLast();
    if (step != null
        && step.isInput(option.name())
        && step.given().find(option.name()).isPresent()) {
      var descriptor = step.given().find(option.name()).orElseThrow();
      var rows = words.value(step.given().place(), descriptor, option);
      step.given().add(descriptor, rows);
      step.fitOn(Input.of(rows));
      return false;
    }
    for (var owner : step == null ? List.of(run, source) : List.of(step.given(), run, source)) {
      var descriptor = owner.find(option.name());
      if (descriptor.isPresent()) {
        owner.add(descriptor.get(), words.value(owner.place(), descriptor.get(), option));
        return descriptor.get().name().equals(RunOptions.HELP.name());
      }
    }
    throw unknown(option.name(), step, run);
  }

  private PipelineException unknown(
      String name, @org.jspecify.annotations.Nullable StepDraft step, Given run) {
    var names = new ArrayList<String>();
    if (step != null) {
      names.addAll(step.given().names());
    }
    names.addAll(run.names());
    names.addAll(source.names());
    return PipelineException.user(
        "option.unknown",
        (step == null ? run.place() : step.given().place())
            + ": no option --"
            + name
            + NearestNames.hint(name, names)
            + (step == null && run.options().equals(RunOptions.RUN)
                ? "; a step's own options follow its name"
                : ""));
  }

  /// `FILE`.
  public Optional<Look> profile(List<String> commandWords) {
    var run = new Given("weir profile", RunOptions.PROFILE);
    var plain = plain(new Words(commandWords), run);
    if (plain.isEmpty()) {
      return Optional.empty();
    }
    if (plain.get().size() > 1) {
      SeveralFiles.refuse("weir profile", plain.get().getFirst(), rest(plain.get()));
    }
    if (plain.get().size() != 1) {
      throw PipelineException.user(
          "words.file",
          plain.get().isEmpty()
              ? "weir profile needs a file: weir profile FILE"
              : "weir profile takes one file, not '" + String.join("' and '", plain.get()) + "'");
    }
    return Optional.of(new Look(withSourceOptions(input(plain.get().getFirst())), settings(run)));
  }

  /// `FILE "SELECT …"`.
  public Optional<Look> query(List<String> commandWords) {
    var run = new Given("weir query", RunOptions.QUERY);
    var plain = plain(new Words(commandWords), run);
    if (plain.isEmpty()) {
      return Optional.empty();
    }
    if (plain.get().size() > 1) {
      SeveralFiles.refuse("weir query", plain.get().getFirst(), rest(plain.get()));
    }
    if (plain.get().size() != 2) {
      throw PipelineException.user(
          "words.query",
          "weir query needs a file and one quoted query: weir query FILE \"SELECT … FROM t\"; it was given "
              + plain.get().size()
              + (plain.get().size() == 1 ? " word" : " words"));
    }
    var input = withSourceOptions(input(plain.get().getFirst())).query(plain.get().getLast());
    return Optional.of(new Look(input, settings(run)));
  }

  private static List<String> rest(List<String> words) {
    return words.subList(1, words.size());
  }

  /// `FOLDER`, of checkpoints.
  public Optional<Request.Run> resume(List<String> commandWords) {
    var said = new Given("weir resume", RunOptions.RESUME);
    var plain = plain(new Words(commandWords), said);
    if (plain.isEmpty()) {
      return Optional.empty();
    }
    if (plain.get().size() != 1) {
      throw PipelineException.user(
          "words.folder",
          "weir resume takes the folder that was given to --checkpoint, and no other words: weir resume FOLDER");
    }
    var folder = Path.of(plain.get().getFirst());
    if (!Files.exists(SavedRun.file(folder))) {
      throw PipelineException.user(
          "checkpoint.none",
          "'"
              + folder
              + "' holds no run that has not come to its end; one that is run with --checkpoint "
              + folder
              + " and stopped can be taken up from there");
    }
    var saved = PipelineFile.saved(SavedRun.file(folder), catalogue);
    var run = new Given("weir resume", RunOptions.RUN);
    saved.run().forEach(run::put);
    said.values().forEach(run::put);
    run.put(RunOptions.CHECKPOINT.name(), folder.toString());
    return Optional.of(finish(saved.pipeline(), run));
  }

  /// The words that are no options; nothing if help was asked for.
  private Optional<List<String>> plain(Words words, Given run) {
    var plain = new ArrayList<String>();
    while (words.hasNext()) {
      if (!words.atOption()) {
        plain.add(words.plain());
      } else if (option(words, run, List.of())) {
        return Optional.empty();
      }
    }
    return Optional.of(plain);
  }

  /// True if the word names something that could be an input, for hints.
  public static boolean looksLikeFile(String word) {
    return word.contains("/") || Files.exists(Path.of(word));
  }
}
