package dev.weir.app.cli.request;

import dev.weir.api.PipelineException;
import dev.weir.core.Input;
import dev.weir.core.OutputFile;
import dev.weir.core.Pipeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
  record Run(Pipeline pipeline, RunSettings settings) implements Request {
    /// Refuses two outputs of one name.
    public Run {
      checkOutputs(pipeline.out(), settings);
    }

    /// Files that are written.
    public List<OutputFile> outputs() {
      var outputs = new ArrayList<OutputFile>();
      pipeline.out().ifPresent(out -> outputs.add(new OutputFile("--out", out)));
      outputs.addAll(settings.outputs());
      return outputs;
    }
  }

  /// A look at an input.
  ///
  /// @param input what is looked at
  /// @param settings how
  record Look(Input input, RunSettings settings) implements Request {
    /// Refuses two outputs of one name.
    public Look {
      checkOutputs(settings.out(), settings);
    }
  }

  private static void checkOutputs(Optional<Path> out, RunSettings settings) {
    var outputs = new ArrayList<>(settings.outputs());
    out.ifPresent(file -> outputs.add(new OutputFile("--out", file)));
    for (int i = 0; i < outputs.size(); i++) {
      for (var other : outputs.subList(i + 1, outputs.size())) {
        if (outputs.get(i).file().equals(other.file())) {
          throw PipelineException.user(
              "out.same",
              outputs.get(i).option()
                  + " and "
                  + other.option()
                  + " name the same file "
                  + other.file()
                  + "; choose another for one");
        }
      }
    }
  }
}
