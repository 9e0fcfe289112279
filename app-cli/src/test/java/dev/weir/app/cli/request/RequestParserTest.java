package dev.weir.app.cli.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import dev.weir.app.cli.FakeDomain;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestParserTest {
  private static Request parse(String... words) {
    return new RequestParser(FakeDomain.catalogue(), Map.of()).run("run", List.of(words));
  }

  private static Request.Run run(String... words) {
    return assertInstanceOf(Request.Run.class, parse(words));
  }

  private static String refused(String... words) {
    var e = assertThrows(PipelineException.class, () -> parse(words));
    assertEquals(PipelineException.Category.USER, e.category());
    return e.getMessage();
  }

  @Test
  void stepsHaveTheirOwnOptionsAndThoseOfTheRunStandAnywhere() {
    var run =
        run(
            "--memory",
            "64m",
            "5.rows",
            "--delimiter",
            ";",
            "fake.keep",
            "--column=id",
            "--seed",
            "7",
            "then",
            "fake.count",
            "--columns",
            "id,half",
            "--exact",
            "--by",
            "name",
            "--as",
            "counted",
            "--deadline",
            "30s",
            "--threads=2");
    var steps = run.pipeline().steps();
    assertEquals(List.of("fake.keep", "counted"), steps.stream().map(s -> s.name()).toList());
    assertEquals(Map.of("column", "id"), steps.getFirst().options());
    assertEquals(Map.of("columns", "id,half", "exact", "true"), steps.getLast().options());
    assertEquals(List.of("name"), steps.getLast().by());
    assertEquals(Map.of("delimiter", ";"), run.pipeline().input().options());
    assertEquals("5.rows", run.pipeline().input().location());
    var config = run.settings().config();
    assertEquals(64L << 20, config.memoryBytes());
    assertEquals(7, config.seed());
    assertEquals(2, config.threads());
    assertEquals(Optional.of(Duration.ofSeconds(30)), config.deadline());
  }

  @Test
  void aToolTwiceGetsANumberAndOutputsAreKept() {
    var run = run("5.rows", "fake.count", "then", "fake.count", "--out", "o.csv", "--json", "-");
    assertEquals("fake.count-2", run.pipeline().steps().getLast().name());
    assertEquals(Optional.of(Path.of("o.csv")), run.pipeline().out());
    assertEquals(Optional.of("-"), run.settings().json());
    assertEquals(false, run.settings().tables());
  }

  @Test
  void furtherInputsAreNamedByTheTool() {
    var join = run("5.rows", "fake.join", "--areas", "2.rows").pipeline().steps().getFirst();
    assertEquals("2.rows", join.fitOn().orElseThrow().location());
    assertEquals(Map.of(), join.options());
    var fit =
        run("5.rows", "--delimiter", ";", "fake.fit", "--fit-on", "9.rows").pipeline().steps();
    assertEquals("9.rows", fit.getFirst().fitOn().orElseThrow().location());
    assertEquals(Map.of("delimiter", ";"), fit.getFirst().fitOn().orElseThrow().options());
    assertTrue(refused("5.rows", "fake.join").contains("--areas"));
    assertTrue(refused("5.rows", "fake.count", "--fit-on", "2.rows").contains("fit-on"));
  }

  @Test
  void helpIsForTheToolThatWasReached() {
    assertEquals(new Request.Help(Optional.empty()), parse("--help"));
    assertEquals(new Request.Help(Optional.of("fake.count")), parse("f.rows", "fake.count", "-h"));
  }

  @Test
  void valuesMayBeginWithADashIfAttached() {
    var run = run("5.rows", "fake.count", "--columns=--odd", "--bins", "3");
    assertEquals("--odd", run.pipeline().steps().getFirst().options().get("columns"));
    assertTrue(refused("5.rows", "fake.count", "--columns", "--exact").contains("needs a value"));
    assertTrue(refused("5.rows", "fake.count", "--columns").contains("needs a value"));
    assertEquals(
        "false",
        run("5.rows", "fake.count", "--exact", "false")
            .pipeline()
            .steps()
            .getFirst()
            .options()
            .get("exact"));
  }

  @Test
  void listsMayBeGivenInPartsOtherOptionsOnce() {
    var run = run("5.rows", "fake.count", "--columns", "id", "--columns", "half");
    assertEquals("id,half", run.pipeline().steps().getFirst().options().get("columns"));
    assertTrue(refused("5.rows", "fake.count", "--seed", "1", "--seed", "2").contains("twice"));
  }

  @Test
  void anOutAloneCopiesRows() {
    assertEquals(List.of(), run("5.rows", "--out", "o.csv").pipeline().steps());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          5.rows fake.count --bin 3              | step 1 (fake.count): no option --bin; did you mean 'bins'
          5.rows fake.count --memry 1g           | did you mean 'memory'
          5.rows fake.count --delimeter x        | did you mean 'delimiter'
          5.rows fake.count --bins 0             | step 1 (fake.count): --bins '0' (whole number): allowed is 1 to 100
          5.rows fake.count --bins x             | step 1 (fake.count): --bins 'x'
          5.rows fake.count --kind al            | did you mean 'all'
          5.rows fake.keep then fake.count --b 3 | step 2 (fake.count): no option --b
          5.rows fake.cuont                      | step 1: no tool 'fake.cuont'; did you mean 'fake.count'
          5.rows sats.describe                   | no tool 'sats.describe'
          5.rows fake.count fake.keep            | unexpected 'fake.keep'; write `then`
          5.rows fake.count then                 | missing after the last `then`
          5.rows fake.count then then fake.keep  | `then` twice
          5.rows then fake.keep                  | before the first step
          5.rows                                 | names no step
          fake.count                             | names no step
          --memory 1g                            | needs a file
          5.rows fake.count --memory 1x          | weir run: --memory '1x'
          5.rows fake.count --memory 1k          | --memory
          5.rows fake.count -x                   | no option -x
          5.rows --bins 3 fake.count             | a step's own options follow its name
          5.rows fake.join --areas 2.rows --by a | cannot be run by groups
          5.rows fake.count --delimiter xx       | --delimiter
          5.rows fake.count --json a --out a     | same file
          """)
  void wrongWordsAreExplained(String words, String message) {
    var actual = refused(words.strip().split(" "));
    assertTrue(actual.contains(message), actual);
  }

  @Test
  void profileAndQueryTakeTheirWordsOnly() {
    var parser = new RequestParser(FakeDomain.catalogue(), Map.of());
    var look = parser.query(List.of("5.rows", "SELECT 1", "--out", "o.csv")).orElseThrow();
    assertEquals(Optional.of("SELECT 1"), look.input().query());
    assertThrows(PipelineException.class, () -> parser.query(List.of("5.rows")));
    assertThrows(PipelineException.class, () -> parser.query(List.of("5.rows", "a", "b")));
    assertThrows(PipelineException.class, () -> parser.profile(List.of("5.rows", "b.rows")));
    assertThrows(
        PipelineException.class, () -> parser.profile(List.of("5.rows", "--out", "x.csv")));
    assertEquals(Optional.empty(), parser.profile(List.of("--help")));
  }
}
