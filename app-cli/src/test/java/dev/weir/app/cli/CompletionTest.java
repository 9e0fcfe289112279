package dev.weir.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is offered at the end of a command line; `|` marks the end, so that blanks show.
final class CompletionTest {
  private static Completion at(String line) {
    var words = new ArrayList<>(List.of(line.replaceFirst("\\|$", "").split(" ", -1)));
    return Completion.of(FakeDomain::catalogue, words);
  }

  private static List<String> values(String line) {
    return at(line).candidates().stream().map(Completion.Candidate::value).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          ru|                                   ; run
          prof|                                 ; profile
          --ver|                                ; --version
          cache |                               ; info,clear
          cache cl|                             ; clear
          completion |                          ; bash,zsh,fish
          help fake.c|                          ; fake.count
          help fak|                             ; fake,fake.keep,fake.count,fake.fail,fake.refuse,fake.fit,fake.join
          tools f|                              ; fake
          run a.csv fake.k|                     ; fake.keep
          run a.csv fake.keep |                 ; then
          run a.csv fake.keep then fake.co|     ; fake.count
          run a.csv fake.count --bin|           ; --bins
          run a.csv fake.keep then fake.count --bi| ; --bins
          explain a.csv --on-error |            ; fail,skip,partial
          run --on-error p|                     ; partial
          run --on-error=s|                     ; --on-error=skip
          run a.csv --quiet fake.co|            ; fake.count
          run a.csv --quiet=t|                  ; --quiet=true
          run a.csv --memory 64m fake.co|       ; fake.count
          run a.csv --memory=64m fake.co|       ; fake.count
          run a.csv fake.count --kind |         ; all,some
          profile a.csv --prog|                 ; --progress
          """)
  void wordsThatFit(String line, String expected) {
    assertEquals(List.of(expected.split(",")), values(line));
    assertEquals(Completion.Names.NONE, at(line).names());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run |",
        "run a|",
        "profile |",
        "query |",
        "explain x|",
        "run --out |",
        "run a.csv --json |",
        "run a.csv fake.keep --out=x|",
        "run a.csv fake.fit --fit-on |",
        "run a.csv fake.join --areas |",
        "run a --rejects b|",
        "tools --for |",
        "tools --for=a|"
      })
  void namesOfFiles(String line) {
    assertEquals(List.of(), values(line));
    assertEquals(Completion.Names.FILES, at(line).names());
  }

  @ParameterizedTest
  @ValueSource(strings = {"resume |", "resume x|", "run a.csv --checkpoint |", "tools --plugins |"})
  void namesOfFolders(String line) {
    assertEquals(List.of(), values(line));
    assertEquals(Completion.Names.FOLDERS, at(line).names());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense |",
        "profile a.csv |",
        "query a.csv |",
        "run pipeline.yaml |",
        "run a --memory |",
        "cache info |",
        "run a.csv --none=|",
        "resume x |",
        "run a.csv no.tool --bin|"
      })
  void nothing(String line) {
    assertEquals(List.of(), values(line));
    assertEquals(Completion.Names.NONE, at(line).names());
  }

  @Test
  void aStepsOwnOptionsComeFirstAndOnlyAfterIt() {
    assertTrue(values("run a.csv fake.count --|").indexOf("--columns") == 0);
    assertTrue(values("run a.csv fake.count --|").contains("--by"));
    assertTrue(values("run a.csv --|").contains("--memory"));
    assertTrue(!values("run a.csv --|").contains("--by"));
    assertTrue(!values("run a.csv fake.count then fake.keep --|").contains("--bins"));
  }

  @Test
  void namesInAWordHaveTheirLead() {
    assertEquals("--out=", at("run a.csv --out=x|").lead());
    assertEquals("", at("run a.csv --out x|").lead());
  }
}
