package dev.weir.domain.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Chunk;
import dev.weir.api.Table;
import dev.weir.tck.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBWriter;
import org.locationtech.jts.io.WKTReader;
import org.locationtech.jts.util.GeometricShapeFactory;

final class SpatialJoinReferenceTest {
  private static List<String> found(Chunk joined, String row) {
    var rows = joined.schema().column(row);
    var areas = joined.schema().column("area");
    var found = new ArrayList<String>();
    for (int r = 0; r < joined.rows(); r++) {
      found.add(Tables.cell(joined, rows, r) + " " + Tables.cell(joined, areas, r));
    }
    return found;
  }

  private static List<String> pairs(String predicate) {
    var pairs = new ArrayList<String>();
    for (var line : Joins.lines("pairs.txt")) {
      if (line.getFirst().equals(predicate)) {
        for (var area : line.get(2).split(" ", -1)) {
          pairs.add(line.get(1) + " " + area);
        }
      }
    }
    return pairs;
  }

  /// `pairs.txt`: Shapely, each pair alone.
  @Test
  void geometriesAsShapely() {
    var areas = Joins.file("areas.txt", "area", "geometry");
    var rows = Joins.file("rows.txt", "row", "shape");
    for (var predicate : List.of("intersects", "within", "covered-by", "contains")) {
      var joined = Joins.joined(rows, areas, Map.of("geometry", "shape", "predicate", predicate));
      assertEquals(pairs(predicate), found(joined, "row"), predicate);
    }
  }

  @Test
  void pointsAsShapely() throws ParseException {
    var areas = Joins.file("areas.txt", "area", "geometry");
    var numbers = new ArrayList<String>();
    var coordinates = new ArrayList<Coordinate>();
    for (var line : Joins.lines("rows.txt")) {
      if (line.get(1).startsWith("POINT")) {
        numbers.add(line.getFirst());
        coordinates.add(new WKTReader().read(line.get(1)).getCoordinate());
      }
    }
    var rows =
        Tables.columns()
            .texts("row", numbers.toArray(String[]::new))
            .reals("x", coordinates.stream().map(c -> c.x).toArray(Double[]::new))
            .reals("y", coordinates.stream().map(c -> c.y).toArray(Double[]::new))
            .table();
    for (var predicate : List.of("intersects", "within", "covered-by", "contains")) {
      var joined = Joins.joined(rows, areas, Map.of("x", "x", "y", "y", "predicate", predicate));
      var expected =
          pairs(predicate).stream()
              .filter(pair -> numbers.contains(pair.substring(0, pair.indexOf(' '))))
              .toList();
      assertEquals(expected, found(joined, "row"), predicate);
    }
  }

  /// A large polygon of random shape: turned, so that its edges lie anywhere.
  private static Geometry area(SplittableRandom random) {
    var shapes = new GeometricShapeFactory();
    shapes.setCentre(new Coordinate(random.nextDouble(100), random.nextDouble(100)));
    shapes.setWidth(random.nextDouble(1, 30));
    shapes.setHeight(random.nextDouble(1, 30));
    shapes.setNumPoints(random.nextInt(16, 400));
    Geometry shape =
        random.nextBoolean()
            ? shapes.createSupercircle(random.nextDouble(1, 4))
            : shapes.createRectangle();
    if (random.nextInt(4) == 0) {
      shapes.setWidth(random.nextDouble(1, 10));
      shape = shape.difference(shapes.createCircle());
    }
    return AffineTransformation.rotationInstance(random.nextDouble(7), 50, 50).transform(shape);
  }

  /// To the bit; JTS writes numbers below 1 as text of 16 digits.
  private static String hex(Geometry area) {
    return WKBWriter.toHex(new WKBWriter(2).write(area));
  }

  private static List<Geometry> geometries(SplittableRandom random, int count) {
    var geometries = new ArrayList<Geometry>();
    while (geometries.size() < count) {
      var area = area(random);
      if (area.isValid() && !area.isEmpty()) {
        geometries.add(area);
      }
    }
    return geometries;
  }

  private static Table table(List<Geometry> geometries) {
    var names = new String[geometries.size()];
    Arrays.setAll(names, i -> "a" + i);
    return Tables.columns()
        .texts("area", names)
        .texts(
            "geometry",
            geometries.stream().map(SpatialJoinReferenceTest::hex).toArray(String[]::new))
        .table();
  }

  @Test
  void nearestAsEachPairAlone() {
    var random = new SplittableRandom(12);
    var geometries = geometries(random, 25);
    var coordinates = new Double[2 * 400];
    Arrays.setAll(coordinates, _ -> random.nextDouble(-50, 150));
    var joined =
        Joins.joined(
            Joins.points(coordinates),
            table(geometries),
            Map.of("x", "x", "y", "y", "predicate", "nearest", "matches", "first"));
    assertEquals(400, joined.rows());
    var distance = joined.schema().column("distance");
    var area = joined.schema().column("area");
    for (int p = 0; p < 400; p++) {
      var point =
          GeometryReader.FACTORY.createPoint(
              new Coordinate(coordinates[2 * p], coordinates[2 * p + 1]));
      double least = geometries.stream().mapToDouble(point::distance).min().orElseThrow();
      assertEquals(least, (double) Tables.cell(joined, distance, p), 1e-12);
      int found = Integer.parseInt(Tables.cell(joined, area, p).toString().substring(1));
      assertEquals(least, geometries.get(found).distance(point), 1e-12);
    }
  }

  @Test
  void randomPointsAsEachPairAlone() {
    var random = new SplittableRandom(11);
    var geometries = geometries(random, 120);
    var areas = table(geometries);
    var coordinates = new Double[2 * 1500];
    for (int i = 0; i < coordinates.length; i++) {
      coordinates[i] = random.nextDouble(-5, 105);
    }
    for (int v = 0; v < 100; v++) {
      var corner = geometries.get(v).getCoordinates()[v % geometries.get(v).getNumPoints()];
      coordinates[2 * v] = corner.x;
      coordinates[2 * v + 1] = corner.y;
    }
    var expected = new ArrayList<String>();
    for (int p = 0; p < coordinates.length / 2; p++) {
      var point =
          GeometryReader.FACTORY.createPoint(
              new Coordinate(coordinates[2 * p], coordinates[2 * p + 1]));
      for (int a = 0; a < geometries.size(); a++) {
        if (geometries.get(a).relate(point).isIntersects()) {
          expected.add(p + " a" + a);
        }
      }
    }
    assertTrue(expected.size() > 1500, "" + expected.size());
    var options = Map.of("x", "x", "y", "y");
    var found = Joins.pairs(Joins.joined(Joins.points(coordinates), areas, options));
    var missed = new ArrayList<>(expected);
    missed.removeAll(new HashSet<>(found));
    assertEquals(List.of(), missed);
    assertTrue(expected.equals(found), "more pairs than those expected, or another order");
  }
}
