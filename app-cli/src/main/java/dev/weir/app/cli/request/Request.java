package dev.weir.app.cli.request;

import dev.weir.api.PipelineException;
import dev.weir.core.Input;
import dev.weir.core.Pipeline;
import java.util.Optional;

/// What the words after a command ask for.
public sealed interface Request {
  /// Help for the command, or for a tool if the words had come to a step.
  ///
  /// @param tool name of the tool
  record Help(Optional<String> tool) implements Request {}

  /// A pipeline.
  ///
  /// @param pipeline what to run
  /// @param settings how
  record Run(Pipeline pipeline, RunSettings settings) implements Request {}

  /// A look at an input.
  ///
  /// @param input what is looked at
  /// @param settings how
  record Look(Input input, RunSettings settings) implements Request {}

  /// Refuses two outputs of one name.
  static void checkOutputs(RunSettings settings) {
    var json = settings.json().map(java.nio.file.Path::of);
    if (json.isPresent() && json.equals(settings.out())) {
      throw PipelineException.user(
          "out.same",
          "--json and --out name the same file " + json.get() + "; choose another for one");
    }
  }
}
