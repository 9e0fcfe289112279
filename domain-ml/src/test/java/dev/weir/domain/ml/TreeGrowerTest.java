package dev.weir.domain.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Column;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.tck.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import smile.classification.DecisionTree;
import smile.data.DataFrame;
import smile.data.measure.NominalScale;
import smile.data.type.DataTypes;
import smile.data.type.StructField;
import smile.data.vector.IntVector;
import smile.data.vector.ValueVector;
import smile.regression.RegressionTree;

/// Copied trees send every row where Smile's own do.
class TreeGrowerTest {
  private static final Schema SCHEMA =
      Schema.of(
          Schema.Field.of("x", Type.DOUBLE),
          Schema.Field.of("tiny", Type.DOUBLE),
          Schema.Field.of("colour", Type.TEXT),
          Schema.Field.of("y", Type.DOUBLE),
          Schema.Field.of("kind", Type.TEXT));
  private static final List<Column> FEATURES = SCHEMA.columns().limit(3).toList();
  private static final List<String> COLOURS = List.of("red", "green", "blue", "grey");

  private static Table table() {
    var random = new SplittableRandom(5);
    var rows = new ArrayList<Object[]>();
    for (int r = 0; r < 400; r++) {
      double x = random.nextInt(60) / 10.0;
      double tiny = random.nextGaussian() * 1e-12;
      var colour = random.nextInt(9) == 0 ? null : COLOURS.get(random.nextInt(4));
      double y =
          1e6
              + Math.sin(x)
              + ("red".equals(colour) ? 2 : 0)
              + (tiny > 0 ? 1 : 0)
              + random.nextGaussian() / 5;
      var kind = y > 1e6 + 2 ? "high" : y > 1e6 + 1 ? "middle" : "low";
      rows.add(
          Tables.row(
              random.nextInt(10) == 0 ? null : (Object) x,
              random.nextInt(10) == 0 ? (Object) Double.NaN : (Object) tiny,
              colour,
              y,
              kind));
    }
    return Tables.of(SCHEMA, rows.toArray(Object[][]::new));
  }

  private static TrainingRows rows(String target, boolean classes) {
    return TrainingRows.of(table(), FEATURES, new Target(SCHEMA.column(target), classes));
  }

  private static TreeGrower.Limits limits(int perSplit) {
    return new TreeGrower.Limits(perSplit, 30, 200, 2, 7);
  }

  /// The training rows as Smile meets them.
  private static DataFrame frame(TrainingRows rows) {
    var columns = new ValueVector[3];
    for (int f = 0; f < 2; f++) {
      columns[f] = new IntVector("f" + f, Ranks.of(rows.numbers()[f]).ranks());
    }
    columns[2] =
        new IntVector(
            new StructField(
                "f2", DataTypes.IntType, new NominalScale("0", "1", "2", "3", "4", "5")),
            Arrays.stream(rows.numbers()[2]).mapToInt(code -> (int) code).toArray());
    return new DataFrame(columns);
  }

  @Test
  void classesAreThoseOfSmile() {
    var rows = rows("kind", true);
    assertEquals(List.of("high", "low", "middle"), rows.classes());
    var frame = frame(rows);
    for (int number = 0; number < 8; number++) {
      var grower = new TreeGrower(rows, limits(1 + number % 3));
      var tree = grower.grow(number);
      var cart = (DecisionTree) grower.cart(number, Bag.counts(rows.rows(), 7, number));
      assertEquals(cart.size(), tree.size());
      assertTrue(tree.size() > 20);
      for (int r = 0; r < rows.rows(); r++) {
        int leaf = tree.leaf(rows.numbers(), r);
        assertEquals(
            cart.predict(frame.get(r)), OutOfBag.greatest(tree.values()[leaf], 0, 3), "row " + r);
      }
    }
  }

  @Test
  void numbersAreThoseOfSmile() {
    var rows = rows("y", false);
    var frame = frame(rows);
    double mean = rows.mean();
    double sd =
        Math.sqrt(
            Arrays.stream(rows.value()).map(v -> (v - mean) * (v - mean)).sum() / rows.rows());
    for (int number = 0; number < 8; number++) {
      var grower = new TreeGrower(rows, limits(1 + number % 3));
      var tree = grower.grow(number);
      var cart = (RegressionTree) grower.cart(number, Bag.counts(rows.rows(), 7, number));
      for (int r = 0; r < rows.rows(); r++) {
        double ours = tree.values()[tree.leaf(rows.numbers(), r)][0];
        assertEquals(mean + sd * cart.predict(frame.get(r)), ours, 0.0, "row " + r);
      }
    }
  }

  @Test
  void leavesAreMeansOfTheDrawnRows() {
    var rows = rows("y", false);
    var tree = new TreeGrower(rows, limits(2)).grow(3);
    var drawn = Bag.counts(rows.rows(), 7, 3);
    assertEquals(rows.rows(), Arrays.stream(drawn).sum());
    var sums = new double[tree.size()];
    var counts = new int[tree.size()];
    for (int r = 0; r < drawn.length; r++) {
      int leaf = tree.leaf(rows.numbers(), r);
      sums[leaf] += drawn[r] * (rows.value()[r] - 1e6);
      counts[leaf] += drawn[r];
    }
    for (int n = 0; n < tree.size(); n++) {
      if (tree.feature()[n] < 0) {
        assertEquals(tree.rows()[n], counts[n]);
        assertEquals(1e6 + sums[n] / counts[n], tree.values()[n][0], 1e-9);
      }
    }
  }

  @Test
  void theSameNumberGivesTheSameTreeInAnyOrder() {
    var grower = new TreeGrower(rows("kind", true), limits(1));
    var first = grower.grow(5);
    grower.grow(6);
    var again = grower.grow(5);
    assertArrayEquals(first.cut(), again.cut());
    assertArrayEquals(first.feature(), again.feature());
    assertArrayEquals(first.values(), again.values());
  }

  @Test
  void ranksDivideBetweenNeighbours() {
    var ranks =
        Ranks.of(
            new double[] {
              3, Double.NaN, -1, 3, Double.NEGATIVE_INFINITY, 0.0, -0.0, Double.POSITIVE_INFINITY
            });
    assertArrayEquals(new int[] {3, 0, 1, 3, 0, 2, 2, 4}, ranks.ranks());
    assertArrayEquals(new int[] {1, 4, 2, 5, 6, 0, 3, 7}, ranks.order());
    assertEquals(Double.NEGATIVE_INFINITY, ranks.after(0));
    assertEquals(-0.5, ranks.after(1));
    assertEquals(1.5, ranks.after(2));
    assertEquals(3, ranks.after(3));
    var close = Ranks.of(new double[] {1, Math.nextUp(1.0), Double.MAX_VALUE});
    assertEquals(1, close.after(1));
    assertEquals(Double.MAX_VALUE / 2 + Math.nextUp(1.0) / 2, close.after(2));
  }
}
