package dev.weir.app.cli;

import dev.weir.api.OptionDescriptor;
import dev.weir.api.OptionType;
import dev.weir.api.ToolDescriptor;
import dev.weir.api.plugin.ToolEntry;
import dev.weir.app.cli.output.ToolText;
import dev.weir.app.cli.request.RequestParser;
import dev.weir.app.cli.request.RunOptions;
import dev.weir.core.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What could stand where a command line ends. Reads the words before as `RequestParser` does, but
/// refuses nothing. Not for sharing between threads.
final class Completion {
  /// Something to type.
  ///
  /// @param value the whole word
  /// @param description what it is; may be empty
  record Candidate(String value, String description) {}

  /// Which names of the file system could stand there too.
  enum Names {
    /// None.
    NONE,
    /// Files and folders.
    FILES,
    /// Folders.
    FOLDERS
  }

  private final Supplier<Catalogue> discovery;
  private final List<Candidate> candidates = new ArrayList<>();
  private Names names = Names.NONE;
  private String lead = "";

  private @Nullable Command command;
  private @Nullable ToolDescriptor step;
  private @Nullable OptionDescriptor open;
  private boolean begun;
  private int plain;
  private boolean pipeline;
  private boolean stepDue = true;

  private Completion(Supplier<Catalogue> discovery) {
    this.discovery = discovery;
  }

  /// @param words what follows `weir`; the last is being typed and may be empty
  static Completion of(Supplier<Catalogue> discovery, List<String> words) {
    var completion = new Completion(discovery);
    words.subList(0, words.size() - 1).forEach(completion::read);
    completion.complete(words.getLast());
    return completion;
  }

  /// The words that begin with what is there of the last one.
  List<Candidate> candidates() {
    return candidates;
  }

  /// Which names of the file system fit as well.
  Names names() {
    return names;
  }

  /// What stands before such a name in the same word: `--out=`, or nothing.
  String lead() {
    return lead;
  }

  private void read(String word) {
    if (!begun) {
      command = Command.of(word).orElse(null);
      begun = true;
    } else if (open != null) {
      open = null;
    } else if (word.startsWith("--")) {
      var descriptor = word.contains("=") ? null : find(word.substring(2));
      open = descriptor == null || descriptor.type() == OptionType.FLAG ? null : descriptor;
    } else {
      plain(word);
    }
  }

  private void plain(String word) {
    plain++;
    if (plain == 1) {
      pipeline = word.endsWith(".yaml") || word.endsWith(".yml");
    } else if (word.equals("then")) {
      stepDue = true;
      step = null;
    } else if (stepDue && hasSteps()) {
      step = tool(word);
      stepDue = false;
    }
  }

  private @Nullable ToolDescriptor tool(String name) {
    return discovery.get().tools().stream()
        .filter(tool -> tool.name().equals(name))
        .findFirst()
        .map(ToolEntry::descriptor)
        .orElse(null);
  }

  private boolean hasSteps() {
    return command == Command.RUN || command == Command.EXPLAIN;
  }

  private void complete(String word) {
    int equals = word.startsWith("--") ? word.indexOf('=') : -1;
    if (!begun) {
      commands(word);
      if (word.startsWith("-")) {
        offer(word, "--help", "");
        offer(word, "--version", "");
      }
    } else if (command == null) {
      return;
    } else if (open != null) {
      values(open, word);
    } else if (equals > 0) {
      lead = word.substring(0, equals + 1);
      var descriptor = find(word.substring(2, equals));
      if (descriptor != null) {
        values(descriptor, word);
      }
    } else if (word.startsWith("-")) {
      for (var option : options()) {
        offer(word, "--" + option.name(), option.description());
      }
    } else {
      operands(command, word);
    }
  }

  private void operands(Command of, String word) {
    switch (of) {
      case RUN, EXPLAIN -> {
        if (plain == 0) {
          names = Names.FILES;
        } else if (!pipeline && stepDue) {
          tools(word);
        } else if (!pipeline) {
          offer(word, "then", "another step");
        }
      }
      case PROFILE, QUERY -> names = plain == 0 ? Names.FILES : Names.NONE;
      case RESUME -> names = plain == 0 ? Names.FOLDERS : Names.NONE;
      case TOOLS -> domains(word);
      case HELP -> {
        if (plain == 0) {
          commands(word);
          domains(word);
          tools(word);
        }
      }
      case DOCTOR -> {}
      case PLUGIN -> {
        choices(word, PluginCommand.WORDS);
        names = plain == 0 ? Names.NONE : Names.FILES;
      }
      case CACHE -> choices(word, List.of("info", "clear"));
      case COMPLETION -> choices(word, CompletionCommand.SHELLS);
    }
  }

  private void commands(String word) {
    for (var known : Command.values()) {
      offer(word, known.word(), known.usages().getFirst().summary());
    }
  }

  private void choices(String word, List<String> known) {
    if (plain == 0) {
      known.forEach(choice -> offer(word, choice, ""));
    }
  }

  private void tools(String word) {
    for (var tool : discovery.get().tools()) {
      offer(word, tool.name(), tool.summary());
    }
  }

  private void domains(String word) {
    discovery.get().tools().stream()
        .map(ToolEntry::domain)
        .distinct()
        .forEach(domain -> offer(word, domain, "all tools of this field"));
  }

  /// Values of an option; of a list the part after the last comma is completed.
  private void values(OptionDescriptor option, String word) {
    if (option.type() == OptionType.FLAG) {
      List.of("true", "false").forEach(value -> offer(word, lead + value, ""));
    } else if (!option.choices().isEmpty()) {
      int comma = option.type().isList() ? word.lastIndexOf(',') : -1;
      var before = comma < 0 ? lead : word.substring(0, comma + 1);
      option.choices().forEach(choice -> offer(word, before + choice, ""));
    } else if (ToolText.FOLDERS.contains(option.name())) {
      names = Names.FOLDERS;
    } else if (ToolText.FILES.contains(option.name()) || isInput(option)) {
      names = Names.FILES;
    }
  }

  private boolean isInput(OptionDescriptor option) {
    return step != null && step.fitOn().filter(option.name()::equals).isPresent();
  }

  private void offer(String word, String value, String description) {
    if (value.startsWith(word)) {
      candidates.add(new Candidate(value, description));
    }
  }

  private @Nullable OptionDescriptor find(String name) {
    return options().stream().filter(o -> o.name().equals(name)).findFirst().orElse(null);
  }

  /// What may stand here: the step's own first.
  private List<OptionDescriptor> options() {
    var all = new ArrayList<OptionDescriptor>();
    if (step != null) {
      all.addAll(step.options());
      all.addAll(RunOptions.ofStep(step));
    }
    if (command != null) {
      for (var section : command.sections()) {
        if (!section.options().equals(RunOptions.STEP)) {
          all.addAll(section.options());
        }
      }
      if (command.readsFiles()) {
        all.addAll(RequestParser.sourceOptions(discovery.get()));
      }
    }
    return all;
  }
}
