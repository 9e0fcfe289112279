package dev.weir.domain.geo;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.Schema;
import dev.weir.api.Type;
import dev.weir.domain.geo.GeometryReader.BadGeometry;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/// The columns of a model's table, one row an area: its geometry as WKB, its box, so that most
/// geometries need not be read, and what is kept of it.
///
/// @param wkb the geometry
/// @param box least x and y, greatest x and y
/// @param kept what rows get of the area
record AreaColumns(Column wkb, List<Column> box, List<Column> kept) {
  private static final List<String> BOX = List.of("min_x", "min_y", "max_x", "max_y");

  /// The columns of this table.
  static AreaColumns of(Schema model) {
    var columns = model.columns().toList();
    int own = 1 + BOX.size();
    return new AreaColumns(
        columns.getFirst(), columns.subList(1, own), columns.subList(own, columns.size()));
  }

  /// A table that keeps these columns.
  static Schema schema(List<Column> kept) {
    var fields = new ArrayList<Schema.Field>();
    fields.add(new Schema.Field(free("wkb", kept), Type.BYTES, false, ""));
    BOX.forEach(side -> fields.add(new Schema.Field(free(side, kept), Type.DOUBLE, false, "")));
    kept.forEach(column -> fields.add(column.field()));
    return new Schema(fields);
  }

  /// A name that no column kept has.
  private static String free(String name, List<Column> kept) {
    boolean taken = kept.stream().anyMatch(column -> column.name().equals(name));
    return taken ? free(name + "_", kept) : name;
  }

  /// The columns kept, as a table of their own.
  Schema keptSchema() {
    return new Schema(kept.stream().map(Column::field).toList());
  }

  /// An area's geometry.
  Geometry geometry(Chunk areas, int row, GeometryReader reader) {
    try {
      return reader.read(areas.text(wkb), row, Type.BYTES);
    } catch (BadGeometry e) {
      throw new IllegalStateException("area of the model: " + e.why(), e);
    }
  }

  /// The sides of the boxes of some areas, by row.
  Boxes boxes(Chunk areas) {
    return new Boxes(
        areas.doubles(box.get(0)),
        areas.doubles(box.get(1)),
        areas.doubles(box.get(2)),
        areas.doubles(box.get(3)));
  }

  /// Boxes side by side.
  @SuppressWarnings("ArrayRecordComponent")
  record Boxes(double[] minX, double[] minY, double[] maxX, double[] maxY) {
    void read(int row, Envelope into) {
      into.init(minX[row], maxX[row], minY[row], maxY[row]);
    }
  }
}
