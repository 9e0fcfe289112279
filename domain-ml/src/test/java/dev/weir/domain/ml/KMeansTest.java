package dev.weir.domain.ml;

import static dev.weir.tck.Tables.row;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.core.Pipeline;
import dev.weir.tck.Runs;
import dev.weir.tck.Tables;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class KMeansTest {
  private static final Runs RUNS = Runs.of(new MlPlugin());

  private static Table points(Object[]... rows) {
    return Tables.of(
        Schema.of(Schema.Field.of("x", Type.DOUBLE), Schema.Field.of("y", Type.INT)), rows);
  }

  private static final Table DATA =
      points(
          row(0.0, 0),
          row(0.5, 1),
          row(10.0, 10),
          row(10.5, 10),
          row(11.0, 11),
          row(null, 3),
          row(Double.NaN, 3),
          row(1e200, 3),
          row(Double.NEGATIVE_INFINITY, 3),
          row(2.0, null));

  private static UnaryOperator<Pipeline> kmeans(int k) {
    return p -> p.step("ml.kmeans").with("k", k).with("tolerance", 0);
  }

  private static PipelineResult model(Table data, UnaryOperator<Pipeline> step) {
    return RUNS.result(data, "ml.kmeans", step);
  }

  @Test
  void theLargestClusterIsTheFirst() {
    var result = model(DATA, kmeans(2));
    var centres = result.table("centres");
    assertEquals(List.of("cluster", "size", "within_ss", "x", "y"), centres.schema().names());
    assertArrayEquals(row(1L, 2L), Tables.column(centres, "cluster").toArray());
    assertArrayEquals(row(3L, 2L), Tables.column(centres, "size").toArray());
    assertArrayEquals(row(10.5, 0.25), Tables.column(centres, "x").toArray());
    assertArrayEquals(row(31 / 3.0, 0.5), Tables.column(centres, "y").toArray());
    assertEquals(0.5 + 2 / 3.0 + 0.125 + 0.5, result.value("sse", Double.class), 1e-14);
    assertEquals(5, result.value("used", Long.class));
    assertEquals(5, result.value("left-out", Long.class));
    assertTrue(result.value("converged", Boolean.class));
    assertEquals(
        List.of(
            "5 rows were left out: a feature is missing, not finite or beyond 1e150; they get no"
                + " cluster"),
        result.warnings());
  }

  @Test
  void rowsWithoutUsableFeaturesGetNoCluster() {
    var rows =
        RUNS.rows(DATA, p -> kmeans(2).apply(p).with("column", "kind").with("distance", true));
    assertArrayEquals(
        row(2L, 2L, 1L, 1L, 1L, null, null, null, null, null),
        Tables.column(rows, "kind").toArray());
    assertEquals(
        Math.hypot(0.25, 0.5), (double) Tables.column(rows, "kind_distance").get(0), 1e-15);
    assertEquals(null, Tables.column(rows, "kind_distance").get(5));
  }

  @Test
  void standardizingCountsEachFeatureByItsSpread() {
    var data = points(row(0.0, 0), row(0.0, 1000), row(1.0, 10), row(1.0, 990), row(1.0, 995));
    var plain = Tables.column(RUNS.rows(data, kmeans(2)), "cluster").toArray();
    assertArrayEquals(row(2L, 1L, 2L, 1L, 1L), plain);
    var scaled = model(data, p -> kmeans(3).apply(p).with("standardize", true)).table("features");
    assertEquals(Math.sqrt(0.3), (double) Tables.column(scaled, "scale").get(0), 1e-15);
    assertEquals(0.6, (double) Tables.column(scaled, "mean").get(0), 1e-15);
    var constant = points(row(3.0, 1), row(3.0, 2), row(3.0, 9));
    var scales = model(constant, p -> kmeans(2).apply(p).with("standardize", true));
    assertEquals(1.0, Tables.column(scales.table("features"), "scale").get(0));
  }

  @Test
  void fewerDifferentRowsMakeFewerClusters() {
    var result = model(points(row(1.0, 1), row(1.0, 1), row(2.0, 1)), kmeans(5));
    assertArrayEquals(row(2L, 1L), Tables.column(result.table("centres"), "size").toArray());
    assertEquals(
        List.of("only 2 clusters of the 5 asked for: there are no more different rows"),
        result.warnings());
    var one = model(points(row(4.0, 2)), kmeans(1));
    assertArrayEquals(row(4.0), Tables.column(one.table("centres"), "x").toArray());
    assertEquals(0.0, one.value("sse", Double.class));
    assertEquals(List.of(), one.warnings());
  }

  @Test
  void noUsableRowsMakeNoClusters() {
    for (var data : List.of(points(), points(row(null, 1), row(null, 2)))) {
      var result = model(data, kmeans(2));
      assertEquals(0, result.table("centres").rows().orElseThrow());
      assertTrue(
          result.warnings().getLast().startsWith("no row has a usable number in every feature"));
      for (var cluster : Tables.column(RUNS.rows(data, kmeans(2)), "cluster").toArray()) {
        assertEquals(null, cluster);
      }
    }
  }

  @Test
  void anEarlyEndIsSaid() {
    var iris = Vectors.table("iris.csv");
    var result = model(iris, p -> kmeans(8).apply(p).with("starts", 1).with("max-passes", 1));
    assertFalse(result.value("converged", Boolean.class));
    assertEquals(
        List.of("not converged after 1 passes; raise --max-passes or --tolerance"),
        result.warnings());
  }

  @Test
  void aModelIsAppliedByTheNamesOfItsFeatures() {
    var train = points(row(0.0, 0), row(0.0, 1), row(9.0, 9));
    var other = Tables.of(Schema.of(Schema.Field.of("x", Type.DOUBLE)), row(1.0), row(2.0));
    var error =
        assertThrows(
            PipelineException.class,
            () -> RUNS.rows(other, p -> kmeans(2).apply(p).fitOn(dev.weir.core.Input.of(train))));
    assertTrue(
        error
            .getMessage()
            .endsWith(
                "the model was fitted on a feature 'y', and the features here are [x]; name the"
                    + " same ones by --features"),
        error.getMessage());
  }

  @Test
  void namesThatAreTakenAreRefused() {
    var clash =
        assertThrows(
            PipelineException.class,
            () -> model(DATA, p -> kmeans(2).apply(p).with("column", "x")));
    assertEquals(PipelineException.Category.REFUSED, clash.category());
    assertTrue(
        clash
            .getMessage()
            .endsWith(
                "there is a column 'x' already, which this step would add; name the new one by"
                    + " --column"),
        clash.getMessage());
    var size = Tables.of(Schema.of(Schema.Field.of("size", Type.INT)), row(1), row(2));
    var feature = assertThrows(PipelineException.class, () -> model(size, kmeans(2)));
    assertTrue(feature.getMessage().contains("a feature is named 'size'"), feature.getMessage());
  }
}
