package dev.weir.domain.geo;

import dev.weir.api.Chunk;
import dev.weir.api.Table;
import dev.weir.tck.Case;
import dev.weir.tck.Fold;
import dev.weir.tck.References;
import dev.weir.tck.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Small joins, and the files beside the tests.
final class Joins {
  /// Two squares that share an edge, one in the first, and one far away.
  static final Table SQUARES =
      areas(
          "left", "POLYGON ((0 0, 2 0, 2 2, 0 2, 0 0))",
          "right", "POLYGON ((2 0, 4 0, 4 2, 2 2, 2 0))",
          "inner", "POLYGON ((0.5 0.5, 1.5 0.5, 1.5 1.5, 0.5 1.5, 0.5 0.5))",
          "far", "POLYGON ((90 90, 91 90, 91 91, 90 91, 90 90))");

  private Joins() {}

  /// A table of names and geometries in turn.
  static Table areas(String... namesAndGeometries) {
    int count = namesAndGeometries.length / 2;
    var names = new String[count];
    var geometries = new String[count];
    for (int i = 0; i < count; i++) {
      names[i] = namesAndGeometries[2 * i];
      geometries[i] = namesAndGeometries[2 * i + 1];
    }
    return Tables.columns().texts("area", names).texts("geometry", geometries).table();
  }

  /// A table of points: x and y in turn.
  static Table points(Double... coordinates) {
    var x = new Double[coordinates.length / 2];
    var y = new Double[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = coordinates[2 * i];
      y[i] = coordinates[2 * i + 1];
    }
    return Tables.columns().reals("x", x).reals("y", y).table();
  }

  /// A table of geometries `shape`.
  static Table shapes(String... geometries) {
    return Tables.columns().texts("shape", geometries).table();
  }

  static Fold fold(Table rows, Table areas, Map<String, ?> options) {
    return Fold.of(
        new GeoPlugin(), "geo.spatial-join", Case.of("test", options, rows).withFitOn(areas));
  }

  /// The rows that come out.
  static Chunk joined(Table rows, Table areas, Map<String, ?> options) {
    var fit = fold(rows, areas, options);
    return Tables.whole(fit.transform(fit.run().result()).run().rows());
  }

  /// Position and area of each row that comes out.
  static List<String> pairs(Chunk joined) {
    var area = joined.schema().column("area");
    var pairs = new ArrayList<String>();
    for (int r = 0; r < joined.rows(); r++) {
      pairs.add(joined.position(r) + " " + Tables.cell(joined, area, r));
    }
    return pairs;
  }

  /// The lines of a reference file, split at tabs.
  static List<List<String>> lines(String file) {
    return References.lines(Joins.class.getResourceAsStream(file)).stream()
        .map(line -> List.of(line.split("\t", -1)))
        .toList();
  }

  /// A reference file of numbers and geometries as a table.
  static Table file(String file, String number, String geometry) {
    var lines = lines(file);
    return Tables.columns()
        .texts(number, lines.stream().map(List::getFirst).toArray(String[]::new))
        .texts(geometry, lines.stream().map(List::getLast).toArray(String[]::new))
        .table();
  }
}
