package dev.weir.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `--error-budget` and cells that do not fit their columns, with real files and tools.
final class ErrorBudgetTest {
  @TempDir Path folder;
  private String csv = "";

  private record Ended(int code, String out, String err) {}

  @BeforeEach
  void file() throws IOException {
    csv = file("m.csv", "id,d,w,g\n1,1.5,10,a\n2,n/a,20,a\n3,2.5,x,b\n4,,30,b\n5,3.5,40,a\n");
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  private Ended weir(String... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int code =
        Main.run(
            words,
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of("TMPDIR", folder.toString()));
    return new Ended(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private Ended run(String budget, String... words) {
    var all = new java.util.ArrayList<>(List.of("run", csv));
    all.addAll(List.of(words));
    all.addAll(List.of("--types", "d=double,w=long", "--error-budget", budget, "--json", "-"));
    return weir(all.toArray(String[]::new));
  }

  private static void complete(Ended ended, String... parts) {
    assertEquals(0, ended.code(), ended.err());
    for (var part : parts) {
      assertTrue(ended.out().contains(part), () -> part + " in: " + ended.out());
    }
  }

  @Test
  void rowsReadAreRowsUsedAndSkipped() {
    complete(
        run("2", "stats.describe", "--columns", "d,w"),
        "\"rows\": {\"read\": 5, \"used\": 3, \"skipped\": 2}",
        "{\"file\": 1, \"row\": 2, \"step\": \"reading\", \"reason\": \"column 'd': 'n/a' is no number\"}",
        "{\"file\": 1, \"row\": 3, \"step\": \"reading\", \"reason\": \"column 'w': 'x' is no whole number\"}");
    complete(
        run("2", "stats.describe", "--columns", "g"),
        "\"rows\": {\"read\": 5, \"used\": 5, \"skipped\": 0}");
  }

  @Test
  void everyScanLeavesThemOut() {
    // The fit reads `d` alone, and the figures after it `w`: the rows are out of both.
    complete(
        run("2", "cleaning.impute", "--columns", "d", "then", "stats.describe", "--columns", "d,w"),
        "\"rows\": {\"read\": 5, \"used\": 3, \"skipped\": 2}",
        "\"stats.describe.numbers\"");
    complete(
        run("2", "stats.describe", "--columns", "d,w", "--exact", "--by", "g"),
        "\"rows\": {\"read\": 5, \"used\": 3, \"skipped\": 2}");
  }

  @Test
  void copiesAreOfTheOtherRows() {
    var out = folder.resolve("o.csv");
    complete(
        run("2", "--out", out.toString()), "\"rows\": {\"read\": 5, \"used\": 3, \"skipped\": 2}");
    var query = weir("query", out.toString(), "SELECT sum(id) AS s, count(*) AS n FROM t");
    assertEquals("s,n\n10,3\n", query.out(), query.err());
  }

  @Test
  void oneMoreThanTheBudgetEndsTheRun() {
    var one = run("1", "stats.describe", "--columns", "d,w");
    assertEquals(5, one.code(), one.err());
    assertTrue(one.err().contains("m.csv, row 3: column 'w': 'x' is no whole number"), one.err());
    assertTrue(one.err().contains("the error budget of 1"), one.err());
    var none = run("0", "stats.describe", "--columns", "d,w");
    assertEquals(2, none.code(), none.err());
    assertTrue(none.err().contains("m.csv, line 3, column 'd': 'n/a' is no number"), none.err());
    assertTrue(none.err().contains("--types d=text"), none.err());
  }

  @Test
  void rowsToLearnFromAreSetAsideWithAWarning() throws IOException {
    var main = file("main.csv", "id,d\n1,\n2,5.5\n");
    var ended =
        weir(
            "run",
            main,
            "cleaning.impute",
            "--columns",
            "d",
            "--fit-on",
            csv,
            "--types",
            "d=double",
            "--error-budget",
            "1",
            "--json",
            "-");
    complete(
        ended, "\"skipped\": 0", "1 row of " + csv + " set aside, the first of them m.csv, row 2");
    complete(ended, "[1, 2.5]");
  }

  @Test
  void raggedLinesAndQueriesStayErrors() throws IOException {
    csv = file("r.csv", "d,w\n" + "1.5,2\n".repeat(100_000) + "1.5\n");
    var ragged = run("5", "stats.describe", "--columns", "d,w");
    assertEquals(2, ragged.code(), ragged.err());
    assertTrue(ragged.err().contains("r.csv, line 100002: 1 field"), ragged.err());
    var query =
        weir(
            "run",
            file(
                "q.yaml",
                "input: {file: m.csv, query: SELECT sum(w) AS s FROM t, options: {types: w=long}}\nrun: {error-budget: 5}\nsteps:\n- stats.describe\n"));
    assertEquals(2, query.code(), query.err());
    assertTrue(query.err().contains("m.csv, row 3, column 'w': 'x'"), query.err());
  }
}
