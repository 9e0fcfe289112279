package dev.weir.domain.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.weir.api.Table;
import dev.weir.tck.Comparison;
import dev.weir.tck.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Joins whose areas do not fit into memory give, to the bit, the rows of those whose areas do.
final class StreamedJoinTest {
  private static final List<String> PREDICATES =
      List.of("intersects", "within", "covered-by", "contains", "nearest");

  /// On a coarse grid, so that borders are shared and distances are equal.
  private static String shape(SplittableRandom random, int size) {
    int x = random.nextInt(40);
    int y = random.nextInt(40);
    int w = random.nextInt(1, size);
    int h = random.nextInt(1, size);
    return switch (random.nextInt(6)) {
      case 0 -> "POINT (" + x + " " + y + ")";
      case 1 -> "LINESTRING (" + x + " " + y + ", " + (x + w) + " " + (y + h) + ")";
      case 2 -> ring("MULTIPOLYGON ((", x, y, w, h) + "), " + ring("(", x + 50, y, w, h) + "))";
      case 3 -> "POLYGON ((" + saw(x, y, w) + "))";
      default -> ring("POLYGON (", x, y, w, h) + ")";
    };
  }

  private static String ring(String before, int x, int y, int w, int h) {
    return String.format(
        "%s(%d %d, %d %d, %d %d, %d %d, %d %d)",
        before, x, y, x + w, y, x + w, y + h, x, y + h, x, y);
  }

  /// More vertices than are tried one by one.
  private static String saw(int x, int y, int w) {
    var ring = new StringBuilder();
    for (int v = 0; v <= 30; v++) {
      ring.append(x + v * w / 30.0).append(' ').append(y + v % 2).append(", ");
    }
    return ring + "" + x + " " + (y - 1) + ", " + x + " " + y;
  }

  private static Table areas(SplittableRandom random, int count) {
    var names = new String[count];
    var shapes = new String[count];
    for (int i = 0; i < count; i++) {
      names[i] = random.nextInt(9) == 0 ? null : "a" + random.nextInt(count);
      shapes[i] = shape(random, 8);
    }
    var codes = new Long[count];
    Arrays.setAll(codes, i -> (long) i);
    return Tables.columns()
        .texts("area", names)
        .texts("geometry", shapes)
        .longs("code", dev.weir.api.Type.LONG, codes)
        .table();
  }

  private static Table points(SplittableRandom random, int count) {
    var coordinates = new Double[2 * count];
    for (int i = 0; i < coordinates.length; i++) {
      coordinates[i] =
          switch (random.nextInt(12)) {
            case 0 -> null;
            case 1 -> Double.NaN;
            case 2 -> 1e200;
            case 3 -> -300.0;
            case 4, 5, 6, 7 -> (double) random.nextInt(-5, 50);
            default -> random.nextDouble(-5, 100);
          };
    }
    return Joins.points(coordinates);
  }

  private static Table shapes(SplittableRandom random, int count) {
    var shapes = new String[count];
    for (int i = 0; i < count; i++) {
      shapes[i] =
          switch (random.nextInt(10)) {
            case 0 -> null;
            case 1 -> "POINT EMPTY";
            case 2 -> "POINT (1";
            default -> shape(random, 12);
          };
    }
    return Joins.shapes(shapes);
  }

  private static void same(Table rows, Table areas, Map<String, ?> options) {
    var fit = Joins.fold(rows, areas, options);
    var model = fit.run().result();
    var streamed = fit.transform(model, 0);
    assertInstanceOf(StreamedMatching.class, streamed.pipeline());
    assertInstanceOf(SpatialMatching.class, fit.transform(model).pipeline());
    var expected = fit.transform(model).run();
    assertEquals(
        Optional.empty(),
        Comparison.toTheBit().difference(expected, streamed.run()),
        options::toString);
  }

  private static List<Map<String, Object>> questions() {
    var questions = new ArrayList<Map<String, Object>>();
    for (var predicate : PREDICATES) {
      for (var how : List.of("inner", "left")) {
        for (var matches : List.of("all", "first")) {
          questions.add(Map.of("predicate", predicate, "how", how, "matches", matches));
          if (predicate.equals("nearest")) {
            questions.add(
                Map.of("predicate", predicate, "how", how, "matches", matches, "max-distance", 3));
          }
        }
      }
    }
    return questions;
  }

  @Test
  void pointsMeetTheSameAreas() {
    for (var question : questions()) {
      var random = new SplittableRandom(question.hashCode());
      var options = new HashMap<>(question);
      options.putAll(Map.of("x", "x", "y", "y"));
      same(points(random, 600), areas(random, 500), options);
      same(points(random, 3), areas(random, 200), options);
    }
  }

  @Test
  void geometriesMeetTheSameAreas() {
    for (var question : questions()) {
      var random = new SplittableRandom(question.hashCode());
      var options = new HashMap<>(question);
      options.putAll(Map.of("geometry", "shape"));
      same(shapes(random, 400), areas(random, 200), options);
    }
  }

  @Test
  void nearestAmongManyMoreAreasThanAreSampled() {
    var random = new SplittableRandom(5);
    var names = new String[20_000];
    var shapes = new String[names.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = "a" + i;
      shapes[i] = "POINT (" + random.nextDouble(1000) + " " + random.nextGaussian() * 1000 + ")";
    }
    var areas = Tables.columns().texts("area", names).texts("geometry", shapes).table();
    var coordinates = new Double[1000];
    Arrays.setAll(coordinates, _ -> random.nextDouble(-2000, 3000));
    same(
        Joins.points(coordinates),
        areas,
        Map.of("x", "x", "y", "y", "predicate", "nearest", "keep", "area"));
  }

  @Test
  void farAreasHaveNoDistances() {
    var areas =
        Joins.areas(
            "wide", "POLYGON ((-1e160 -1, 1e160 -1, 1e160 1, -1e160 1, -1e160 -1))",
            "far", "POINT (1e200 0)",
            "near", "POINT (1 0)",
            "here", "POLYGON ((-1 -1, 1 -1, 1 1, -1 1, -1 -1))");
    var rows = Joins.points(0.0, 0.0, 5.0, 5.0, 1e200, 0.0);
    for (var predicate : PREDICATES) {
      same(rows, areas, Map.of("x", "x", "y", "y", "predicate", predicate));
    }
    assertEquals(
        List.of("0 here", "1 here"),
        Joins.pairs(Joins.joined(rows, areas, Map.of("x", "x", "y", "y", "predicate", "nearest"))));
  }
}
