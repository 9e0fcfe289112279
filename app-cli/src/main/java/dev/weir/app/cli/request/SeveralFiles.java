package dev.weir.app.cli.request;

import dev.weir.api.PipelineException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/// Several files where one belongs: most often a pattern without quotes, which the shell replaced
/// by the names that fit.
final class SeveralFiles {
  private static final int SHOWN = 3;

  private SeveralFiles() {}

  /// Refuses a further file after the first.
  ///
  /// @param command the words before the file: `weir profile`
  /// @param file the first
  /// @param others words after it; if none of them is a file, nothing happens
  static void refuse(String command, String file, List<String> others) {
    var files = others.stream().filter(SeveralFiles::isFile).toList();
    if (files.isEmpty() || !isFile(file)) {
      return;
    }
    var shown = files.subList(0, Math.min(SHOWN, files.size()));
    throw PipelineException.user(
        "words.files",
        command
            + " takes one file, not '"
            + file
            + "' and '"
            + String.join("', '", shown)
            + "'"
            + (files.size() > SHOWN ? " and " + (files.size() - SHOWN) + " more" : "")
            + "; quote the pattern, '"
            + pattern(file)
            + "', to read all that fit as one table");
  }

  private static boolean isFile(String word) {
    try {
      return Files.isRegularFile(Path.of(word));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /// The file's name without what differs most: `data/*.csv` for `data/jan.csv`.
  private static String pattern(String file) {
    int name = file.lastIndexOf('/') + 1;
    int dot = file.indexOf('.', name + 1);
    return file.substring(0, name) + "*" + (dot < 0 ? "" : file.substring(dot));
  }
}
