package dev.weir.domain.geo;

import dev.weir.api.DomainPlugin;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.tck.Case;
import dev.weir.tck.Data;
import dev.weir.tck.Tables;
import dev.weir.tck.ToolContract;
import java.util.List;
import java.util.Map;

/// The laws of tools, on `geo.spatial-join`.
final class SpatialJoinLawsTest extends ToolContract {
  private static final Table AREAS =
      Tables.columns()
          .texts("name", "low", "high", null, "all", "nowhere", "none")
          .longs("code", Type.LONG, 1L, 2L, 3L, null, 5L, 6L)
          .texts(
              "wkt",
              "POLYGON ((-9 0, 9 0, 9 1, -9 1, -9 0))",
              "POLYGON ((-9 1, 9 1, 9 9, -9 9, -9 1), (0 2, 1 2, 1 3, 0 3, 0 2))",
              "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((-1 0, 0 0, 0 1, -1 0)))",
              "POLYGON ((-99 -99, 99 -99, 99 99, -99 99, -99 -99))",
              "POLYGON EMPTY",
              null)
          .table();

  @Override
  protected DomainPlugin plugin() {
    return new GeoPlugin();
  }

  @Override
  protected String tool() {
    return "geo.spatial-join";
  }

  @Override
  protected List<Case> cases() {
    return List.of(
        Case.of("points", Map.of("x", "x", "y", "y", "areas-geometry", "wkt"), Data.numbers())
            .withFitOn(AREAS),
        Case.of(
                "left, first, with gaps",
                Map.of(
                    "x",
                    "x",
                    "y",
                    "y",
                    "areas-geometry",
                    "wkt",
                    "keep",
                    "code",
                    "prefix",
                    "area_",
                    "how",
                    "left",
                    "matches",
                    "first",
                    "predicate",
                    "within"),
                Data.gaps())
            .withFitOn(AREAS),
        Case.of(
                "nearest",
                Map.of(
                    "x", "x", "y", "y", "predicate", "nearest", "how", "left", "max-distance", 2.0),
                Data.gaps())
            .withFitOn(Joins.SQUARES),
        Case.of(
                "nearest of specials",
                Map.of("x", "x", "y", "y", "predicate", "nearest", "matches", "first"),
                Data.specials())
            .withFitOn(Joins.SQUARES),
        Case.of("specials", Map.of("x", "x", "y", "y", "how", "left"), Data.specials())
            .withFitOn(Joins.SQUARES),
        Case.of(
                "geometries",
                Map.of("geometry", "shape", "predicate", "covered-by"),
                Joins.file("rows.txt", "row", "shape"))
            .withFitOn(Joins.file("areas.txt", "area", "geometry")),
        Case.of(
                "bad rows",
                Map.of("geometry", "shape", "how", "left"),
                Joins.shapes("POINT (1 1)", "no", null, "POINT EMPTY", "POINT (3 1)", "POINT (1"))
            .withFitOn(Joins.SQUARES),
        Case.of("bad areas", Map.of("x", "x", "y", "y"), Data.numbers())
            .withFitOn(
                Joins.areas(
                    "square", "POLYGON ((0 0, 2 0, 2 2, 0 2, 0 0))",
                    "bow tie", "POLYGON ((0 0, 4 4, 4 0, 0 4, 0 0))",
                    "text", "somewhere")),
        Case.of(
                "repaired",
                Map.of("geometry", "shape", "repair", true),
                Joins.shapes("POINT (0.5 2)", "LINESTRING (0 0, 9 9)", "POINT (2 1)"))
            .withFitOn(Joins.areas("bow tie", "POLYGON ((0 0, 4 4, 4 0, 0 4, 0 0))")));
  }
}
