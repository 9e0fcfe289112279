package dev.weir.app.cli;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Where an invocation writes, and what is known of the other end.
///
/// @param out results and nothing else
/// @param err errors, warnings and progress
/// @param outTerminal whether people see `out` at once
/// @param errTerminal whether people see `err` at once
/// @param environment of the process
record Screen(
    PrintStream out,
    PrintStream err,
    boolean outTerminal,
    boolean errTerminal,
    Map<String, String> environment) {
  private static final int WIDTH = 100;
  private static final int NARROWEST = 20;
  private static final int WIDEST = 2000;

  /// Cells of a line: COLUMNS if that is set, else what the terminal says, else 100.
  int width() {
    int width = number(environment.getOrDefault("COLUMNS", ""));
    if (width == 0 && outTerminal) {
      width = terminalWidth();
    }
    return width == 0 ? WIDTH : Math.clamp(width, NARROWEST, WIDEST);
  }

  private static int number(String text) {
    return text.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(text) : 0;
  }

  /// Asks stty, which asks the terminal: Java cannot without native code.
  private static int terminalWidth() {
    try {
      var stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      var size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      boolean ended = stty.waitFor(1, TimeUnit.SECONDS);
      return ended && size.contains(" ") ? number(size.substring(size.indexOf(' ') + 1)) : 0;
    } catch (IOException e) {
      // No stty, no terminal: the default will do.
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }
}
