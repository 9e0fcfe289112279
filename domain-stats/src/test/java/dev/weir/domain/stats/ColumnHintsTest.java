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
            "column 'x': 4 of 4 values that are not blank look like numbers, but the column is text; read CSV with --types x=double if they are no codes"),
        hints(Described.texts("1", "-2.5e3", "1234.50", ".5")));
    assertEquals(
        List.of(), hints(Described.texts("2020-01-01", "1.2.3", "1e", "+", "12 kg", "-", "a1")));
  }

  @Test
  void numbersWithCommas() {
    assertEquals(
        List.of(
            "column 'x': 2 of 2 values that are not blank look like numbers, 1 of them with a comma, so the column is text; make numbers by cleaning.derive with the expression number(replace(x, ',', '.')) if that is the decimal point, number(replace(x, ',', '')) if it parts thousands"),
        hints(Described.texts("2,5", "3")));
  }

  @Test
  void textThatIsNumbersButForAFew() {
    assertEquals(
        List.of(
            "column 'x': 2 of 3 values that are not blank look like numbers, but the column is text: 1 does not, 'n/a'; read CSV with --null-value 'n/a' if that means missing, with --types x=double --error-budget 1 to set such rows aside"),
        hints(Described.texts("1", "n/a", "2.5")));
    assertEquals(
        List.of(
            "column 'x': 4 of 8 values that are not blank look like numbers, but the column is text: 4 do not, the first of them '?', 'n/a', 'a, b'; read CSV with --null-value '?,n/a' if that means missing, with --types x=double --error-budget 4 to set such rows aside"),
        hints(Described.texts("?", "1", "n/a", "2", "?", "a, b", "3", "4")));
    assertEquals(
        List.of(
            "column 'x': 2 of 3 values that are not blank look like numbers, but the column is text: 1 does not, 'a, long sentence, cut wh…'; correct them, or read CSV with --types x=double --error-budget 1 to set such rows aside"),
        hints(Described.texts("1", "a, long sentence, cut where it is too long", "2")));
    assertEquals(List.of(), hints(Described.texts("1", "a", "2", "b", "c")), "less than half");
    assertEquals(List.of(), hints(Described.texts("1", "a")), "one");
  }

  @Test
  void textThatIsDatesButForAFew() {
    assertEquals(
        List.of(
            "column 'x': 2 of 3 values that are not blank look like dates, but the column is text: 1 does not, '31.12.2020'; read CSV with --null-value '31.12.2020' if that means missing, with --types x=date --error-budget 1 to set such rows aside"),
        hints(Described.texts("2020-01-01", "31.12.2020", "2020-01-02")));
    assertEquals(
        List.of(
            "column 'x': 3 of 4 values that are not blank look like timestamps, but the column is text: 1 does not, '7'; read CSV with --null-value '7' if that means missing, with --types x=timestamp --error-budget 1 to set such rows aside"),
        hints(Described.texts("2020-01-01", "2020-01-01T10:00:00Z", "7", "2020-01-02 23:59")));
  }

  @Test
  void momentForm() {
    for (var yes :
        List.of("2020-01-01 10:00", "2020-01-01T10:00:59.123+02:00", "2020-12-31 24:00:00Z")) {
      assertEquals(TextForm.Moment.TIMESTAMP, moment(yes), yes);
    }
    assertEquals(TextForm.Moment.DATE, moment(" 2020-12-31 "));
    for (var no :
        List.of(
            "2020-13-01", "2020-01-32", "2020-01-01x", "2020-1-1", "2020-01-01 10", "20200101")) {
      assertEquals(TextForm.Moment.NONE, moment(no), no);
    }
  }

  private static TextForm.Moment moment(String text) {
    var bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return TextForm.moment(bytes, 0, bytes.length);
  }

  @Test
  void firstTextsAreTheSameHoweverDivided() {
    var random = new java.util.Random(1);
    for (int trial = 0; trial < 200; trial++) {
      var whole = new FirstTexts();
      var parts = new FirstTexts[] {new FirstTexts(), new FirstTexts(), new FirstTexts()};
      for (int row = 0; row < 20; row++) {
        var text = new byte[] {(byte) ('a' + random.nextInt(6))};
        whole.accept(text, 0, 1, row);
        parts[random.nextInt(3)].accept(text, 0, 1, row);
      }
      var merged = new FirstTexts();
      for (int part = 2; part >= 0; part--) {
        merged.merge(parts[part]);
      }
      assertEquals(whole.values(), merged.values());
    }
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
