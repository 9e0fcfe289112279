package dev.weir.app.cli.request;

import dev.weir.core.OutputFile;
import dev.weir.core.Pipeline;
import java.util.List;
import java.util.Optional;

/// What the words after `weir run` and `weir explain` ask for.
public sealed interface Request {
  /// Help for the command, or for a tool if the words had come to a step.
  ///
  /// @param tool name of the tool
  record Help(Optional<String> tool) implements Request {}

  /// A pipeline.
  ///
  /// @param pipeline what to run
  /// @param settings how
  record Run(Pipeline pipeline, RunSettings settings) implements Request {
    /// Refuses two outputs of one name.
    public Run {
      settings.outputs(pipeline.out());
    }

    /// Files that are written.
    public List<OutputFile> outputs() {
      return settings.outputs(pipeline.out());
    }
  }
}
