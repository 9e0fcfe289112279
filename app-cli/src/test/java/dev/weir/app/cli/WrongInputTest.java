package dev.weir.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes wrong with real files, real sources and real tools: each time one line that names the
/// place and a cure, the right exit code, and nothing else.
final class WrongInputTest {
  @TempDir Path folder;

  private record Ended(int code, String out, String err) {}

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

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  private String file(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content).toString();
  }

  private void refused(String place, String cure, String... words) {
    var ended = weir(words);
    assertEquals(2, ended.code(), ended.err());
    assertEquals("", ended.out());
    assertEquals(1, ended.err().lines().count(), ended.err());
    assertTrue(ended.err().startsWith("weir: "), ended.err());
    assertTrue(ended.err().contains(place), ended.err());
    assertTrue(ended.err().contains(cure), ended.err());
    assertFalse(ended.err().contains("Exception"), ended.err());
  }

  @Test
  void outputsNeverReplaceWhatIsRead() throws IOException {
    var csv = file("ok.csv", "a,b\n1,2\n");
    var other = file("other.csv", "a,b\n3,4\n");
    var link = Files.createSymbolicLink(folder.resolve("link.csv"), Path.of(csv)).toString();
    var yaml =
        file(
            "run.yaml",
            "input: ok.csv\nsteps:\n  - cleaning.filter: {where: a > 0}\nout: ok.csv\n");
    var filter = "cleaning.filter";
    refused("--out", "another name", "run", csv, filter, "--where", "a > 0", "--out", csv);
    refused("--out", "another name", "run", csv, filter, "--where", "a > 0", "--out", link);
    refused("--json", "another name", "run", csv, filter, "--where", "a > 0", "--json", csv);
    refused("--json", "another name", "explain", csv, filter, "--where", "a > 0", "--json", csv);
    refused("--json", "another name", "profile", folder.resolve("*.csv").toString(), "--json", csv);
    refused(
        "--out", "another name", "run", csv, "cleaning.impute", "--fit-on", other, "--out", other);
    refused("--out", "another name", "query", csv, "SELECT a FROM t", "--out", csv);
    refused("--json", "another name", "query", csv, "SELECT a FROM t", "--json", csv);
    refused("--out", "another name", "run", yaml);
    refused("--json", "another name", "run", yaml, "--out", folder + "/x.csv", "--json", yaml);
    refused(
        "same file",
        "another",
        "run",
        csv,
        "--json",
        folder + "/x.csv",
        "--out",
        folder + "/x.csv");
    assertEquals("a,b\n1,2\n", Files.readString(Path.of(csv)));
    assertEquals("a,b\n3,4\n", Files.readString(Path.of(other)));
  }

  @Test
  void rowsForWhichAnExpressionFails() throws IOException {
    var csv = file("big.csv", "a\n1\n9223372036854775807\n3\n");
    String[] derive = {"run", csv, "cleaning.derive", "--column", "b", "--expression", "a + 1"};
    refused("cleaning.derive: big.csv, row 2", "number(a) + 1", derive);
    refused(
        "cleaning.filter: big.csv, row 2",
        "--error-budget",
        "run",
        csv,
        "cleaning.filter",
        "--where",
        "a + 1 > 2");
    var words = new ArrayList<>(List.of(derive));
    words.addAll(List.of("then", "stats.describe", "--error-budget", "1", "--json", "-"));
    var ended = weir(words.toArray(String[]::new));
    assertEquals(0, ended.code(), ended.err());
    assertTrue(ended.out().contains("\"read\": 3"), ended.out());
    assertTrue(ended.out().contains("\"skipped\": 1"), ended.out());
    assertTrue(ended.out().contains("[\"b\", \"LONG\", 2,"), ended.out());
  }

  @Test
  void files() throws IOException {
    var csv = file("ok.csv", "a,b\n1,2\n");
    refused("no file", "ok.csv", "profile", folder.resolve("oh.csv").toString());
    refused(folder.toString(), "folder", "profile", folder.toString());
    refused("cannot tell how to read", "data.csv", "profile", file("x.unknown", "a"));
    refused("there is no folder", "create it", "profile", csv, "--json", folder + "/no/x.json");
    refused(
        "x.what",
        ".parquet",
        "run",
        csv,
        "cleaning.filter",
        "--where",
        "a > 0",
        "--out",
        folder + "/x.what");
  }

  @Test
  void content() throws IOException {
    refused("empty.csv", "header", "profile", file("empty.csv", ""));
    refused(
        "ragged.csv, line 3", "--delimiter", "profile", file("ragged.csv", "a,b\n1,2\n3,4,5\n"));
    refused(
        "latin.csv, line 2",
        "--encoding latin-1",
        "profile",
        file("latin.csv", "a,b\n1,caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1)));
    var junk = new byte[20_000];
    new Random(1).nextBytes(junk);
    refused("junk.csv", ".parquet", "profile", file("junk.csv", junk));
    refused("twice.csv, line 1", "rename", "profile", file("twice.csv", "a,a\n1,2\n"));
    var mixed = "a,b\n" + "1,2\n".repeat(50_000) + "x,2\n";
    refused(
        "mixed.csv, row 50001, column 'a'",
        "--types a=text",
        "profile",
        file("mixed.csv", mixed),
        "--types",
        "a=long");
  }

  @Test
  void aHeaderAlone() throws IOException {
    var csv = file("header.csv", "a,b\n");
    refused("header.csv holds a header line and no rows", "--header no", "profile", csv);
    refused("header.csv holds a header line and no rows", "--header no", "query", csv, "FROM t");
    assertEquals(0, weir("profile", csv, "--header", "no").code());
  }

  @Test
  void noRowsAreATable() throws IOException {
    var csv = file("some.csv", "a,b\n1,2\n");
    var parquet = folder.resolve("none.parquet").toString();
    var query = weir("query", csv, "SELECT * FROM t WHERE a > 1", "--out", parquet);
    assertEquals(0, query.code(), query.err());
    var profile = weir("profile", parquet);
    assertEquals(0, profile.code(), profile.err());
    assertTrue(profile.out().contains("0 rows, 2 columns"), profile.out());
    assertTrue(profile.out().contains("none.parquet has no rows"), profile.out());
  }

  @Test
  void optionsOfTheFileApplyToAtLeastOneInput() throws IOException {
    var csv = file("semicolon.csv", "a;b\n1;2\n;3\n");
    var parquet = folder.resolve("train.parquet").toString();
    assertEquals(0, weir("run", csv, "--out", parquet).code());
    refused("--delimiter is for CSV files", "Parquet", "profile", parquet, "--delimiter", ";");
    refused("--table is for DuckDB", "leave it out", "profile", csv, "--table", "x");
    var impute = new String[] {"cleaning.impute", "--columns", "a", "--fit-on"};
    for (var files : java.util.List.of(new String[] {csv, parquet}, new String[] {parquet, csv})) {
      var ended =
          weir(
              "run",
              files[0],
              impute[0],
              impute[1],
              impute[2],
              impute[3],
              files[1],
              "--delimiter",
              ";");
      assertEquals(0, ended.code(), ended.err());
    }
    refused(
        "--delimiter is for CSV files",
        "train.parquet",
        "run",
        parquet,
        "cleaning.impute",
        "--columns",
        "a",
        "--fit-on",
        parquet,
        "--delimiter",
        ";");
    refused(
        "--delimiter is for CSV files",
        "train.parquet",
        "run",
        file(
            "fit.yaml",
            "input: {file: semicolon.csv}\nsteps:\n- cleaning.impute: {columns: [a], fit-on: {file: train.parquet, options: {delimiter: ';'}}}\n"));
  }

  @Test
  void patternsWithoutQuotes() throws IOException {
    var files = new java.util.ArrayList<String>();
    for (int i = 1; i <= 5; i++) {
      files.add(file("f" + i + ".csv.gz", "a"));
    }
    var f = files.toArray(String[]::new);
    var pattern = "quote the pattern, '" + folder + "/*.csv.gz', to read all that fit as one table";
    refused(
        f[0] + "' and '" + f[1] + "', '" + f[2] + "', '" + f[3] + "' and 1 more; ",
        pattern,
        "profile",
        f[0],
        f[1],
        f[2],
        f[3],
        f[4]);
    refused("weir query takes one file", pattern, "query", f[0], f[1], "FROM t");
    refused("weir query takes one file", pattern, "query", f[0], f[1]);
    refused("weir run takes one file", pattern, "run", f[0], f[1], "stats.describe");
    refused("weir explain takes one file", pattern, "explain", f[0], f[1], f[2], "stats.describe");
    refused(
        "weir run takes one file",
        pattern,
        "run",
        f[4],
        "cleaning.impute",
        "--columns",
        "a",
        "--fit-on",
        f[0],
        f[1]);
    refused("weir run takes one file", pattern, "run", "--memory", "64m", f[0], f[1]);
    refused("no tool", "weir tools", "run", f[0], "nofile.csv");
  }

  @Test
  void rowsToLearnFrom() throws IOException {
    var main = file("main.csv", "a,b\n1,2\n,3\n");
    file("ragged.csv", "a,b\n1,2\n3\n");
    file("late.csv", "a,b\n" + "1,2\n".repeat(150_000) + "3\n");
    file("cell.csv", "a,b\n" + "1,2\n".repeat(150_000) + "x,3\n");
    file("other.csv", "c,b\n1,2\n");
    file("text.csv", "a,b\nx,2\n");
    var errors =
        Map.of(
            "missing.csv", "no file",
            "ragged.csv", "line 3: 1 field",
            "late.csv", "line 150002: 1 field",
            "cell.csv", "row 150001, column 'a': 'x'",
            "other.csv", "no column 'a'",
            "text.csv", "column 'a' is TEXT");
    errors.forEach((name, error) ->
        refused(
            "step 'cleaning.impute', --fit-on " + folder.resolve(name) + ": ",
            error,
            "run",
            main,
            "cleaning.impute",
            "--columns",
            "a",
            "--fit-on",
            folder.resolve(name).toString()));
    refused(
        "no column 'c' in main.csv",
        "(there is: a, b)",
        "run",
        main,
        "cleaning.impute",
        "--columns",
        "a",
        "--fit-on",
        folder + "/other.csv",
        "--types",
        "c=text");
  }

  @Test
  void aLongFieldIsCutOnTheScreenOnly() throws IOException {
    var ended = weir("profile", file("field.csv", "a,b\n1," + "x".repeat(10_000_000) + "\n2,y\n"));
    assertEquals(0, ended.code(), ended.err());
    assertTrue(ended.out().length() < 10_000, "too much");
  }

  @Test
  void requests() throws IOException {
    var csv = file("ok.csv", "price,b\n1,2\n");
    refused("sats.describe", "weir tools", "run", csv, "sats.describe");
    refused("step 1", "'stats.describe'", "run", csv, "stats.descibe");
    refused("step 1 (stats.describe)", "'columns'", "run", csv, "stats.describe", "--colums", "b");
    refused("stats.describe", "'price'", "run", csv, "stats.describe", "--columns", "prise");
    refused("character", "'price'", "run", csv, "cleaning.filter", "--where", "prise > 1");
    refused("character", "found", "run", csv, "cleaning.filter", "--where", "price >");
    refused("query", "SELECT", "query", csv, "DROP TABLE t");
    refused("query", "'price'", "query", csv, "SELECT prise FROM t");
    refused("query", "table t", "query", csv, "SELECT * FROM read_csv('/etc/passwd')");
  }

  @Test
  void pipelines() throws IOException {
    file("ok.csv", "price,b\n1,2\n");
    var start = "input: ok.csv\nsteps:\n";
    refused(
        "p.yaml line 3",
        "'columns'",
        "run",
        file("p.yaml", start + "- stats.describe: {colums: [b]}\n"));
    refused(
        "q.yaml line 3", "'stats.describe'", "run", file("q.yaml", start + "- stats.descrbe\n"));
    refused("r.yaml line 4", "not YAML", "run", file("r.yaml", start + "- stats.describe: {\n"));
    refused("p.yaml line 3", "--where", "run", file("p.yaml", start + "- cleaning.filter\n"));
  }
}
