package dev.weir.domain.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.api.Table;
import dev.weir.api.Values;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What `stats.describe` finds odd about a column.
class ColumnHintsTest {
  private static List<String> hints(Table table) {
    return Described.of(table, Map.of("top", 1)).result().warnings();
  }

  @Test
  void mostlyMissing() {
    assertEquals(
        List.of("column 'x': 2 of 3 cells are missing (66.7 %)"),
        hints(Described.texts("a", null, null)));
    assertEquals(List.of(), hints(Described.texts("a", null)));
  }

  @Test
  void constant() {
    assertEquals(
        List.of("column 'x': constant, all 2 values are 'a'"), hints(Described.texts("a", "a")));
    assertEquals(List.of(), hints(Described.texts("a")), "one value is no constant");
    assertEquals(List.of("column 'x': constant, all 2 values are 4"), hints(Described.longs(4, 4)));
  }

  @Test
  void blankAndPadded() {
    assertEquals(
        List.of(
            "column 'x': 2 of 4 values are empty or blank",
            "column 'x': 1 of 4 values begin or end with a blank"),
        hints(Described.texts("", " \t", "a ", "b c")));
  }

  @Test
  void textThatLooksNumeric() {
    assertEquals(
        List.of(
            "column 'x': 4 of 4 values that are not blank look like numbers, but the column is text"),
        hints(Described.texts("1", "-2.5e3", "1,234.50", ".5")));
    assertEquals(
        List.of(), hints(Described.texts("2020-01-01", "1.2.3", "1e", "+", "12 kg", "-", "a1")));
  }

  @Test
  void numericForm() {
    for (var yes : List.of("0", " 7 ", "+1", "1.", "3,14", "1E-9", "1,000,000")) {
      assertEquals(true, numeric(yes), yes);
    }
    for (var no : List.of("", " ", "e5", ",1", "1-2", "0x1f", "1 2", "١", "1e+", "NaN")) {
      assertEquals(false, numeric(no), no);
    }
  }

  private static boolean numeric(String text) {
    var bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return TextForm.numeric(bytes, 0, bytes.length);
  }

  @Test
  void keys() {
    var ids = IntStream.range(0, 50).mapToObj(i -> "id" + i).toArray(String[]::new);
    assertEquals(
        List.of("column 'x': all 50 values differ, it looks like a key"),
        hints(Described.texts(ids)));
    var numbers = IntStream.range(0, 50).asDoubleStream().toArray();
    assertEquals(List.of(), hints(Described.reals(numbers)), "measurements differ anyway");
    assertEquals(
        List.of("column 'x': all 20 values differ, it looks like a key"),
        hints(Described.table(20, Map.of("x", Values.of(IntStream.range(0, 20).toArray())))));
  }

  @Test
  void rowNumbers() {
    var rows = IntStream.rangeClosed(1, 2000).toArray();
    var hint =
        List.of(
            "column 'x': about as many different values as rows, from 1 to 2000, it looks like a row"
                + " number");
    assertEquals(hint, hints(Described.table(2000, Map.of("x", Values.of(rows)))));
    var longs = IntStream.rangeClosed(1, 2000).asLongStream().toArray();
    assertEquals(hint, hints(Described.longs(longs)));
    longs[7] = 2001;
    assertEquals(List.of(), hints(Described.longs(longs)));
  }

  @Test
  void freeText() {
    var texts = IntStream.range(0, 2000).mapToObj(i -> "t" + i).toArray(String[]::new);
    var hint = hints(Described.texts(texts)).getFirst();
    assertEquals(
        "column 'x': about N of 2000 values differ, it looks like a key or free text",
        hint.replaceFirst("about \\d+", "about N"));
  }
}
