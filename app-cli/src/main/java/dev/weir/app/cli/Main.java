package dev.weir.app.cli;

import dev.weir.core.Catalogue;
import java.io.File;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/// The `weir` process.
public final class Main {
  /// Environment variables with options for Java.
  static final List<String> JAVA_OPTIONS =
      List.of("WEIR_JAVA_OPTS", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS");

  private Main() {}

  /// Runs one command and ends the process with its exit code.
  public static void main(String[] args) {
    int code = run(args);
    putAsideRefusedCache();
    // System.exit loads a logger first: left out where nothing but this thread would keep Java
    // alive.
    if (code != ExitCode.COMPLETE || Thread.activeCount() > 1) {
      System.exit(code);
    }
  }

  /// The launcher's AOT cache, if Java did not take it: the next start has it looked at, and made
  /// anew, in the background. With options of the user's own it is no wonder, and it stays.
  private static void putAsideRefusedCache() {
    var cache = System.getProperty("weir.aot");
    if (cache == null || System.getProperty("java.vm.info", "").contains("sharing")) {
      return;
    }
    for (var options : JAVA_OPTIONS) {
      if (!System.getenv().getOrDefault(options, "").isBlank()) {
        return;
      }
    }
    // Where it cannot be renamed it stays; `weir doctor` tells of it.
    var _ = new File(cache).renameTo(new File(cache + ".refused"));
  }

  /// Runs one command of this process.
  static int run(String[] args) {
    var screen =
        new Screen(
            StandardOutput.open(),
            StandardOutput.openError(),
            StandardOutput.isTerminal(1),
            StandardOutput.isTerminal(2),
            System.getenv());
    var interruption = new Interruption();
    interruption.expectSignals();
    int code = new Cli(Catalogue::discover, screen, interruption).run(args);
    interruption.over();
    return code;
  }

  /// Runs one command within another program.
  ///
  /// @param args the words after `weir`
  /// @param out gets results
  /// @param err gets errors and warnings
  /// @param environment what to take for environment variables
  /// @return the exit code
  static int run(String[] args, PrintStream out, PrintStream err, Map<String, String> environment) {
    var screen = new Screen(out, err, false, false, environment);
    return new Cli(Catalogue::discover, screen, new Interruption()).run(args);
  }
}
