package dev.weir.core;

import dev.weir.api.PipelineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/// A file that a run is to write.
///
/// @param option what asked for it, for messages: `--out`
/// @param file where
public record OutputFile(String option, Path file) {
  /// Refuses to write over a file that is read, whatever it is called there (links, `..`).
  ///
  /// @param read the files that are read
  /// @throws PipelineException USER if it is one of them
  public void mustNotBe(Collection<Path> read) {
    for (var path : read) {
      if (same(file, path)) {
        throw PipelineException.user(
            "out.input",
            option
                + " "
                + file
                + " is a file that the run reads; its rows would be lost: choose another name");
      }
    }
  }

  private static boolean same(Path a, Path b) {
    try {
      return Files.exists(a) && Files.exists(b) && Files.isSameFile(a, b);
    } catch (IOException e) {
      return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
    }
  }
}
