package dev.weir.app.cli.request;

import dev.weir.api.OptionParser;
import dev.weir.api.PipelineException;
import dev.weir.api.ToolDescriptor;
import dev.weir.core.Input;
import dev.weir.core.Pipeline;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/// A step that is being put together, from words or from a pipeline file: its tool, the options
/// given, and those that every step has. Not for sharing between threads.
final class StepDraft {
  private final ToolDescriptor tool;
  private final Given given;
  private Optional<Input> fitOn = Optional.empty();

  /// No options yet.
  ///
  /// @param place which step it is, for messages: `step 2 (stats.describe)`
  StepDraft(ToolDescriptor tool, String place) {
    this.tool = tool;
    var options = new ArrayList<>(tool.options());
    options.addAll(RunOptions.ofStep(tool));
    given = new Given(place, options);
  }

  static String place(int number, String tool) {
    return "step " + number + " (" + tool + ")";
  }

  Given given() {
    return given;
  }

  ToolDescriptor tool() {
    return tool;
  }

  /// True for the option that names the further input.
  boolean isInput(String option) {
    return option.equals(inputName());
  }

  /// True if the further input has rows of another kind than the step's own.
  boolean hasOtherInput() {
    return tool.fitOn().isPresent();
  }

  private String inputName() {
    return tool.fitOn().orElse(RunOptions.FIT_ON.name());
  }

  /// Learns from these rows.
  void fitOn(Input rows) {
    fitOn = Optional.of(rows);
  }

  /// The rows to learn from, if they are others.
  Optional<Input> fitOn() {
    return fitOn;
  }

  /// The pipeline and this step.
  ///
  /// @throws PipelineException USER for a value that the descriptor refuses
  Pipeline appendTo(Pipeline pipeline) {
    var values = given.values();
    if (fitOn.isPresent()) {
      values.putIfAbsent(inputName(), fitOn.get().location());
    }
    var parsed = OptionParser.parse(given.place(), given.options(), values);
    var longer = pipeline.step(tool.name());
    for (var option : tool.options()) {
      var value = values.get(option.name());
      if (value != null) {
        longer = longer.with(option.name(), value);
      }
    }
    var by = parsed.texts(RunOptions.BY.name());
    if (!by.isEmpty()) {
      if (!tool.groupable()) {
        throw PipelineException.user(
            "step.by",
            given.place() + ": " + tool.name() + " cannot be run by groups; leave out --by");
      }
      longer = longer.by(by.toArray(String[]::new));
    }
    if (fitOn.isPresent()) {
      longer = longer.fitOn(fitOn.get());
    }
    var name = parsed.optionalText(RunOptions.AS.name());
    return name.isPresent() ? longer.as(name.get()) : longer;
  }

  /// The values given, for tests.
  Map<String, Object> values() {
    return given.values();
  }
}
