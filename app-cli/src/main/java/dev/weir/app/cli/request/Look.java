package dev.weir.app.cli.request;

import dev.weir.api.PipelineException;
import dev.weir.core.Input;
import dev.weir.core.OutputFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;

/// A look at an input: what `weir profile` and `weir query` are asked for.
///
/// @param input what is looked at
/// @param settings how
public record Look(Input input, RunSettings settings) {
  /// Refuses two outputs of one name.
  public Look {
    checkOutputs(settings.out(), settings);
  }

  static void checkOutputs(Optional<Path> out, RunSettings settings) {
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
