package dev.weir.domain.geo;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.api.Values;
import dev.weir.domain.geo.GeometryReader.BadGeometry;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.index.hprtree.HPRtree;

/// The areas of a model as a tree of boxes, and the columns kept of them. Immutable once made:
/// shared by threads.
///
/// @param areas the areas in order
/// @param tree the same by their boxes
/// @param kept the columns kept, area by area, then a row of missing cells
record AreaIndex(List<Area> areas, HPRtree tree, List<Values> kept) {
  /// What a vertex takes in geometries and their indexes.
  static final long BYTES_OF_VERTEX = 250;

  /// Of the table of a model.
  ///
  /// @param distances whether it will be asked how far away geometries are
  static AreaIndex of(Table model, boolean distances) {
    var tree = new HPRtree();
    var rows = KeptColumns.of(model.schema());
    var reader = new GeometryReader();
    var areas = new ArrayList<Area>();
    var wkb = model.schema().columns().findFirst().orElseThrow();
    model.forEachChunk(chunk -> {
      for (int row = 0; row < chunk.rows(); row++) {
        areas.add(Area.of(areas.size(), geometry(chunk, row, wkb, reader), distances));
      }
      rows.add(chunk);
    });
    areas.forEach(area -> tree.insert(area.geometry().getEnvelopeInternal(), area));
    tree.build();
    return new AreaIndex(areas, tree, rows.values());
  }

  private static Geometry geometry(Chunk chunk, int row, Column wkb, GeometryReader reader) {
    try {
      return reader.read(chunk.text(wkb), row, Type.BYTES);
    } catch (BadGeometry e) {
      throw new IllegalStateException("area of the model: " + e.why(), e);
    }
  }

  /// About how many bytes geometries and tree take.
  long retainedBytes() {
    return areas.stream().mapToLong(area -> area.geometry().getNumPoints()).sum() * BYTES_OF_VERTEX;
  }

  /// Number of the row of missing cells.
  int none() {
    return areas.size();
  }

  /// The areas whose boxes meet this one, in order.
  void candidates(Envelope box, Candidates found) {
    found.clear();
    tree.query(box, found);
    found.sort();
  }
}
