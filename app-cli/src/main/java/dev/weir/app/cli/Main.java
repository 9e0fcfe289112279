package dev.weir.app.cli;

import dev.weir.core.Catalogue;
import java.io.PrintStream;
import java.util.Map;

/// The `weir` process.
public final class Main {
  private Main() {}

  /// Runs one command and ends the process with its exit code.
  public static void main(String[] args) {
    int code = run(args);
    // System.exit loads a logger first: left out where nothing but this thread would keep Java
    // alive.
    if (code != ExitCode.COMPLETE || Thread.activeCount() > 1) {
      System.exit(code);
    }
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
