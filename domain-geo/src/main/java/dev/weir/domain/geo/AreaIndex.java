package dev.weir.domain.geo;

import dev.weir.api.Chunk;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.api.Values;
import dev.weir.domain.geo.GeometryReader.BadGeometry;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.hprtree.HPRtree;

/// The areas of a model as a tree of boxes, and the columns kept of them. Immutable once made:
/// shared by threads.
///
/// @param tree the areas by their boxes
/// @param kept the columns kept, area by area, then a row of missing cells
/// @param none number of that row
record AreaIndex(HPRtree tree, List<Values> kept, int none) {
  /// Of the table of a model.
  static AreaIndex of(Table model) {
    var tree = new HPRtree();
    var rows = KeptColumns.of(model.schema());
    var reader = new GeometryReader();
    var areas = new ArrayList<Area>();
    var wkb = model.schema().columns().findFirst().orElseThrow();
    model.forEachChunk(chunk -> {
      for (int row = 0; row < chunk.rows(); row++) {
        areas.add(area(chunk, row, areas.size(), wkb, reader));
      }
      rows.add(chunk);
    });
    areas.forEach(area -> tree.insert(area.geometry().getEnvelopeInternal(), area));
    tree.build();
    return new AreaIndex(tree, rows.values(), areas.size());
  }

  private static Area area(
      Chunk chunk, int row, int number, dev.weir.api.Column wkb, GeometryReader reader) {
    try {
      return Area.of(number, reader.read(chunk.text(wkb), row, Type.BYTES));
    } catch (BadGeometry e) {
      throw new IllegalStateException("area " + number + " of the model: " + e.why(), e);
    }
  }

  /// The areas whose boxes meet this one, in order.
  void candidates(Envelope box, Candidates found) {
    found.clear();
    tree.query(box, found);
    found.sort();
  }
}
