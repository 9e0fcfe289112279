package dev.weir.domain.geo;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.api.Table;
import dev.weir.api.TableWriter;
import dev.weir.domain.geo.GeometryReader.BadGeometry;
import java.util.List;
import java.util.Locale;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKBWriter;

/// Makes the model of the areas: a table ([AreaColumns]) that goes to the disk if it is large.
///
/// @param geometry column of the areas
/// @param kept columns of the areas
/// @param repair mend what is not valid
record AreaModel(Column geometry, List<Column> kept, boolean repair) {
  /// Name of the table.
  static final String TABLE = "areas";

  /// Mutable, of one fit.
  private static final class Counts {
    private long areas;
    private long empty;
    private long repaired;
    private long vertices;
  }

  PipelineResult of(Table table, ChunkProcessingContext context) {
    var rows = context.tableWriter(AreaColumns.schema(kept));
    var counts = new Counts();
    var reader = new GeometryReader();
    table.forEachChunk(chunk -> {
      context.checkCancelled();
      for (int row = 0; row < chunk.rows(); row++) {
        add(chunk, row, rows, counts, reader, context);
      }
    });
    return PipelineResult.EMPTY
        .withTable(TABLE, rows.table())
        .withValue("areas", counts.areas)
        .withValue("empty", counts.empty)
        .withValue("repaired", counts.repaired)
        .withValue("vertices", counts.vertices);
  }

  private void add(
      Chunk chunk,
      int row,
      TableWriter rows,
      Counts counts,
      GeometryReader reader,
      ChunkProcessingContext context) {
    if (!chunk.validity(geometry).at(row)) {
      counts.empty++;
      return;
    }
    try {
      var read = reader.read(chunk.text(geometry), row, geometry.type());
      if (read.isEmpty()) {
        counts.empty++;
        return;
      }
      boolean mend = repair && GeometryReader.broken(read);
      var area = mend ? GeometryReader.mended(read) : GeometryReader.valid(read);
      counts.repaired += mend ? 1 : 0;
      counts.areas++;
      counts.vertices += area.getNumPoints();
      fits(area, counts.areas, context);
      put(chunk, row, area, rows);
    } catch (BadGeometry e) {
      context.reject(chunk, row, e.why());
    }
  }

  /// One area at a time has to fit, whatever is done with them.
  private static void fits(Geometry area, long number, ChunkProcessingContext context) {
    long bytes = StoredAreas.bytes(1, area.getNumPoints());
    if (bytes > context.memory().free()) {
      throw tooLarge(area.getNumPoints(), "area " + number, context.memory().free());
    }
  }

  /// An area does not fit by itself.
  static PipelineException tooLarge(long vertices, String which, long free) {
    return PipelineException.resource(
        "memory.areas",
        String.format(
            Locale.ROOT,
            "geo.spatial-join: %s has %d vertices, which take about %d MB with their index, and %d MB"
                + " are free; give more by --memory, or simplify the areas",
            which,
            vertices,
            StoredAreas.bytes(1, vertices) >> 20,
            Math.max(0, free) >> 20));
  }

  private void put(Chunk chunk, int row, Geometry area, TableWriter table) {
    var bytes = new WKBWriter(2).write(area);
    var box = area.getEnvelopeInternal();
    var rows = table.row();
    rows.put(0, bytes, 0, bytes.length);
    rows.put(1, box.getMinX()).put(2, box.getMinY()).put(3, box.getMaxX()).put(4, box.getMaxY());
    for (int i = 0; i < kept.size(); i++) {
      rows.put(5 + i, chunk, kept.get(i), row);
    }
  }
}
