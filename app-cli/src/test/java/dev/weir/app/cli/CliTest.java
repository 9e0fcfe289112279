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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CliTest {
  @TempDir Path folder;

  private record Ended(int code, String out, String err) {}

  private static Ended weir(String... words) {
    return weir(false, words);
  }

  private static Ended weir(boolean terminal, String... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var screen =
        new Screen(
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            terminal,
            false,
            Map.of("COLUMNS", "80"));
    int code = new Cli(_ -> FakeDomain.catalogue(), screen, new Interruption()).run(words);
    return new Ended(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aRunPrintsTablesAndWarnings() {
    var ended = weir("run", "5.rows", "fake.count");
    assertEquals(0, ended.code(), ended.err());
    assertTrue(ended.out().contains("rows                           5    0.5"), ended.out());
    assertTrue(ended.out().contains("odd\\x1b[31m"), ended.out());
    assertTrue(ended.out().contains("total  5"), ended.out());
    assertTrue(ended.out().contains("within ±1 % rank (99 % confidence)"), ended.out());
    assertTrue(ended.out().contains("5 rows read, 5 used, 0 skipped; complete"), ended.out());
    assertTrue(ended.out().contains("fake.count: odd-rows 2\n"), ended.out());
    assertEquals("weir: warning: fake.count: only a test\n", ended.err());
    assertEquals("", weir("run", "5.rows", "fake.count", "--quiet").err());
  }

  @Test
  void jsonOnStandardOutputStandsAlone() {
    var ended = weir("run", "5.rows", "fake.count", "--json", "-");
    assertEquals(0, ended.code(), ended.err());
    assertTrue(ended.out().startsWith("{\n  \"status\": \"complete\",\n"), ended.out());
    assertTrue(
        ended.out().contains("\"rows\": {\"read\": 5, \"used\": 5, \"skipped\": 0}"), ended.out());
    assertTrue(ended.out().contains("[\"odd\\u001b[31m\", \"9223372036854775807\", \"NaN\"]"));
    assertTrue(ended.out().contains("\"counts\": {\"fake.count.odd-rows\": 2}"), ended.out());
    assertTrue(ended.out().endsWith("}\n"), ended.out());
  }

  @Test
  void severalStepsPrefixTheirNames() throws IOException {
    var json = folder.resolve("r.json");
    var ended =
        weir(
            "run",
            "5.rows",
            "fake.count",
            "then",
            "fake.count",
            "--as",
            "b",
            "--json",
            json.toString());
    assertEquals(0, ended.code(), ended.err());
    var text = Files.readString(json);
    assertTrue(text.contains("\"fake.count.counts\": {"), text);
    assertTrue(text.contains("\"b.counts\": {"), text);
    assertTrue(text.contains("\"b.counts.mean\": {\"kind\": \"bound\""), text);
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2 | rnu 5.rows                       | weir: no command 'rnu'; did you mean 'run'?; `weir help` says more
          2 | a/5.rows                         | weir: 'a/5.rows' is no command; a first look at a file is: weir profile a/5.rows
          2 | run none.rows fake.count         | no file none.rows
          2 | run 5.unknown fake.count         | cannot tell how to read '5.unknown'
          2 | run 5.rows fake.count --columns x | no column 'x'
          2 | run 5.rows fake.count --json none/x.json | there is no folder
          2 | run 5.rows fake.count --json /tmp | is a folder
          2 | run none.yaml                    | no pipeline file none.yaml
          2 | help fake.cuont                  | did you mean 'fake.count'
          2 | help a b                         | takes one name
          2 | tools --jsn                      | did you mean '--json'
          2 | tools --mode nonsense            | allowed is stateless | stateful
          2 | tools --domain                   | needs a value
          2 | tools --plugins                  | needs a folder
          2 | doctor here                      | takes no 'here'
          2 | plugin lst                       | did you mean 'list'
          2 | plugin info fake                 | no plugin 'fake'
          2 | plugin verify                    | takes the jar of a plugin
          2 | plugin verify none.jar           | there is no such file
          2 | plugin list --sha256 0           | has no option --sha256
          2 | plugin install a.jar --sha256 0  | 64 hexadecimal digits
          2 | plugin remove x --plugins /none  | no plugin 'x' is installed in /none
          2 | plugin new Seismology            | cannot be the name of a domain
          2 | plugin new int                   | cannot be the name of a domain
          4 | run 5.rows fake.refuse           | it never runs
          4 | explain 5.rows fake.refuse       | it never runs
          1 | run 5.rows fake.fail             | broken by purpose
          """)
  void errorsAreOneLineAndTheRightCode(int code, String words, String message) {
    var ended = weir(words.strip().split(" "));
    assertEquals(code, ended.code(), ended.err());
    assertTrue(ended.err().contains(message), ended.err());
    assertTrue(ended.err().startsWith("weir: "), ended.err());
    assertEquals(1, ended.err().lines().count(), ended.err());
    assertEquals("", ended.out());
  }

  @Test
  void debugPrintsTheStack() {
    var ended = weir("run", "5.rows", "fake.fail", "--debug");
    assertEquals(1, ended.code());
    assertTrue(ended.err().contains("\tat "), ended.err());
  }

  @Test
  void aDeadlineGivesAPartialResult() {
    var ended = weir("run", "endless.rows", "fake.keep", "--deadline", "500ms");
    assertEquals(ExitCode.PARTIAL, ended.code(), ended.err());
    assertTrue(ended.out().contains("PARTIAL RESULT of the first "), ended.out());
    assertTrue(ended.err().contains("the deadline of 0.5 s is over"), ended.err());
    assertEquals(1, ended.err().lines().count(), ended.err());
  }

  @Test
  void aQueryIsCsvInAPipeAndATableOnATerminal() {
    var csv = weir("query", "3.rows", "SELECT * FROM t");
    assertEquals("id,name,half\n0,row 0,0.0\n1,row 1,0.5\n2,row 2,1.0\n", csv.out());
    var table = weir(true, "query", "3.rows", "SELECT * FROM t");
    assertEquals(
        """
        id  name   half
        --  -----  ----
         0  row 0   0
         1  row 1   0.5
         2  row 2   1
        (3 rows)
        """,
        table.out());
    var cut = weir(true, "query", "30000.rows", "SELECT * FROM t");
    assertTrue(cut.out().contains("… more rows (--out FILE writes all)"), cut.out());
    assertEquals(30_001, weir("query", "30000.rows", "SELECT 1").out().lines().count());
    var json = weir("query", "3.rows", "SELECT * FROM t", "--json", "-");
    assertTrue(json.out().contains("[2, \"row 2\", 1.0]"), json.out());
    assertTrue(json.out().contains("\"rows\": {\"read\": 3"), json.out());
  }

  @Test
  void toolsAndHelpShowTheDescriptors() {
    var tools = weir("tools");
    assertTrue(tools.out().startsWith("fake\n  fake.keep    A tool for tests\n"), tools.out());
    assertFalse(weir("tools", "areas").out().contains("fake.keep"));
    assertEquals("[]\n", weir("tools", "zebra", "--json").out());
    assertFalse(weir("tools", "--mode=stateless").out().contains("fake.count"));
    assertTrue(weir("tools", "--mode", "stateless").out().contains("fake.keep"));
    assertEquals(tools.out(), weir("tools", "--domain=fake").out());
    assertEquals("", weir("tools", "--domain", "other").out());
    assertTrue(weir("tools", "--json").out().contains("\"name\": \"bins\", \"type\": \"integer\""));
    var help = weir("run", "5.rows", "fake.count", "--help");
    assertEquals(weir("help", "fake.count"), help);
    assertTrue(help.out().contains("--bins N"), help.out());
    assertTrue(help.out().contains("Allowed: 1 to 100. Default: 10."), help.out());
    for (var command : CommandHelp.NAMES) {
      var ended = weir(command, "--help");
      assertEquals(0, ended.code(), ended.err());
      assertTrue(ended.out().contains("weir " + command), ended.out());
      assertTrue(ended.out().lines().allMatch(line -> line.length() <= 120), ended.out());
    }
    assertTrue(weir().out().contains("weir profile FILE"));
    assertTrue(weir("--version").out().startsWith("weir "));
  }

  @Test
  void toolsForAFileFindTheirColumnsInIt() {
    assertTrue(weir("tools").out().contains("fake.join"));
    var some = weir("tools", "--for", "5.rows");
    assertEquals(0, some.code(), some.err());
    assertTrue(some.out().contains("fake.keep"), some.out());
    assertFalse(some.out().contains("fake.join"), "it needs a column of flags");
    assertEquals(some.out(), weir("tools", "--for=5.rows", "--delimiter", ";", "--header").out());
    assertEquals("[]\n", weir("tools", "joins", "--for", "5.rows", "--json").out());
    assertFalse(weir("tools", "--mode=stateless", "--for", "5.rows").out().contains("fake.count"));
  }

  @ParameterizedTest
  @CsvSource({
    "--for no.rows, no file no.rows",
    "--for 5.nothing, cannot tell how to read '5.nothing'",
    "--for ., is a folder",
    "--for, --for needs a value",
    "--for 5.rows --delimiter ab, --delimiter 'ab'",
    "--for 5.rows --delimitr x, --delimiter",
    "--delimiter x, has no option --delimiter",
  })
  void toolsForAWrongFileSayWhatIsWrong(String words, String what) {
    var ended = weir(("tools " + words).split(" "));
    assertEquals(2, ended.code(), ended.out());
    assertEquals("", ended.out());
    assertTrue(ended.err().contains(what), ended.err());
  }

  @Test
  void explainShowsThePlan() {
    var text = weir("explain", "5.rows", "fake.keep", "then", "fake.count", "--columns", "id");
    assertEquals(0, text.code(), text.err());
    assertTrue(text.out().contains("fake.keep"), text.out());
    assertTrue(text.out().lines().allMatch(line -> PlainWidth.of(line) <= 80), text.out());
    var json = weir("explain", "5.rows", "fake.count", "--json", "-");
    assertTrue(json.out().contains("\"scans\": 1"), json.out());
  }

  private static final class PlainWidth {
    static int of(String line) {
      return dev.weir.app.cli.output.PlainText.width(line);
    }
  }
}
