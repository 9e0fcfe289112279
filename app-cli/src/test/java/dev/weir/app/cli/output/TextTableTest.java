package dev.weir.app.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.app.cli.output.TextTable.Head;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import org.junit.jupiter.api.Test;

final class TextTableTest {
  private static String printed(TextTable table, int width) {
    var bytes = new ByteArrayOutputStream();
    table.print(new PrintStream(bytes, true, StandardCharsets.UTF_8), width);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void numbersMeetAtTheirPoint() {
    var table =
        new TextTable(Head.text("name"), Head.number("x"))
            .row("a", "12.5")
            .row("bc", "3")
            .row("d", Cells.MISSING)
            .row("e", "-100.25");
    assertEquals(
        """
        name        x
        ----  -------
        a       12.5
        bc       3
        d        –
        e     -100.25
        """,
        printed(table, 80));
  }

  @Test
  void veryManyColumnsAreNotAllPrinted() {
    var heads = new ArrayList<Head>();
    for (int c = 0; c < 1000; c++) {
      heads.add(Head.number("c" + c));
    }
    var text = printed(new TextTable(heads).row(Collections.nCopies(1000, "1.5")), 80);
    assertTrue(text.lines().count() < 60, text);
    assertTrue(text.contains("… 8"), text);
    assertTrue(text.endsWith(" more columns (--json FILE has all)\n"), text);
  }

  @Test
  void wideLettersTakeTwoCells() {
    var table = new TextTable(Head.text("名前"), Head.text("b")).row("東京", "1").row("é\u0301", "2");
    assertEquals(
        """
        名前  b
        ----  -
        東京  1
        é\u0301     2
        """,
        printed(table, 80));
  }

  @Test
  void whatDoesNotFitFollowsInGroupsWithTheKeys() {
    var heads = new ArrayList<Head>();
    heads.add(Head.key("key"));
    for (int i = 0; i < 9; i++) {
      heads.add(Head.number("column" + i));
    }
    var table = new TextTable(heads);
    var row = new ArrayList<>(Collections.nCopies(10, "1.5"));
    row.set(0, "k");
    table.row(row);
    var text = printed(table, 40);
    assertTrue(text.lines().allMatch(line -> PlainText.width(line) <= 40), text);
    assertEquals(3, text.lines().filter(line -> line.startsWith("key")).count(), text);
    for (int i = 0; i < 9; i++) {
      assertTrue(text.contains("column" + i), text);
    }
  }

  @Test
  void longTextIsCutAndAKeyTooWideIsNotRepeated() {
    var table = new TextTable(Head.key("k"), Head.text("v")).row("x".repeat(100), "y".repeat(100));
    var text = printed(table, 30);
    assertTrue(text.lines().allMatch(line -> PlainText.width(line) <= 30), text);
    assertTrue(text.contains("…"), text);
  }

  @Test
  void noRowsStillShowTheNames() {
    assertEquals("a\n-\n", printed(new TextTable(Head.text("a")), 80));
    assertThrows(IllegalArgumentException.class, () -> new TextTable(Head.text("a")).row("1", "2"));
  }

  @Test
  void dataCannotControlTheTerminal() {
    assertEquals("a\\x1b[31mb", PlainText.escaped("a\u001b[31mb"));
    assertEquals("a\\nb\\tc\\x7f\\x9b", PlainText.escaped("a\nb\tc\u007f\u009b"));
    assertEquals("\\u202eabc", PlainText.escaped("\u202eabc"));
    assertEquals("\\ud83d", PlainText.escaped("\ud83d"));
    assertEquals("😀é東", PlainText.escaped("😀é東"));
    assertEquals("a\\x1b", new Head("a\u001b", false, false).name());
  }

  @Test
  void cutCountsCells() {
    assertEquals("abc", PlainText.cut("abc", 3));
    assertEquals("ab…", PlainText.cut("abcd", 3));
    assertEquals("東…", PlainText.cut("東京都", 4));
    assertEquals("one two", PlainText.line("one\n  two\n"));
  }
}
