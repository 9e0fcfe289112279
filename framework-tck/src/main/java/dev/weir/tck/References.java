package dev.weir.tck;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Files of expected figures that stand beside the tests. Their first lines begin with `#` and say
/// which tool, in which version, made them with which command.
///
/// ```java
/// References.lines(MyToolTest.class.getResourceAsStream("my-tool-r.txt"))
/// ```
public final class References {
  private References() {}

  /// The lines of a file in UTF-8, those that begin with `#` left out. The stream is closed. It is
  /// the caller who opens it, since a module's resources are its own.
  ///
  /// @throws IllegalArgumentException if there is no such file
  public static List<String> lines(@Nullable InputStream file) {
    if (file == null) {
      throw new IllegalArgumentException("there is no such file beside the tests");
    }
    try (file) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
