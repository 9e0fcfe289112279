package dev.weir.app.cli.output;

import dev.weir.api.PipelineException;
import java.io.BufferedWriter;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/// A text file that appears under its name only when whole: written beside it, then renamed. What
/// is not a regular file (`/dev/stdout`, a pipe) is written to directly.
public final class SafeFile {
  private SafeFile() {}

  /// Refuses a file that could not be written, before any work is done for it.
  ///
  /// @param option name of the option that asked for it
  /// @throws PipelineException USER if its folder does not exist, or it is a folder itself
  public static void check(Path file, String option) {
    var folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw PipelineException.user(
          option + ".folder", "--" + option + " " + file + " is a folder; name a file in it");
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw PipelineException.user(
          option + ".folder",
          "--" + option + " " + file + ": there is no folder " + folder + "; create it first");
    }
    if (!Files.isWritable(folder) && !Files.isWritable(file)) {
      throw PipelineException.user(
          option + ".folder", "--" + option + " " + file + ": cannot write in " + folder);
    }
  }

  /// Writes the file; if that fails nothing is left behind and an older file stays.
  ///
  /// @throws PipelineException RESOURCE if it cannot be written
  public static void write(Path file, Consumer<Appendable> content) {
    boolean direct = Files.exists(file) && !Files.isRegularFile(file);
    // An older file may be a link: what it points at is replaced, not the link.
    Path target;
    Path unfinished;
    try {
      target = Files.exists(file) && !direct ? file.toRealPath() : file.toAbsolutePath();
      unfinished =
          direct
              ? target
              : target.resolveSibling(
                  "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    } catch (IOException e) {
      throw failed(file, e);
    }
    try {
      // A plain stream: an interrupt must not close it.
      try (var writer =
          new BufferedWriter(
              new OutputStreamWriter(
                  new FileOutputStream(unfinished.toFile()), StandardCharsets.UTF_8))) {
        content.accept(writer);
      }
      if (!direct) {
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw failed(file, e);
    } catch (UncheckedIOException e) {
      throw failed(file, e);
    } finally {
      if (!direct) {
        remove(unfinished);
      }
    }
  }

  /// Writes to a stream through a buffer of its own: many small pieces cost little then.
  public static void through(PrintStream out, Consumer<Appendable> content) {
    try {
      var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
      content.accept(writer);
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path unfinished) {
    try {
      Files.deleteIfExists(unfinished);
    } catch (IOException e) {
      throw failed(unfinished, e);
    }
  }

  private static PipelineException failed(Path file, Exception cause) {
    return new PipelineException(
        PipelineException.Category.RESOURCE,
        "file.write",
        "cannot write " + file + ": " + reason(cause) + "; free space or choose another place",
        cause);
  }

  private static String reason(Exception e) {
    var cause = e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
    var message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
