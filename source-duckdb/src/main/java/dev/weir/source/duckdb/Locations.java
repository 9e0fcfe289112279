package dev.weir.source.duckdb;

import dev.weir.api.NearestNames;
import dev.weir.api.PipelineException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// From what a user wrote to the files meant. Patterns are expanded here, once: `*` and `?` within
/// a name, `**` over folders; DuckDB sees only whole names.
final class Locations {
  private Locations() {}

  /// The files, absolute, in the order of their names; at least one, each a readable file with
  /// content.
  ///
  /// @throws PipelineException USER that says what is there instead
  static List<Path> files(String location, Path base) {
    Path one;
    try {
      one = base.resolve(location).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw PipelineException.user("source.missing", "'" + location + "' is not a name of a file");
    }
    boolean pattern = location.indexOf('*') >= 0 || location.indexOf('?') >= 0;
    if (!pattern || Files.exists(one)) {
      check(one, location);
      return List.of(one);
    }
    var found = expand(one, location);
    if (found.isEmpty()) {
      throw PipelineException.user(
          "source.missing",
          "no file fits '"
              + location
              + "'"
              + nearby(fixedPart(one), String.valueOf(one.getFileName())));
    }
    found.forEach(f -> check(f, f.toString()));
    return found;
  }

  private static void check(Path file, String shown) {
    if (!Files.exists(file)) {
      var folder = file.getParent();
      throw PipelineException.user(
          "source.missing",
          "no file '"
              + shown
              + "'"
              + (folder == null ? "" : nearby(folder, String.valueOf(file.getFileName()))));
    }
    if (Files.isDirectory(file)) {
      throw PipelineException.user(
          "source.directory",
          "'"
              + shown
              + "' is a folder; name a file in it, or all of a kind: '"
              + Path.of(shown, "*.csv")
              + "'");
    }
    if (!Files.isReadable(file)) {
      throw PipelineException.user(
          "source.unreadable",
          "'" + shown + "' may not be read by this user; change its permissions");
    }
    try {
      if (Files.isRegularFile(file) && Files.size(file) == 0) {
        throw PipelineException.data(
            "source.empty",
            "'" + shown + "' is empty (0 bytes); a table needs at least a header line");
      }
    } catch (IOException e) {
      throw new PipelineException(
          PipelineException.Category.DATA,
          "source.io",
          "'" + shown + "' cannot be read: " + e.getMessage(),
          e);
    }
  }

  private static String nearby(Path folder, String name) {
    if (!Files.isDirectory(folder)) {
      return "; there is no folder '" + folder + "' either";
    }
    try (var entries = Files.list(folder)) {
      var names =
          entries
              .filter(Files::isRegularFile)
              .map(f -> String.valueOf(f.getFileName()))
              .sorted()
              .limit(5000)
              .toList();
      return NearestNames.hint(name, names);
    } catch (IOException | UncheckedIOException e) {
      return "";
    }
  }

  private static Path fixedPart(Path pattern) {
    var folder = pattern.getRoot() == null ? Path.of("") : pattern.getRoot();
    for (var part : pattern) {
      var text = part.toString();
      if (text.indexOf('*') >= 0 || text.indexOf('?') >= 0) {
        break;
      }
      folder = folder.resolve(part);
    }
    return Files.isDirectory(folder) || folder.getParent() == null ? folder : folder.getParent();
  }

  private static List<Path> expand(Path pattern, String location) {
    var start = fixedPart(pattern);
    var regex = Pattern.compile(regex(pattern.toString()));
    int depth =
        pattern.toString().contains("**")
            ? Integer.MAX_VALUE
            : pattern.getNameCount() - start.getNameCount();
    try (var walk =
        Files.find(
            start, Math.max(1, depth), (f, a) -> a.isRegularFile(), FileVisitOption.FOLLOW_LINKS)) {
      return walk.filter(f -> regex.matcher(f.toString()).matches()).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw new PipelineException(
          PipelineException.Category.USER,
          "source.unreadable",
          "the folders of '" + location + "' cannot be listed: " + e.getMessage(),
          e);
    }
  }

  private static String regex(String pattern) {
    var regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (pattern.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 2;
      } else if (pattern.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return regex.toString();
  }
}
