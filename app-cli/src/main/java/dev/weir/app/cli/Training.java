package dev.weir.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A run in which Java learns what the command loads, for the AOT cache that the bundle's
/// `make-aot.sh` makes: the commands that people wait for, on data of its own.
final class Training {
  private static final String PIPELINE =
      """
      input: rows.csv
      steps:
        - cleaning.filter: {where: x > 1 and y is not null}
        - stats.describe: {columns: [x, y], by: [kind]}
      """;

  /// More than sketches keep exactly, so that what is said of their errors is said here too.
  private static final int ROWS = 20_000;

  private Training() {}

  /// Runs the commands. Ends with another code than 0 if one of them fails, since then nothing was
  /// learnt of it.
  ///
  /// @param args one word, an empty folder for the data
  public static void main(String[] args) throws IOException {
    var folder = Path.of(args[0]);
    var rows = new StringBuilder("kind,x,y\n");
    for (int r = 0; r < ROWS; r++) {
      rows.append("k").append(r % 3).append(',').append(r).append(',');
      rows.append(r * 0.25).append('\n');
    }
    var rowsFile = Files.writeString(folder.resolve("rows.csv"), rows).toString();
    var pipeline = Files.writeString(folder.resolve("pipeline.yaml"), PIPELINE);
    var commands =
        List.of(
            List.of("--version"),
            List.of("help"),
            List.of("help", "stats.describe"),
            List.of("tools"),
            List.of("completion", "bash", "--", "run", "rows.csv", "stats.describe", "--ex"),
            List.of("run", pipeline.toString()),
            List.of("profile", rowsFile, "--quiet"),
            List.of("profile", rowsFile), // from what the one before has kept
            List.of("tools", "--json"));
    for (var words : commands) {
      int code = Main.run(words.toArray(String[]::new));
      if (code != ExitCode.COMPLETE) {
        System.exit(code);
      }
    }
  }
}
