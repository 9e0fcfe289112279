package dev.weir.domain.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import dev.weir.api.StreamingConfig;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.core.Input;
import dev.weir.core.RunResult;
import dev.weir.tck.Runs;
import dev.weir.tck.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SpatialJoinTest {
  private static final Runs RUNS = Runs.of(new GeoPlugin());
  private static final Table POINTS =
      Joins.points(1.0, 1.0, 2.0, 1.0, 3.0, 1.0, 0.0, 0.0, 0.5, 1.0, 50.0, 50.0);

  private static List<String> pairs(Table rows, Map<String, ?> more) {
    var options = new HashMap<String, Object>(more);
    if (rows.schema().indexOf("shape") >= 0) {
      options.put("geometry", "shape");
    } else {
      options.put("x", "x");
      options.put("y", "y");
    }
    return Joins.pairs(Joins.joined(rows, Joins.SQUARES, options));
  }

  @Test
  void bordersBelongToNeighboursUnlessWithin() {
    assertEquals(
        List.of("0 left", "0 inner", "1 left", "1 right", "2 right", "3 left", "4 left", "4 inner"),
        pairs(POINTS, Map.of()));
    assertEquals(pairs(POINTS, Map.of()), pairs(POINTS, Map.of("predicate", "covered-by")));
    assertEquals(
        List.of("0 left", "0 inner", "2 right", "4 left"),
        pairs(POINTS, Map.of("predicate", "within")));
    assertEquals(List.of(), pairs(POINTS, Map.of("predicate", "contains")));
  }

  @Test
  void firstIsTheFirstOfTheAreas() {
    assertEquals(
        List.of("0 left", "1 left", "2 right", "3 left", "4 left"),
        pairs(POINTS, Map.of("matches", "first")));
    assertEquals(
        List.of("0 left", "1 null", "2 right", "3 null", "4 left", "5 null"),
        pairs(POINTS, Map.of("matches", "first", "how", "left", "predicate", "within")));
  }

  @Test
  void whatIsNowhereMatchesNothing() {
    var rows =
        Joins.points(
            null, 1.0, 1.0, null, Double.NaN, 1.0, 1.0, Double.POSITIVE_INFINITY, 1.0, 0.1);
    assertEquals(List.of("4 left"), pairs(rows, Map.of()));
    assertEquals(
        List.of("0 null", "1 null", "2 null", "3 null", "4 left"),
        pairs(rows, Map.of("how", "left")));
    var shapes = Joins.shapes(null, "POINT EMPTY", "POINT (NaN 1)", "POINT (1 0.1)");
    assertEquals(
        List.of("0 null", "1 null", "2 null", "3 left"), pairs(shapes, Map.of("how", "left")));
  }

  @Test
  void wholeNumbersAreCoordinatesToo() {
    var rows =
        Tables.columns().ints("x", Type.INT, 1, 3, null).longs("y", Type.LONG, 1L, 1L, 1L).table();
    assertEquals(List.of("0 left", "0 inner", "1 right"), pairs(rows, Map.of()));
  }

  @Test
  void geometriesOfEveryKindMatch() {
    var rows =
        Joins.shapes(
            "LINESTRING (-1 1, 5 1)",
            "POLYGON ((-1 -1, 3 -1, 3 3, -1 3, -1 -1))",
            "MULTIPOINT ((1 1), (90.5 90.5))",
            "LINESTRING (2 0, 2 2)");
    assertEquals(
        List.of(
            "0 left", "0 right", "0 inner", "1 left", "1 right", "1 inner", "2 left", "2 inner",
            "2 far", "3 left", "3 right"),
        pairs(rows, Map.of()));
    assertEquals(List.of("1 left", "1 inner"), pairs(rows, Map.of("predicate", "contains")));
    assertEquals(List.of(), pairs(rows, Map.of("predicate", "within")));
    assertEquals(List.of("3 left", "3 right"), pairs(rows, Map.of("predicate", "covered-by")));
  }

  @Test
  void everyFormIsRead() {
    var square = "[[[0, 0], [2, 0], [2, 2.0e0, 7], [0, 2], [0, 0]]]";
    var areas =
        Joins.areas(
            "ewkt", "srid=4326;POLYGON((0 0,2 0,2 2,0 2,0 0))",
            "json", " {\"type\": \"Polygon\", \"coordinates\": " + square + "}",
            "feature",
                "{\"type\":\"Feature\",\"properties\":{\"a\\u0041\\n\":[true,null,-1e3]},"
                    + "\"geometry\":{\"coordinates\":["
                    + square
                    + "],\"type\":\"MultiPolygon\"}}",
            "no feature", "{\"type\":\"Feature\",\"geometry\":null}",
            "hex", "0101000000000000000000F03F000000000000F03F",
            "point", "{\"type\":\"Point\",\"coordinates\":[1,1]}",
            "points", "{\"type\":\"MultiPoint\",\"coordinates\":[[1,1],[2,2]]}",
            "line", "{\"type\":\"LineString\",\"coordinates\":[[0,0],[2,2]]}",
            "lines", "{\"type\":\"MultiLineString\",\"coordinates\":[[[0,0],[2,2]],[[5,5],[6,6]]]}",
            "empty", "{\"type\":\"Polygon\",\"coordinates\":[]}");
    var joined = Joins.joined(Joins.points(1.0, 1.0), areas, Map.of("x", "x", "y", "y"));
    assertEquals(
        List.of(
            "0 ewkt", "0 json", "0 feature", "0 hex", "0 point", "0 points", "0 line", "0 lines"),
        Joins.pairs(joined));
    var result = Joins.fold(Joins.points(), areas, Map.of("x", "x", "y", "y")).run().result();
    assertEquals(8L, result.value("areas", Long.class));
    assertEquals(2L, result.value("empty", Long.class));
  }

  private static String rejected(String geometry) {
    var outcome =
        Joins.fold(Joins.points(), Joins.areas("a", geometry), Map.of("x", "x", "y", "y")).run();
    assertEquals(1, outcome.rejected().size(), geometry);
    return outcome.rejected().get(0L);
  }

  @Test
  void badAreasSayWhy() {
    for (var bad :
        List.of(
            List.of("POLYGON ((0 0, 1 1, 1 0))", "closed"),
            List.of("POLYGON ((0 0, 4 4, 4 0, 0 4, 0 0))", "Self-intersection"),
            List.of("POLYGON ((0 0, 1 0", "cannot be read"),
            List.of("", "cannot be read"),
            List.of("0101", "cannot be read"),
            List.of("POLYGON ((0 0, NaN 0, 1 1, 0 0))", "not valid"),
            List.of("GEOMETRYCOLLECTION (POINT (1 1))", "GEOMETRYCOLLECTION"),
            List.of("GEOMETRYCOLLECTION (".repeat(100_000), "nested too deeply"),
            List.of("{\"type\": \"Polygon\"}", "\"coordinates\" are no list"),
            List.of("{\"type\": \"Point\", \"coordinates\": [1]}", "two numbers"),
            List.of("{\"type\": \"FeatureCollection\"}", "FeatureCollection"),
            List.of("{\"type\" \"Point\"}", "character 9"),
            List.of("{\"coordinates\": [1, 2]}", "\"type\""),
            List.of("{} 1", "character 4"),
            List.of("{\"a\": tru}", "'true'"),
            List.of("{\"a\": [1, 2}", "']'"),
            List.of("{\"a\": \"\\x\"}", "an escape"),
            List.of("{\"a\": " + "[".repeat(2000), "levels"))) {
      assertTrue(rejected(bad.getFirst()).contains(bad.getLast()), rejected(bad.getFirst()));
    }
  }

  @Test
  void areasAreMendedOnRequest() {
    var areas =
        Joins.areas(
            "bow tie", "POLYGON ((0 0, 4 4, 4 0, 0 4, 0 0))",
            "flat", "POLYGON ((0 0, 1 1, 2 2, 0 0))",
            "fine", "POLYGON ((0 0, 1 0, 1 1, 0 0))");
    var options = Map.of("x", "x", "y", "y", "repair", true);
    var fit = Joins.fold(Joins.points(1.0, 2.0, 3.0, 2.0, 2.0, 3.5), areas, options);
    var outcome = fit.run();
    assertEquals(1L, outcome.result().value("repaired", Long.class));
    assertEquals(2L, outcome.result().value("areas", Long.class));
    assertTrue(outcome.rejected().get(1L).contains("nothing is left"));
    assertEquals(
        List.of("0 bow tie", "1 bow tie"),
        Joins.pairs(Tables.whole(fit.transform(outcome.result()).run().rows())));
  }

  private static List<String> distances(Table rows, Table areas, Map<String, ?> more) {
    var options = new HashMap<String, Object>(more);
    options.putAll(Map.of("predicate", "nearest", "prefix", "to_"));
    var joined = Joins.joined(rows, areas, options);
    var area = joined.schema().column("to_area");
    var distance = joined.schema().column("to_distance");
    var found = new ArrayList<String>();
    for (int r = 0; r < joined.rows(); r++) {
      found.add(
          joined.position(r)
              + " "
              + Tables.cell(joined, area, r)
              + " "
              + Tables.cell(joined, distance, r));
    }
    return found;
  }

  @Test
  void nearestAreasAndTheirDistances() {
    var at = Map.of("x", "x", "y", "y");
    var points = Joins.points(2.0, -3.0, -3.0, -4.0, 1.0, 1.0, 80.0, 90.5, null, 1.0, 1e200, 0.0);
    assertEquals(
        List.of(
            "0 left 3.0", "0 right 3.0", "1 left 5.0", "2 left 0.0", "2 inner 0.0", "3 far 10.0"),
        distances(points, Joins.SQUARES, at));
    var limits = new HashMap<String, Object>(at);
    limits.putAll(Map.of("max-distance", 4, "how", "left", "matches", "first"));
    assertEquals(
        List.of(
            "0 left 3.0", "1 null null", "2 left 0.0", "3 null null", "4 null null", "5 null null"),
        distances(points, Joins.SQUARES, limits));
    var shapes =
        Joins.shapes("LINESTRING (5 0, 7 9)", "POLYGON ((1 4, 3 4, 3 6, 1 6, 1 4))", "POINT EMPTY");
    assertEquals(
        List.of("0 right 1.0", "1 left 2.0", "1 right 2.0"),
        distances(shapes, Joins.SQUARES, Map.of("geometry", "shape")));
    var far = Joins.areas("far", "POINT (1e200 0)");
    assertEquals(List.of(), distances(points, far, at));
    assertEquals(List.of(), distances(points, Joins.areas(), at));
  }

  @Test
  void rowsMadeOfOneHaveIdentitiesOfTheirOwn() {
    var joined = Joins.joined(POINTS, Joins.SQUARES, Map.of("x", "x", "y", "y"));
    var identities = new HashSet<Long>();
    for (int r = 0; r < joined.rows(); r++) {
      identities.add(joined.identity(r));
    }
    assertEquals(joined.rows(), identities.size());
    assertEquals(Tables.whole(POINTS).identity(0), joined.identity(0));
  }

  private static PipelineException refused(Table rows, Table areas, Map<String, ?> options) {
    return assertThrows(PipelineException.class, () -> Joins.fold(rows, areas, options));
  }

  @Test
  void contradictionsAreRefused() {
    for (var options :
        List.of(
            Map.of("x", "x"),
            Map.of("y", "y"),
            Map.<String, String>of(),
            Map.of("x", "x", "y", "y", "geometry", "area"))) {
      var rows = Tables.columns().reals("x", 1.0).reals("y", 1.0).texts("area", "a").table();
      var error = refused(rows, Joins.SQUARES, options);
      assertEquals(PipelineException.Category.USER, error.category());
      assertTrue(error.getMessage().contains("--geometry"), error.getMessage());
    }
    var taken = Tables.columns().reals("x", 1.0).reals("area", 1.0).table();
    var error = refused(taken, Joins.SQUARES, Map.of("x", "x", "y", "x"));
    assertTrue(error.getMessage().contains("give --prefix"), error.getMessage());
    assertEquals(
        List.of("x", "area", "z_area"),
        Joins.joined(taken, Joins.SQUARES, Map.of("x", "x", "y", "x", "prefix", "z_"))
            .schema()
            .names());
    var wide = refused(POINTS, Joins.SQUARES, Map.of("x", "x", "y", "y", "max-distance", 1));
    assertTrue(wide.getMessage().contains("--predicate nearest"), wide.getMessage());
    var twice = Tables.columns().texts("distance", "a").texts("geometry", "POINT (0 0)").table();
    var both = refused(POINTS, twice, Map.of("x", "x", "y", "y", "predicate", "nearest"));
    assertTrue(both.getMessage().contains("'distance'"), both.getMessage());
    var unknown = refused(POINTS, Joins.SQUARES, Map.of("x", "x", "y", "y", "keep", "areas"));
    assertTrue(unknown.getMessage().contains("'area'"), unknown.getMessage());
  }

  private static RunResult run(Table rows, Table areas, int errorBudget, Map<String, ?> options) {
    return RUNS.with(c -> c.withErrorBudget(errorBudget))
        .run(rows, p -> Runs.step("geo.spatial-join", options).apply(p).fitOn(Input.of(areas)));
  }

  @Test
  void runsOverManyBlocks() {
    var coordinates = new Double[2 * 20_000];
    for (int i = 0; i < coordinates.length; i++) {
      coordinates[i] = (i % 997) / 100.0;
    }
    var rows = Joins.points(coordinates);
    var options = Map.of("x", "x", "y", "y");
    var run = run(rows, Joins.SQUARES, 0, options);
    assertEquals(
        (long) Joins.joined(rows, Joins.SQUARES, options).rows(),
        run.last().result().value("rows", Long.class));
    assertEquals(4L, run.last().result().value("areas", Long.class));
    assertEquals(20L, run.last().result().value("vertices", Long.class));
  }

  @Test
  void badGeometryEndsTheRunOrIsSetAside() {
    var areas = Joins.areas("a", "POLYGON ((0 0, 2 0, 2 2, 0 2, 0 0))", "b", "nonsense");
    var options = Map.of("geometry", "shape");
    var rows = Joins.shapes("POINT (1 1)", "POINT (1", "POINT (9 9)");
    var ofArea = assertThrows(PipelineException.class, () -> run(rows, areas, 0, options));
    assertTrue(ofArea.getMessage().contains("--areas"), ofArea.getMessage());
    assertTrue(ofArea.getMessage().contains("cannot be read"), ofArea.getMessage());
    var ofRow = assertThrows(PipelineException.class, () -> run(rows, Joins.SQUARES, 0, options));
    assertTrue(ofRow.getMessage().contains("cannot be read"), ofRow.getMessage());
    var within = run(rows, areas, 2, options).last();
    assertEquals(1L, within.result().value("rows", Long.class));
    assertTrue(within.result().warnings().getFirst().contains("1 row of"), "" + within.result());
  }

  /// A run with 64 MB for areas of which one has so many vertices.
  private static void refused(int vertices, String words) {
    var ring = new StringBuilder("POLYGON ((");
    for (int v = 0; v < vertices - 2; v++) {
      ring.append(v).append(' ').append(v % 2).append(", ");
    }
    var areas = Joins.areas("saw", ring.append("150000 -9, 0 0))").toString());
    var small = RUNS.with(_ -> StreamingConfig.defaults().withMemoryBytes(128 << 20));
    var join = Runs.step("geo.spatial-join", Map.of("x", "x", "y", "y"));
    var error =
        assertThrows(
            PipelineException.class,
            () -> small.run(POINTS, p -> join.apply(p).fitOn(Input.of(areas))));
    assertEquals(PipelineException.Category.RESOURCE, error.category());
    assertEquals("memory.areas", error.code());
    assertTrue(error.getMessage().contains(words), error.getMessage());
  }

  @Test
  void oneAreaThatDoesNotFitIsRefused() {
    refused(300_003, "area 1 has 300003 vertices, which take about 71 MB");
    refused(240_001, "the largest area has 24");
  }

  @Test
  void largeTextsAreNotShared() {
    var names = new String[30];
    var shapes = new String[30];
    Arrays.setAll(names, i -> ("n" + i).repeat(20_000));
    Arrays.setAll(shapes, i -> "POINT (" + i + " 0)");
    var areas = Tables.columns().texts("area", names).texts("geometry", shapes).table();
    var joined =
        Joins.joined(
            Joins.points(7.0, 0.0, 3.5, 0.0), areas, Map.of("x", "x", "y", "y", "how", "left"));
    assertEquals(List.of("0 " + names[7], "1 null"), Joins.pairs(joined));
  }
}
