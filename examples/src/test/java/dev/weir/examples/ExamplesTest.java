package dev.weir.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Chunk;
import dev.weir.api.Completeness;
import dev.weir.api.Table;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The examples on the data beside them. Expected figures: R 4.2.2, `d <-
/// read.csv(gzfile("data/diamonds.csv.gz"))` and the command named at each.
final class ExamplesTest {
  private static final String DIAMONDS = "data/diamonds.csv.gz";
  private static final List<String> CUTS = List.of("Fair", "Good", "Ideal", "Premium", "Very Good");

  /// The double cells of a column in the rows whose `column` is of this name, or in all.
  private static List<Double> cells(Table table, String name, String of) {
    var cells = new ArrayList<Double>();
    var schema = table.schema();
    table.forEachChunk(chunk -> {
      for (int r = 0; r < chunk.rows(); r++) {
        if (of.isEmpty() || of.equals(text(chunk, "column", r))) {
          cells.add(chunk.doubles(schema.column(name))[r]);
        }
      }
    });
    return cells;
  }

  private static String text(Chunk chunk, String column, int row) {
    return chunk.text(chunk.schema().column(column)).string(row);
  }

  private static List<String> cuts(Table table) {
    var cuts = new ArrayList<String>();
    table.forEachChunk(chunk -> {
      for (int r = 0; r < chunk.rows(); r++) {
        cuts.add(text(chunk, "cut", r));
      }
    });
    return cuts.stream().distinct().toList();
  }

  private static void assertClose(List<Double> expected, List<Double> found) {
    assertEquals(expected.size(), found.size());
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i), found.get(i), 1e-12 * expected.get(i));
    }
  }

  /// `e <- subset(d, x > 0 & y >= 1 & y <= 30 & z >= 1 & z <= 30); table(e$cut); tapply(e$price,
  /// e$cut, mean)`.
  @Test
  void describesByCut() {
    var run = DescribeByCut.run(DIAMONDS);
    assertEquals(Completeness.COMPLETE, run.completeness());
    assertEquals(53_940, run.rowsRead());
    var numbers = run.last().result().table("numbers");
    assertEquals(CUTS, cuts(numbers));
    assertEquals(
        List.of(1609.0, 4902.0, 21547.0, 13779.0, 12080.0), cells(numbers, "count", "price"));
    assertClose(
        List.of(
            4357.50093225606,
            3926.40350877193,
            3457.00533716991,
            4579.13077872124,
            3981.83062913907),
        cells(numbers, "mean", "price"));
  }

  /// `exp(mean(log(d$price)))` and `tapply(d$price, d$cut, function(x) exp(mean(log(x))))`.
  @Test
  void runsAToolOfItsOwn() {
    var run = MeanPriceByCut.run(DIAMONDS);
    var all = run.step("all").result();
    assertEquals(53_940, all.value("count", Long.class));
    assertEquals(0, all.value("not-positive", Long.class));
    assertClose(List.of(2408.52180426641), List.of(all.value("geometric-mean", Double.class)));
    var byCut = run.step("by cut").result().table("values");
    assertEquals(CUTS, cuts(byCut));
    assertClose(
        List.of(
            3272.93154886304,
            2547.35112100074,
            2078.63617634235,
            2837.82967451451,
            2437.34337882352),
        cells(byCut, "geometric-mean", ""));
  }

  @Test
  void printsWhatItFound() {
    var printed = printedBy(() -> DescribeByCut.main(new String[] {DIAMONDS}));
    assertTrue(printed.startsWith("cut        column     type"), printed);
    assertTrue(printed.contains("Very Good  carat      DOUBLE     12080"), printed);
    assertTrue(printed.endsWith("53940 rows read, COMPLETE\n"), printed);
    printed = printedBy(() -> MeanPriceByCut.main(new String[] {DIAMONDS}));
    assertTrue(printed.startsWith("2408.5218042"), printed);
    assertTrue(printed.contains("Ideal      2078.64    21551"), printed);
  }

  private static String printedBy(Runnable main) {
    var bytes = new ByteArrayOutputStream();
    var before = System.out;
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      main.run();
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
