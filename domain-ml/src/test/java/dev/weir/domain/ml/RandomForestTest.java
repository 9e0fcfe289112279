package dev.weir.domain.ml;

import static dev.weir.tck.Tables.row;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Exactness;
import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.api.Schema;
import dev.weir.api.StreamingConfig;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.core.Input;
import dev.weir.core.Pipeline;
import dev.weir.tck.Data;
import dev.weir.tck.Runs;
import dev.weir.tck.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class RandomForestTest {
  private static final Runs RUNS = Runs.of(new MlPlugin());
  private static final Table IRIS = Vectors.table("iris.csv");
  private static final Table QUAKES = Vectors.table("quakes.csv");

  private static UnaryOperator<Pipeline> forest(String target, int trees) {
    return p -> p.step("ml.random-forest").with("target", target).with("trees", trees);
  }

  private static PipelineResult model(Table data, UnaryOperator<Pipeline> step) {
    return RUNS.result(data, "ml.random-forest", step);
  }

  private static double[] vector(String data) {
    return Vectors.lines("forest.tsv").stream()
        .map(line -> line.split("\t", -1))
        .filter(cells -> cells[0].equals(data))
        .flatMapToDouble(cells -> Arrays.stream(cells).skip(1).mapToDouble(Double::parseDouble))
        .toArray();
  }

  /// Every third row, or the others.
  private static Table third(Table data, boolean these) {
    var rows = new ArrayList<Object[]>();
    var names = data.schema().names();
    var columns = names.stream().map(name -> Tables.column(data, name).toArray()).toList();
    for (int r = 0; r < columns.getFirst().length; r++) {
      int number = r;
      if ((r % 3 == 2) == these) {
        rows.add(columns.stream().map(c -> c[number]).toArray());
      }
    }
    return Tables.of(data.schema(), rows.toArray(Object[][]::new));
  }

  @Test
  void classesAreAsGoodAsThoseOfScikitLearn() {
    var expected = vector("iris");
    double outOfBag = model(IRIS, forest("species", 300)).value("oob-error", Double.class);
    // Three of 150 flowers more or less.
    assertEquals(expected[0], outOfBag, 0.02);
    var test = third(IRIS, true);
    var predicted =
        RUNS.rows(test, p -> forest("species", 300).apply(p).fitOn(Input.of(third(IRIS, false))));
    var truth = Tables.column(test, "species").toArray();
    var ours = Tables.column(predicted, "prediction").toArray();
    long wrong = 0;
    for (int r = 0; r < truth.length; r++) {
      wrong += truth[r].equals(ours[r]) ? 0 : 1;
    }
    assertEquals(expected[1], wrong / 50.0, 0.04);
  }

  @Test
  void numbersAreAsGoodAsThoseOfScikitLearn() {
    var expected = vector("quakes");
    double outOfBag = model(QUAKES, forest("stations", 300)).value("oob-error", Double.class);
    assertEquals(expected[0], outOfBag, 0.05 * expected[0]);
    var test = third(QUAKES, true);
    var predicted =
        RUNS.rows(
            test, p -> forest("stations", 300).apply(p).fitOn(Input.of(third(QUAKES, false))));
    var truth = Tables.column(test, "stations").toArray();
    var ours = Tables.column(predicted, "prediction").toArray();
    double squares = 0;
    for (int r = 0; r < truth.length; r++) {
      squares += Math.pow((double) truth[r] - (double) ours[r], 2) / truth.length;
    }
    assertEquals(expected[1], squares, 0.07 * expected[1]);
  }

  @Test
  void theMostUsefulFeaturesComeFirst() {
    var result = model(IRIS, forest("species", 100));
    var features = Tables.column(result.table("features"), "feature").toArray();
    assertTrue(List.of(features).subList(0, 2).containsAll(List.of("petal_length", "petal_width")));
    double sum = 0;
    for (var share : Tables.column(result.table("features"), "importance").toArray()) {
      sum += (double) share;
    }
    assertEquals(1, sum, 1e-12);
    assertArrayEquals(
        row("setosa", "versicolor", "virginica"),
        Tables.column(result.table("classes"), "class").toArray());
    assertArrayEquals(row(50L, 50L, 50L), Tables.column(result.table("classes"), "rows").toArray());
    assertEquals(150, result.value("oob-rows", Long.class));
  }

  @Test
  void probabilitiesAreMeansOfTheTrees() {
    var rows = RUNS.rows(IRIS, p -> forest("species", 20).apply(p).with("probabilities", true));
    assertEquals(
        List.of("prediction", "prediction_setosa", "prediction_versicolor", "prediction_virginica"),
        rows.schema().names().subList(5, 9));
    var predicted = Tables.column(rows, "prediction").toArray();
    var names = List.of("setosa", "versicolor", "virginica");
    for (int r = 0; r < 150; r++) {
      double sum = 0;
      double greatest = 0;
      for (var name : names) {
        double share = (double) Tables.column(rows, "prediction_" + name).get(r);
        sum += share;
        greatest = Math.max(greatest, share);
      }
      assertEquals(1, sum, 1e-12);
      assertEquals(greatest, (double) Tables.column(rows, "prediction_" + predicted[r]).get(r));
    }
  }

  @Test
  void rowsToPredictNeedNoTarget() {
    var x =
        Tables.of(
            Schema.of(Schema.Field.of("x", Type.DOUBLE)), row(0.0), row(1.0), row((Object) null));
    var train =
        Tables.of(
            Schema.of(Schema.Field.of("x", Type.DOUBLE), Schema.Field.of("y", Type.TEXT)),
            row(0.0, "a"),
            row(0.1, "a"),
            row(0.2, "a"),
            row(0.9, "b"),
            row(1.0, "b"),
            row(1.1, "b"),
            row(null, null));
    var rows = RUNS.rows(x, p -> forest("y", 30).apply(p).fitOn(Input.of(train)));
    assertArrayEquals(row("a", "b", "a"), Tables.column(rows, "prediction").toArray());
    var error = assertThrows(PipelineException.class, () -> RUNS.rows(x, forest("y", 3)));
    assertEquals("column.unknown", error.code());
  }

  @Test
  void rowsWithoutATargetAreLeftOutAndPredicted() {
    var schema = Schema.of(Schema.Field.of("x", Type.INT), Schema.Field.of("y", Type.DOUBLE));
    var data =
        Tables.of(
            schema, row(1, 5.0), row(2, 5.0), row(3, null), row(4, Double.NaN), row(5, 1e200));
    var result = model(data, forest("y", 3));
    assertEquals(2, result.value("used", Long.class));
    assertEquals(3, result.value("left-out", Long.class));
    assertEquals(
        List.of(
            "3 rows were left out of the fit: the target is missing, not finite or beyond 1e150"),
        result.warnings());
    assertArrayEquals(
        row(5.0, 5.0, 5.0, 5.0, 5.0),
        Tables.column(RUNS.rows(data, forest("y", 3)), "prediction").toArray());
    var none = Tables.of(schema, row(1, null), row(2, null));
    assertArrayEquals(
        row(null, null), Tables.column(RUNS.rows(none, forest("y", 3)), "prediction").toArray());
    assertEquals(0, model(none, forest("y", 3)).value("trees", Long.class));
  }

  @Test
  void oneClassIsPredictedAsItIs() {
    var schema = Schema.of(Schema.Field.of("x", Type.INT), Schema.Field.of("y", Type.BOOLEAN));
    var data = Tables.of(schema, row(1, true), row(2, true), row(3, null));
    assertArrayEquals(
        row("true", "true", "true"),
        Tables.column(RUNS.rows(data, forest("y", 3)), "prediction").toArray());
  }

  @Test
  void aMissingNumberTellsSomethingToo() {
    var rows = new ArrayList<Object[]>();
    for (int r = 0; r < 60; r++) {
      rows.add(r % 2 == 0 ? row(null, 1) : row((double) r, 0));
    }
    var data =
        Tables.of(
            Schema.of(Schema.Field.of("x", Type.DOUBLE), Schema.Field.of("y", Type.INT)),
            rows.toArray(Object[][]::new));
    var result = model(data, p -> forest("y", 20).apply(p).with("kind", "classification"));
    // Between missing and the least number that was drawn, the least of all may fall to either
    // side.
    assertTrue(result.value("oob-error", Double.class) < 0.05);
  }

  @Test
  void whatDoesNotFitIsSampledAndSaid() {
    var config =
        StreamingConfig.defaults()
            .withThreads(2)
            .withMemoryBytes(72L << 20)
            .withChunkBytes(1 << 16);
    var result =
        RUNS.with(_ -> config)
            .result(
                Data.large(120_000),
                Runs.step("ml.random-forest", Map.of("target", "y", "trees", 2, "max-leaves", 20)));
    var sampled = (Exactness.Sampled) result.exactness().get("rows");
    assertEquals(120_000, sampled.of());
    assertTrue(sampled.used() < 120_000);
    assertEquals(
        sampled.used(), result.value("used", Long.class) + result.value("left-out", Long.class));
  }

  @Test
  void whatCannotBePredictedIsRefused() {
    refused("is the target and a feature", "species", "features", List.of("species"));
    refused("cannot be predicted as a number; leave --kind out", "species", "kind", "regression");
    refused("whose values are no classes", "petal_width", "kind", "classification");
    refused(
        "--features-per-split is 9, and there are 4 features", "species", "features-per-split", 9);
    refused("there is a column 'petal_width' already", "species", "column", "petal_width");
    var alone = Tables.of(Schema.of(Schema.Field.of("y", Type.INT)), row(1));
    var error = assertThrows(PipelineException.class, () -> model(alone, forest("y", 3)));
    assertTrue(error.getMessage().contains("no column beside the target 'y'"), error.getMessage());
  }

  private static void refused(String message, String target, String option, Object value) {
    var error =
        assertThrows(
            PipelineException.class,
            () -> model(IRIS, p -> forest(target, 3).apply(p).with(option, value)));
    assertEquals(PipelineException.Category.REFUSED, error.category());
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }

  @Test
  void aModelOfOtherFeaturesIsAnError() {
    var numbers = Tables.of(Schema.of(Schema.Field.of("x", Type.INT)), row(1), row(2));
    var train =
        Tables.of(
            Schema.of(Schema.Field.of("x", Type.TEXT), Schema.Field.of("y", Type.DOUBLE)),
            row("a", 1.0),
            row("b", 2.0));
    var error =
        assertThrows(
            PipelineException.class,
            () -> RUNS.rows(numbers, p -> forest("y", 2).apply(p).fitOn(Input.of(train))));
    assertTrue(
        error
            .getMessage()
            .endsWith("a feature 'x' of texts, and here it is INT; give it that type first"),
        error.getMessage());
  }

  @Test
  void aModelOfAnotherKindOfTargetIsAnError() {
    var y = Schema.Field.of("y", Type.TEXT);
    var x = Schema.Field.of("x", Type.INT);
    var train =
        Tables.of(Schema.of(x, Schema.Field.of("y", Type.DOUBLE)), row(1, 1.0), row(2, 2.0));
    var error =
        assertThrows(
            PipelineException.class,
            () ->
                RUNS.rows(
                    Tables.of(Schema.of(x, y), row(1, "a")),
                    p -> forest("y", 2).apply(p).fitOn(Input.of(train))));
    assertTrue(
        error.getMessage().contains("the model predicts numbers, and column 'y' is TEXT here"),
        error.getMessage());
  }

  /// Our own vector: another Smile, or another way to draw, would show.
  @Test
  void theSameSeedGivesTheForestItAlwaysGave() {
    var result = model(QUAKES, forest("stations", 5));
    assertEquals(PINNED, result.value("oob-error", Double.class));
  }

  private static final double PINNED = 203.67032398143579;
}
