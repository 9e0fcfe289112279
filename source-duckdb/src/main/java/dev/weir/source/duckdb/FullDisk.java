package dev.weir.source.duckdb;

import dev.weir.source.duckdb.engine.EngineException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// What DuckDB says when a disk is full, or its part of `--disk` spent.
///
/// @param file the file that it was writing; empty if its part of `--disk` is spent
record FullDisk(Optional<Path> file) {
  private static final Pattern FULL =
      Pattern.compile(
          "file \\\\?\"([^\"\\\\]+)\\\\?\".*(?:No space left on device|Disk quota exceeded)",
          Pattern.DOTALL);

  /// Empty if it speaks of something else.
  static Optional<FullDisk> of(EngineException e) {
    if (e.text().contains("max_temp_directory_size")) {
      return Optional.of(new FullDisk(Optional.empty()));
    }
    var full = FULL.matcher(e.text());
    return full.find()
        ? Optional.of(new FullDisk(Optional.of(Path.of(full.group(1)))))
        : Optional.empty();
  }

  /// What is to be done if it was a temporary file.
  String forTemporaryFiles() {
    return file.map(f ->
            "the disk for temporary files, "
                + f.getParent()
                + ", is full; free some of it, or choose another folder by setting TMPDIR")
        .orElse("the disk for temporary files is spent; allow more with --disk");
  }
}
