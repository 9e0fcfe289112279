package dev.weir.source.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Type;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files whose lines have different numbers of fields are refused, and never become one column of
/// text; files that are one column are read.
class RaggedCsvTest {
  @TempDir Path folder;
  private Given given;

  @BeforeEach
  void folder() {
    given = new Given(folder);
  }

  private void ragged(String content, String... parts) throws IOException {
    given.file("r.csv", content);
    given.refused("source.csv.ragged", "r.csv", List.of(), parts);
  }

  private void oneColumn(String content, int rows) throws IOException {
    given.file("one.csv", content);
    try (var source = given.open("one.csv")) {
      assertEquals(
          List.of(Type.TEXT), source.schema().fields().stream().map(f -> f.type()).toList());
      assertEquals(rows, Given.rows(source, Given.all(source)).size());
    }
  }

  @Test
  void linesOfManyLengths() throws IOException {
    ragged("a,b\n1,2\n3\n4,5,6\n", "r.csv, line 3: 1 field where line 1 has 2", "quote");
    ragged("a,b,c\n1,2\n3,4,5,6\n7,8,9\n1\n1,2\n", "line 2: 2 fields where line 1 has 3");
    ragged("a,b\n1,2,3\n4,5,6,7\n8\n", "line 2: 3 fields where line 1 has 2");
    ragged("name, city\nAnn, Rome\nBob\nCid, Bonn\n", "line 3: 1 field where line 1 has 2");
    ragged("a\tb\nsome words\tmore words\nx\n", "line 3: 1 field where line 1 has 2", "tab");
  }

  @Test
  void headerOfSeveralNamesOverLinesOfOne() throws IOException {
    ragged("a,b\n1\n2\n3\n4\n", "line 2: 1 field where line 1 has 2");
  }

  @Test
  void firstLineUnlikeTheRest() throws IOException {
    ragged("x\n1,2\n3,4\n5,6\n", "line 2: 2 fields where line 1 has 1");
    ragged("My title\na, b, c\n1, 2, 3\n4, 5, 6\n7, 8, 9\n", "line 2: 3 fields where line 1 has 1");
    ragged("a\n1,2\n3,4,5\n6,7,8,9\n", "line 2: 2 fields where line 1 has 1");
  }

  @Test
  void mixedDelimiters() throws IOException {
    ragged("a;b\n1;2\n3,4\n5;6\n7,8\n", "line 3: 1 field where line 1 has 2 (delimiter ';')");
    ragged(
        "a;b\n1,5;2,5\n3,5\n4,5;1,5;2,5\n", "line 3: 1 field where line 1 has 2 (delimiter ';')");
  }

  @Test
  void curesWork() throws IOException {
    given.file("t.csv", "tags\nred,blue\ngreen\nred,green,blue\n");
    given.refused(
        "source.csv.ragged", "t.csv", List.of(), "--delimiter tab reads each line as one field");
    assertEquals(
        List.of("red,blue", "green", "red,green,blue"), given.rows("t.csv", "delimiter", "tab"));
    given.file("q.csv", "tags\n\"red,blue\"\ngreen\n");
    assertEquals(List.of("red,blue", "green"), given.rows("q.csv"));
  }

  @Test
  void oneColumnOfFreeText() throws IOException {
    oneColumn("review\nGood, but pricey\nNice\nBad, really, really bad\nMeh, so so\n", 4);
    oneColumn("review\nGood; but pricey\nNice, and | or\nA\ttab\nBad, really, bad\n", 4);
    oneColumn(
        "It was the best of times, it was the worst\nof times, it was the age of wisdom\nit was\n",
        2);
    oneColumn("note\nplain\nwords\nx,y\nmore\nwords\n", 5);
    oneColumn("word\nab\ncd\n", 2);
  }

  @Test
  void laterLines() throws IOException {
    var head = "a,b,c\n" + "1,2,x\n".repeat(200_000);
    for (var bad : List.of("1,2", "1", "1,2,3,4")) {
      given.file("late.csv", head + bad + "\n1,2,x\n");
      given.refused(
          "source.csv.ragged",
          "late.csv",
          List.of(),
          "late.csv, line 200002",
          "line 1 has 3",
          "quote");
      try (var source = given.open("late.csv")) {
        for (var columns : List.of(List.<String>of(), List.of("a"), List.of("c"))) {
          Given.refused(
              "source.csv.ragged",
              () -> Given.chunks(source, Given.scan(columns, List.of(), 0)),
              "late.csv, line 200002");
        }
      }
    }
  }

  @Test
  void laterLinesOfOneColumn() throws IOException {
    given.file("late.csv", "a\n" + "1\n".repeat(200_000) + "1,2\n");
    given.refused("source.csv.ragged", "late.csv", List.of(), "late.csv, line 200002: 2 fields");
    given.file("prose.csv", "a\n" + "well, so\nx\n".repeat(100_000) + "and\ttab; or | not, so\n");
    assertTrue(given.rows("prose.csv").getLast().startsWith("and\ttab"));
  }
}
