package dev.weir.domain.geo;

import dev.weir.api.Values;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.hprtree.HPRtree;

/// The areas of a model in memory as a tree of boxes, and the columns kept of them. Immutable once
/// made: shared by threads.
///
/// @param areas the areas in order
/// @param tree the same by their boxes
/// @param kept the columns kept, area by area, then a row of missing cells
/// @param bytes about what all that takes
record AreaIndex(List<Area> areas, HPRtree tree, List<Values> kept, long bytes) {
  /// Of all areas of a model.
  ///
  /// @param distances whether it will be asked how far away geometries are
  static AreaIndex of(StoredAreas stored, boolean distances) {
    var tree = new HPRtree();
    var columns = stored.columns();
    var rows = KeptColumns.of(columns);
    var reader = new GeometryReader();
    var areas = new ArrayList<Area>();
    var vertices = new long[1];
    stored
        .table()
        .forEachChunk(chunk -> {
          for (int row = 0; row < chunk.rows(); row++) {
            var geometry = columns.geometry(chunk, row, reader);
            vertices[0] += geometry.getNumPoints();
            areas.add(Area.of(areas.size(), geometry, distances));
            rows.add(chunk, row);
          }
        });
    rows.addMissing();
    areas.forEach(area -> tree.insert(area.geometry().getEnvelopeInternal(), area));
    tree.build();
    long bytes = StoredAreas.bytes(areas.size(), vertices[0]) + stored.keptBytes();
    return new AreaIndex(areas, tree, rows.values(Long.MAX_VALUE), bytes);
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
