package dev.weir.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Everything that is known of a tool without running it: the single source of help, JSON, command
/// line, YAML, documentation and tests. Written by the processor from a class marked [Tool]; by
/// hand for tools that are made while a program runs, such as those of tests.
///
/// @param name `domain.tool`, kebab-case
/// @param summary one line, no full stop
/// @param description what it computes, edge cases, errors, source; markdown
/// @param role derived from the type
/// @param mode derived from the type
/// @param options in the order of help
/// @param oneOf alternatives of which exactly one must be given, each one option or several that go
///   together; none: there is no such choice
/// @param fitOn name of the further input that an estimator is fitted on (`--areas FILE`); empty:
///   the one that it transforms, or `--fit-on FILE`
/// @param overflow what happens when rows that must be gathered do not fit
/// @param groupable whether `--by` may run it once per group
/// @param ownRows whether what it learns holds for its own rows only, so that `--fit-on` is refused
/// @param exactness how exact its figures are
/// @param produces each table or value by name, with a sentence
/// @param example one command line
public record ToolDescriptor(
    String name,
    String summary,
    String description,
    ToolRole role,
    ChunkProcessingMode mode,
    List<OptionDescriptor> options,
    List<List<String>> oneOf,
    Optional<String> fitOn,
    Overflow overflow,
    boolean groupable,
    boolean ownRows,
    String exactness,
    Map<String, String> produces,
    String example) {
  /// What happens when rows that must be gathered do not fit into memory.
  public enum Overflow {
    /// The run is refused.
    REFUSE,
    /// A seeded sample is taken and the result says so.
    SAMPLE
  }

  /// Names that belong to the run or to every step; no tool may declare them.
  public static final List<String> RESERVED =
      List.of(
          "by",
          "fit-on",
          "as",
          "memory",
          "disk",
          "threads",
          "chunk-bytes",
          "block-rows",
          "seed",
          "deadline",
          "error-budget",
          "json",
          "out",
          "progress",
          "quiet",
          "debug",
          "version",
          "help",
          "delimiter",
          "header",
          "null-value",
          "encoding",
          "types",
          "checkpoint",
          "checkpoint-every",
          "snapshot-every",
          "on-error",
          "rejects",
          "plugins",
          "table");

  private static final Pattern NAME =
      Pattern.compile("[a-z][a-z0-9]*\\.[a-z][a-z0-9]*(-[a-z0-9]+)*");

  /// Copies lists and refuses reserved or doubled option names.
  public ToolDescriptor {
    options = List.copyOf(options);
    oneOf = oneOf.stream().map(List::copyOf).toList();
    Alternatives.checkDeclared(name, options, oneOf);
    produces = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(produces));
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("tool name '" + name + "' is not domain.kebab-case");
    }
    var seen = new java.util.HashSet<>(RESERVED);
    for (var option : options) {
      if (!seen.add(option.name())) {
        throw new IllegalArgumentException(
            "tool "
                + name
                + ": option '"
                + option.name()
                + "' is declared twice or is reserved for the run");
      }
    }
  }

  /// Begins the descriptor of a tool class.
  public static Builder of(Class<? extends AnalysisPipeline> type, String name, String summary) {
    return of(ToolRole.of(type), ChunkProcessingMode.of(type), name, summary);
  }

  /// Begins the descriptor of a tool whose class need not be loaded for it.
  public static Builder of(ToolRole role, ChunkProcessingMode mode, String name, String summary) {
    return new Builder(role, mode, name, summary);
  }

  /// The part of the name before the dot.
  public String domain() {
    return name.substring(0, name.indexOf('.'));
  }

  /// Parses and checks options; see [OptionParser].
  public OptionValues parse(Map<String, ?> given) {
    return OptionParser.parse(name, options, oneOf, given);
  }

  /// The alternatives of [#oneOf] in words, such as `--x with --y, or --geometry`; empty for none.
  public String oneOfWords() {
    return Alternatives.words(oneOf);
  }

  /// Gathers what a descriptor says; [#build] checks it.
  public static final class Builder {
    private final ToolRole role;
    private final ChunkProcessingMode mode;
    private final String name;
    private final String summary;
    private String description = "";
    private final List<OptionDescriptor> options = new java.util.ArrayList<>();
    private final List<List<String>> oneOf = new java.util.ArrayList<>();
    private Optional<String> fitOn = Optional.empty();
    private Overflow overflow = Overflow.REFUSE;
    private boolean groupable = true;
    private boolean ownRows;
    private String exactness = "exact up to rounding";
    private final Map<String, String> produces = new java.util.LinkedHashMap<>();
    private String example = "";

    private Builder(ToolRole role, ChunkProcessingMode mode, String name, String summary) {
      this.role = role;
      this.mode = mode;
      this.name = name;
      this.summary = summary;
    }

    /// What it computes, edge cases, errors and source, in markdown.
    public Builder description(String markdown) {
      description = markdown.strip();
      return this;
    }

    /// Also this option.
    public Builder option(OptionDescriptor option) {
      options.add(option);
      return this;
    }

    /// Also this alternative, an option or several that go together: exactly one of the
    /// alternatives must be given.
    public Builder oneOf(String... together) {
      oneOf.add(List.of(together));
      return this;
    }

    /// Fitted on a further input of this name.
    public Builder fitOn(String input) {
      fitOn = Optional.of(input);
      return this;
    }

    /// What happens when gathered rows do not fit.
    public Builder overflow(Overflow what) {
      overflow = what;
      return this;
    }

    /// `--by` is refused; so it is, unsaid, for tools that see each row alone, read their input
    /// themselves or are fitted on a further input.
    public Builder notGroupable() {
      groupable = false;
      return this;
    }

    /// `--fit-on` is refused.
    public Builder ownRows() {
      ownRows = true;
      return this;
    }

    /// How exact the figures are.
    public Builder exactness(String sentence) {
      exactness = sentence;
      return this;
    }

    /// Also produces this table or value.
    public Builder produces(String thing, String sentence) {
      produces.put(thing, sentence);
      return this;
    }

    /// One command line.
    public Builder example(String commandLine) {
      example = commandLine;
      return this;
    }

    /// The descriptor; checks that it is complete and that defaults are within their ranges.
    public ToolDescriptor build() {
      if (description.isEmpty() || example.isEmpty() || produces.isEmpty()) {
        throw new IllegalArgumentException(
            "tool " + name + " lacks a description, an example or what it produces");
      }
      for (var option : options) {
        option
            .byDefault()
            .ifPresent(
                text -> OptionParser.parse(name, List.of(option), Map.of(option.name(), text)));
      }
      return new ToolDescriptor(
          name,
          summary,
          description,
          role,
          mode,
          options,
          oneOf,
          fitOn,
          overflow,
          groupable
              && fitOn.isEmpty()
              && mode != ChunkProcessingMode.STATELESS
              && mode != ChunkProcessingMode.CUSTOM,
          ownRows,
          exactness,
          produces,
          example);
    }
  }
}
