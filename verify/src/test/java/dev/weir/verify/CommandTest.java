package dev.weir.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The command as a process, from the bundle: signals, closed pipes, exit codes, and that nothing
/// is left behind.
final class CommandTest {
  @TempDir Path folder;

  private Weir weir;

  @BeforeEach
  void prepare() throws IOException {
    weir = new Weir(folder);
  }

  private Path numbers(int rows) throws IOException {
    Path file = folder.resolve("numbers.csv");
    try (var writer = Files.newBufferedWriter(file)) {
      writer.write("id,x,group\n");
      for (int i = 0; i < rows; i++) {
        writer.write(i + "," + (i * 2654435761L % 1000003) / 7.0 + ",g" + i % 7 + "\n");
      }
    }
    return file;
  }

  @Test
  void toolsForAFileAreThoseThatFindColumnsInIt() throws Exception {
    Files.writeString(folder.resolve("texts.csv"), "title;body\na;some words\n");
    var texts = weir.run("tools", "--for", "texts.csv", "--delimiter", ";");
    assertEquals(0, texts.code(), texts.err());
    assertTrue(texts.out().contains("text.term-frequencies"), texts.out());
    for (var ofNumbers : List.of("ml.kmeans", "finance.", "timeseries.rolling", "geo.haversine")) {
      assertFalse(texts.out().contains(ofNumbers), texts.out());
    }
    weir.nothingIsLeft();
    assertEquals(2, weir.run("tools", "--for", "nowhere.csv").code());
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void aSignalEndsARunWithWhatItHas(String signal, int code) throws Exception {
    Path file = numbers(1_500_000);
    Process process =
        weir.start(
            "run",
            file.toString(),
            "stats.describe",
            "--exact",
            "then",
            "cleaning.filter",
            "--where",
            "id >= 0",
            "--out",
            "out.csv",
            "--threads",
            "1",
            "--progress",
            "always");
    var out = Weir.read(process.getInputStream());
    var err = new StringBuilder();
    try (BufferedReader reader = process.errorReader(StandardCharsets.UTF_8)) {
      // The first sign of progress: the run is under way, and has five more passes to go.
      while (err.indexOf("rows/s") < 0) {
        int c = reader.read();
        assertTrue(c >= 0, () -> "ended too early: " + err + out.join());
        err.append((char) c);
      }
      new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid()).start().waitFor();
      reader.transferTo(new StringBuilderWriter(err));
    }
    assertEquals(code, process.waitFor(), err::toString);
    assertTrue(out.join().contains("PARTIAL RESULT") || out.join().isEmpty(), out.join());
    assertFalse(err.toString().contains("\tat "), err::toString);
    assertFalse(Files.exists(folder.resolve("out.csv")), "an unfinished file has its name");
    weir.nothingIsLeft();
  }

  private static final class StringBuilderWriter extends java.io.Writer {
    private final StringBuilder to;

    StringBuilderWriter(StringBuilder to) {
      this.to = to;
    }

    @Override
    public void write(char[] chars, int offset, int length) {
      to.append(chars, offset, length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  void aClosedPipeEndsTheCommandQuietly() throws Exception {
    Path file = numbers(500_000);
    Process process = weir.start("query", file.toString(), "SELECT * FROM t");
    var err = Weir.read(process.getErrorStream());
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      assertEquals("id,x,group", reader.readLine());
    }
    assertEquals(0, process.waitFor(), err.join());
    assertEquals("", err.join());
    weir.nothingIsLeft();
  }

  @Test
  void aFullDiskIsAnError() throws Exception {
    Process process =
        weir.process(List.of("sh", "-c", "exec " + Weir.launcher() + " tools --json > /dev/full"))
            .start();
    String err = Weir.read(process.getErrorStream()).join();
    assertEquals(5, process.waitFor(), err);
    assertTrue(err.startsWith("weir: cannot write to standard output"), err);
    assertEquals(1, err.lines().count(), err);
  }

  @Test
  void theExampleRuns() throws Exception {
    Weir.Ended ended =
        weir.run("run", WeirModule.ROOT.resolve("examples/diamonds.yaml").toString());
    assertEquals(0, ended.code(), ended.err());
    assertEquals("", ended.err());
    assertTrue(ended.out().contains("53,940 rows read"), ended.out());
    assertTrue(ended.out().contains("Very Good"), ended.out());
    assertTrue(ended.out().lines().allMatch(line -> line.length() <= 100), ended.out());
    weir.nothingIsLeft();
  }

  @ParameterizedTest
  @ValueSource(strings = {"64m", "800m", "900m", "2g", "8g"})
  void anyBudgetRuns(String memory) throws Exception {
    Weir.Ended ended = weir.run("profile", numbers(100).toString(), "--memory", memory);
    assertEquals(0, ended.code(), ended.err());
  }

  @Test
  void manyColumnsRunOrAreRefusedWithTheMemoryThatTheyTake() throws Exception {
    var names = new StringBuilder();
    var cells = new StringBuilder();
    for (int c = 0; c < 1000; c++) {
      names.append(c == 0 ? "c" : ",c").append(c);
      cells.append(c == 0 ? "" : ",").append(c / 4.0);
    }
    Path file = folder.resolve("wide.csv");
    Files.writeString(file, names + "\n" + (cells + "\n").repeat(3000));
    Weir.Ended refused = weir.run("run", file.toString(), "stats.describe", "--memory", "128m");
    assertEquals(4, refused.code(), refused.err());
    var least = Pattern.compile("at least --memory (\\d+m)").matcher(refused.err());
    assertTrue(least.find(), refused.err());
    Weir.Ended ended =
        weir.run("run", file.toString(), "stats.describe", "--memory", least.group(1));
    assertEquals(0, ended.code(), ended.err());
    Weir.Ended few =
        weir.run("run", file.toString(), "stats.describe", "--columns", "c7", "--memory", "64m");
    assertEquals(0, few.code(), few.err());
  }

  @Test
  void fromCsvToParquetAndBack() throws Exception {
    Path file = numbers(1000);
    Weir.Ended ended =
        weir.run(
            "run",
            file.toString(),
            "cleaning.filter",
            "--where",
            "id < 10",
            "--out",
            "ten.parquet",
            "--json",
            "-");
    assertEquals(0, ended.code(), ended.err());
    assertTrue(ended.out().contains("\"status\": \"complete\""), ended.out());
    Weir.Ended back = weir.run("query", "ten.parquet", "SELECT id, \"group\" FROM t WHERE id > 7");
    assertEquals("id,group\n8,g1\n9,g2\n", back.out(), back.err());
    weir.nothingIsLeft();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2 | profile missing.csv                                  | no file
          2 | run numbers.csv stats.descibe                        | did you mean 'stats.describe'
          2 | run numbers.csv stats.describe --memry 1g            | did you mean 'memory'
          5 | run numbers.csv stats.describe --deadline 1ms        | the deadline
          4 | run numbers.csv stats.describe --memory 32m --chunk-bytes 200m | --memory
          """)
  void errorsAreOneLine(int code, String words, String message) throws Exception {
    numbers(10);
    Weir.Ended ended = weir.run(words.split(" "));
    assertEquals(code, ended.code(), ended.err());
    assertEquals(1, ended.err().lines().count(), ended.err());
    assertTrue(ended.err().startsWith("weir: "), ended.err());
    assertTrue(ended.err().contains(message), ended.err());
    weir.nothingIsLeft();
  }
}
