package dev.weir.core;

import dev.weir.api.PipelineException;
import dev.weir.api.ToolCall;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What to run: an input, steps in order, and optionally a file for the rows that the last
/// transform emits. Immutable; each method gives a longer pipeline.
///
/// ```java
/// var pipeline = Pipeline.from("diamonds.csv")
///     .step(CleaningTools.filter("price > 100"))
///     .step(StatsTools.describe().columns("price", "carat")).by("cut");
/// ```
///
/// The same without the domains' classes: `.step("cleaning.filter").with("where", "price > 100")`.
///
/// @param input where rows come from
/// @param steps in order; names are unique
/// @param out file for the rows at the end
/// @param rejects file for the rows that are set aside
public record Pipeline(Input input, List<Step> steps, Optional<Path> out, Optional<Path> rejects) {
  /// Copies the steps and refuses two of one name.
  public Pipeline {
    steps = List.copyOf(steps);
    if (steps.stream().map(Step::name).distinct().count() != steps.size()) {
      throw PipelineException.user(
          "step.duplicate",
          "two steps have the same name: " + steps.stream().map(Step::name).toList());
    }
  }

  /// Reads a location, no steps yet.
  public static Pipeline from(String location) {
    return from(Input.of(location));
  }

  /// Reads an input, no steps yet.
  public static Pipeline from(Input input) {
    return new Pipeline(input, List.of(), Optional.empty(), Optional.empty());
  }

  /// Then this tool, named after itself (`stats.describe`, the next one `stats.describe-2`).
  public Pipeline step(String tool) {
    return then(named(Step.of(tool)));
  }

  /// Then this call, named after its tool.
  public Pipeline step(ToolCall call) {
    return then(named(Step.of(call)));
  }

  private Step named(Step step) {
    var name = step.tool();
    for (int n = 2; taken(name); n++) {
      name = step.tool() + "-" + n;
    }
    return step.named(name);
  }

  private boolean taken(String name) {
    return steps.stream().anyMatch(s -> s.name().equals(name));
  }

  /// Then this step.
  public Pipeline then(Step step) {
    var more = new ArrayList<>(steps);
    more.add(step);
    return new Pipeline(input, more, out, rejects);
  }

  private Pipeline last(java.util.function.UnaryOperator<Step> change) {
    if (steps.isEmpty()) {
      throw new IllegalStateException("no step yet");
    }
    var changed = new ArrayList<>(steps);
    changed.set(changed.size() - 1, change.apply(changed.getLast()));
    return new Pipeline(input, changed, out, rejects);
  }

  /// The last step has this option.
  public Pipeline with(String option, Object value) {
    return last(s -> s.with(option, value));
  }

  /// The last step has this name.
  public Pipeline as(String name) {
    return last(s -> s.named(name));
  }

  /// The last step runs once per group of these columns.
  public Pipeline by(String... columns) {
    return last(s -> s.groupedBy(List.of(columns)));
  }

  /// The last step is fitted on these rows, or takes them as the further input that its descriptor
  /// names.
  public Pipeline fitOn(Input rows) {
    return last(s -> s.fittedOn(rows));
  }

  /// The rows at the end go to this file.
  public Pipeline writeTo(Path file) {
    return new Pipeline(input, steps, Optional.of(file), rejects);
  }

  /// The rows that are set aside go to this file, if the run comes to its end: where each stands,
  /// the step, the reason, and the columns that are read.
  public Pipeline rejectTo(Path file) {
    return new Pipeline(input, steps, out, Optional.of(file));
  }

  /// The same steps over other rows.
  public Pipeline over(Input rows) {
    return new Pipeline(rows, steps, out, rejects);
  }
}
