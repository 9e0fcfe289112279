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

  @Test
  void theBudgetIsANumberOfRowsOrAShare() {
    complete(run("2 rows", "stats.describe", "--columns", "d,w"), "\"skipped\": 2");
    complete(run("40%", "stats.describe", "--columns", "d,w"), "\"skipped\": 2");
    var over = run("39.9%", "stats.describe", "--columns", "d,w");
    assertEquals(5, over.code(), over.err());
    assertTrue(over.err().contains("2 of 5 rows were set aside"), over.err());
    assertTrue(over.err().contains("error budget of 39.9%"), over.err());
    assertTrue(over.err().contains("m.csv, row 2 (reading): column 'd': 'n/a'"), over.err());
    for (var wrong : List.of("two", "-1", "101%", "5 percent")) {
      var refused = run(wrong, "stats.describe");
      assertEquals(2, refused.code(), refused.err());
      assertTrue(refused.err().contains("--error-budget '" + wrong), refused.err());
    }
    var none = run("0", "stats.describe", "--on-error", "skip");
    assertEquals(2, none.code(), none.err());
    assertTrue(none.err().contains("--on-error skip"), none.err());
  }

  @Test
  void anErrorMayEndTheRunWithWhatItHas() throws IOException {
    csv = file("p.csv", "d,w\n" + "1.5,2\n".repeat(30_000) + "1.5,x\n" + "2.5,3\n".repeat(10));
    var words = new String[] {"stats.describe", "--block-rows", "10000", "--chunk-bytes", "16k"};
    var failed = run("0", words);
    assertEquals(2, failed.code(), failed.err());
    var partial = run("0", words(words, "--on-error", "partial"));
    assertEquals(3, partial.code(), partial.err());
    assertTrue(partial.out().contains("\"status\": \"partial\""), partial.out());
    assertTrue(partial.out().contains("\"read\": 20000, \"used\": 20000"), partial.out());
    assertTrue(partial.err().contains("partial result: "), partial.err());
    assertTrue(partial.err().contains("column 'w': 'x'"), partial.err());
  }

  private static String[] words(String[] first, String... more) {
    return java.util.stream.Stream.of(first, more)
        .flatMap(java.util.Arrays::stream)
        .toArray(String[]::new);
  }

  @Test
  void rowsSetAsideGoToAFile() throws IOException {
    var other = file("other.csv", "id,d,w\n1,oops,7\n2,5.5,8\n");
    for (var name : List.of("r.csv", "r.parquet")) {
      var rejects = folder.resolve(name);
      complete(
          run(
              "2",
              "cleaning.impute",
              "--columns",
              "d",
              "--fit-on",
              other,
              "then",
              "stats.describe",
              "--columns",
              "d,w",
              "--rejects",
              rejects.toString()),
          "\"skipped\": 2");
      var rows =
          weir(
              "query",
              rejects.toString(),
              "SELECT reject_place AS p, reject_file AS f, reject_row AS r, reject_step AS s, reject_reason AS why, d, w FROM t");
      assertEquals(
          """
          p,f,r,s,why,d,w
          "other.csv, row 1",1,1,reading,column 'd': 'oops' is no number,,
          "m.csv, row 2",1,2,reading,column 'd': 'n/a' is no number,,20
          "m.csv, row 3",1,3,reading,column 'w': 'x' is no whole number,2.5,
          """,
          rows.out(),
          rows.err());
    }
    var over = run("1", "stats.describe", "--rejects", folder.resolve("n.csv").toString());
    assertEquals(5, over.code(), over.err());
    assertTrue(Files.notExists(folder.resolve("n.csv")));
  }

  @Test
  void noRowSetAsideIsAFileWithoutRows() throws IOException {
    csv = file("clean.csv", "d,w\n1.5,2\n");
    var rejects = folder.resolve("r.csv");
    complete(run("2", "stats.describe", "--rejects", rejects.toString()), "\"skipped\": 0");
    assertEquals(
        "reject_place,reject_file,reject_row,reject_step,reject_reason,d,w\n", text(rejects));
  }

  @Test
  void aPipelineFileSaysTheSame() throws IOException {
    var ended =
        weir(
            "run",
            file(
                "p.yaml",
                """
                input: {file: m.csv, options: {types: 'd=double,w=long'}}
                run: {on-error: partial, error-budget: 50%, retries: 1}
                steps:
                - stats.describe: {columns: [d, w]}
                rejects: set-aside.csv
                """));
    assertEquals(0, ended.code(), ended.err());
    assertEquals(3, text(folder.resolve("set-aside.csv")).lines().count());
    var refused =
        weir(
            "run", file("q.yaml", "input: m.csv\nrun: {retries: 101}\nsteps:\n- stats.describe\n"));
    assertEquals(2, refused.code(), refused.err());
    assertTrue(refused.err().contains("retries"), refused.err());
  }

  @Test
  void aFileForRejectsMustBeOfUse() {
    var same = run("2", "--out", "x.csv", "--rejects", "x.csv");
    assertEquals(2, same.code(), same.err());
    assertTrue(same.err().contains("--rejects and --out name the same file"), same.err());
    var none = run("0", "stats.describe", "--rejects", folder.resolve("r.csv").toString());
    assertEquals(2, none.code(), none.err());
    assertTrue(none.err().contains("say how many may be"), none.err());
    var input = run("2", "stats.describe", "--rejects", csv);
    assertEquals(2, input.code(), input.err());
    assertTrue(input.err().contains("is a file that the run reads"), input.err());
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file);
  }
}
