package dev.weir.domain.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.tck.Runs;
import dev.weir.tck.Tables;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// R's iris and faithful: the best of 200 starts of R and of scikit-learn.
class KMeansVectorsTest {
  private static final Runs RUNS = Runs.of(new MlPlugin());

  static Stream<String> vectors() {
    return Vectors.lines("kmeans.tsv").stream();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void reachesTheBestOfR(String line) {
    var cells = line.split("\t", -1);
    var result =
        RUNS.result(
            Vectors.table(cells[0] + ".csv"),
            "ml.kmeans",
            p ->
                p.step("ml.kmeans")
                    .with("k", cells[1])
                    .with("standardize", cells[2])
                    .with("starts", 50)
                    .with("tolerance", 0));
    double expected = Double.parseDouble(cells[3]);
    assertEquals(expected, result.value("sse", Double.class), 1e-12 * expected);
    assertTrue(result.value("converged", Boolean.class));
    var centres = result.table("centres");
    assertArrayEquals(
        Arrays.stream(cells[4].split(",", -1)).map(Long::valueOf).toArray(),
        Tables.column(centres, "size").toArray());
    var largest = cells[5].split(",", -1);
    for (int f = 0; f < largest.length; f++) {
      double centre = Double.parseDouble(largest[f]);
      assertEquals(
          centre,
          (double) Tables.column(centres, centres.schema().names().get(3 + f)).get(0),
          1e-14 * Math.abs(centre));
    }
  }

  @Test
  void reachesTheBestOfScikitLearn() {
    var ours = Vectors.lines("kmeans.tsv");
    var theirs = Vectors.lines("kmeans-sklearn.tsv");
    assertEquals(ours.size(), theirs.size());
    for (int i = 0; i < ours.size(); i++) {
      double expected = Double.parseDouble(theirs.get(i).split("\t", -1)[3]);
      assertEquals(expected, Double.parseDouble(ours.get(i).split("\t", -1)[3]), 1e-12 * expected);
    }
  }

  @Test
  void rowsGetTheClustersOfR() {
    var rows =
        RUNS.rows(
            Vectors.table("iris.csv"),
            p -> p.step("ml.kmeans").with("k", 3).with("tolerance", 0).with("distance", true));
    assertArrayEquals(
        Vectors.lines("iris-clusters.txt").stream().map(Long::valueOf).toArray(),
        Tables.column(rows, "cluster").toArray());
    double sse = 0;
    for (var distance : Tables.column(rows, "cluster_distance").toArray()) {
      sse += (double) distance * (double) distance;
    }
    assertEquals(78.851441426146, sse, 1e-11);
  }
}
