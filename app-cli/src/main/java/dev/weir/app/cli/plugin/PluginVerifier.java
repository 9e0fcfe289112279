package dev.weir.app.cli.plugin;

import dev.weir.api.PipelineException;
import dev.weir.app.cli.output.Folders;
import dev.weir.core.plugins.Candidate;
import dev.weir.core.plugins.PluginFolder;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Starts a plugin and checks the laws of its tools, in a process of its own that it may end or
/// block without harm. The laws are those of Weir's TCK, which lies in the folder `tck` of the
/// bundle.
public final class PluginVerifier {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final String DONE = "checked:";

  private final PrintStream out;

  /// @param out gets what was checked
  public PluginVerifier(PrintStream out) {
    this.out = out;
  }

  /// Checks it.
  ///
  /// @throws PipelineException USER if it cannot be started or a law does not hold, with what was
  ///   found
  public void verify(Candidate candidate) {
    var home = System.getProperty("weir.home", "");
    if (home.isEmpty()) {
      throw PipelineException.refused(
          "plugin.verify", "plugins are checked by the `weir` command of a bundle only");
    }
    try {
      var folder = Files.createTempDirectory("weir-verify-");
      try {
        var trial = new PluginFolder(folder.resolve("plugins"));
        trial.install(candidate, Optional.empty());
        check(Path.of(home), trial, candidate.module().name(), folder.resolve("said"));
      } finally {
        Folders.delete(folder);
      }
    } catch (IOException e) {
      throw PipelineException.refused(
          "plugin.verify", "the plugin cannot be checked: no room for a copy: " + e.getMessage());
    }
  }

  private void check(Path home, PluginFolder folder, String name, Path said) throws IOException {
    var path = home.resolve("lib") + File.pathSeparator + home.resolve("tck");
    var process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    "-p",
                    path,
                    "--add-modules",
                    "dev.weir.tck",
                    "-m",
                    "dev.weir.tck/dev.weir.tck.PluginCheck",
                    folder.path().toString(),
                    name))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    boolean ended;
    try {
      ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PipelineException(
          PipelineException.Category.CANCELLED, "plugin.verify", "the check was interrupted", e);
    } finally {
      process.destroyForcibly();
    }
    var lines = new String(Files.readAllBytes(said), StandardCharsets.UTF_8).strip();
    if (!ended) {
      throw wrong(name, lines, "its check did not end within " + LIMIT.toMinutes() + " minutes");
    }
    var last = lines.substring(lines.lastIndexOf('\n') + 1);
    if (process.exitValue() == 0 && last.startsWith(DONE)) {
      out.println(lines);
    } else if (process.exitValue() == 0 || lines.isEmpty()) {
      throw wrong(name, lines, "it ended the process, with code " + process.exitValue());
    } else {
      throw wrong(name, lines, "it does not pass");
    }
  }

  private PipelineException wrong(String name, String lines, String why) {
    if (!lines.isEmpty()) {
      out.println(lines);
    }
    return PipelineException.user("plugin.verify", "plugin " + name + " is not fit: " + why);
  }
}
