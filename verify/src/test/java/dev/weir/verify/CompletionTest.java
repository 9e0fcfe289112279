package dev.weir.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The scripts of `weir completion`, run in the shells that are there.
final class CompletionTest {
  @TempDir Path folder;

  private Weir weir;

  @BeforeEach
  void prepare() throws IOException {
    weir = new Weir(folder);
  }

  /// What bash would offer: it has cut the line into words, the last of which is being typed. In
  /// place of `compopt`, which needs a terminal, a function says what was asked of it.
  private String bash(String... words) throws Exception {
    var script = folder.resolve("weir.bash");
    if (!Files.exists(script)) {
      Files.writeString(script, weir.run("completion", "bash").out());
    }
    var driver =
        """
        set -u
        . ./weir.bash
        compopt() { echo "compopt $*"; }
        weir=$1; shift
        COMP_WORDS=("$weir" "$@")
        COMP_CWORD=$#
        _weir "$weir"
        for word in ${COMPREPLY[@]+"${COMPREPLY[@]}"}; do echo "$word"; done
        complete -p weir
        """;
    var command =
        Stream.concat(
                Stream.of("bash", "--norc", "-c", driver, "bash", Weir.launcher().toString()),
                Stream.of(words))
            .toList();
    var ended = Weir.ended(weir.process(command).start());
    assertEquals("", ended.err());
    assertTrue(ended.out().endsWith("complete -F _weir weir\n"), ended.out());
    return String.join(" ", ended.out().lines().toList().reversed().stream().skip(1).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "profi, profile",
    "help stats.desc, stats.describe",
    "run a.csv stats.desc, stats.describe",
    "run a.csv stats.describe --exact-m, --exact-moments",
    "run a.csv --on-error p, partial",
    "run a.csv --on-error = p, partial",
    "run a.csv --on-error =, partial skip fail",
    "run a.csv --memory = 64m stats.desc, stats.describe",
    "run, run",
    "cache '', clear info",
    "run '', compopt -o default",
    "run a.csv --out = x, compopt -o default",
    "resume '', compopt -o dirnames",
  })
  void bashOffersWhatFits(String typed, String offered) throws Exception {
    var words = typed.endsWith("''") ? typed.replace("''", "") : typed;
    assertEquals(offered, bash(words.split(" ", -1)));
  }

  @Test
  void fileOptionsAreOfferedToo() throws Exception {
    assertEquals("--delimiter", bash("profile", "a.csv", "--delim"));
  }

  /// fish tells without a terminal what it would offer, zsh does not; where they are not installed
  /// the scripts are compared with what is known to work.
  @ParameterizedTest
  @CsvSource({"zsh", "fish"})
  void theOtherShellsAskInTheSameWay(String shell) throws Exception {
    var script = weir.run("completion", shell).out();
    assertTrue(script.contains(" completion " + shell + " -- "), script);
    assertTrue(script.contains(":files"), script);
    assertTrue(script.contains(":folders"), script);
    var answer = weir.run("completion", shell, "--", "run", "a.csv", "--on-error=p").out();
    assertEquals("--on-error=partial\n", answer);
    assertEquals(
        ":files --out=\n", weir.run("completion", shell, "--", "run", "a.csv", "--out=x").out());
    var file = Files.writeString(folder.resolve("weir." + shell), script);
    if (installed(shell)) {
      var checked = Weir.ended(weir.process(List.of(shell, "-n", file.toString())).start());
      assertEquals(0, checked.code(), checked.err());
    }
    if (shell.equals("fish") && installed(shell)) {
      fish(file);
    }
  }

  private void fish(Path script) throws Exception {
    Files.writeString(folder.resolve("xy.csv"), "");
    var run =
        "set PATH "
            + Weir.launcher().getParent()
            + " $PATH; source "
            + script
            + "; complete -C 'weir run xy.csv stats.desc'; complete -C 'weir run x';"
            + " complete -C 'weir run xy.csv --out=x'";
    var ended = Weir.ended(weir.process(List.of("fish", "--no-config", "-c", run)).start());
    var lines = ended.out().lines().toList();
    assertEquals(3, lines.size(), ended.out() + ended.err());
    assertTrue(lines.get(0).startsWith("stats.describe\t"), lines.get(0));
    assertTrue(lines.get(1).startsWith("xy.csv"), lines.get(1));
    assertTrue(lines.get(2).startsWith("--out=xy.csv"), lines.get(2));
  }

  private static boolean installed(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
  }
}
