package dev.weir.domain.geo;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.domain.geo.GeometryReader.BadGeometry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKBWriter;

/// Makes the model of the areas: a table of their geometries as WKB, and of what is kept of them.
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
    var rows = Rows.of(schema());
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

  private Schema schema() {
    var fields = new ArrayList<Schema.Field>();
    var name = new StringBuilder("wkb");
    while (kept.stream().anyMatch(c -> c.name().contentEquals(name))) {
      name.append('_');
    }
    fields.add(new Schema.Field(name.toString(), Type.BYTES, false, ""));
    kept.forEach(c -> fields.add(c.field()));
    return new Schema(fields);
  }

  private void add(
      Chunk chunk,
      int row,
      Rows rows,
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
      fits(counts, context);
      put(chunk, row, area, rows);
    } catch (BadGeometry e) {
      context.reject(chunk, row, e.why());
    }
  }

  private static void fits(Counts counts, ChunkProcessingContext context) {
    long free = context.memory().free();
    if (counts.vertices * AreaIndex.BYTES_OF_VERTEX > free) {
      throw PipelineException.resource(
          "memory.areas",
          String.format(
              Locale.ROOT,
              "geo.spatial-join: the first %d areas have %d vertices, which take about %d MB with their"
                  + " index, and %d MB are free; give more by --memory, or simplify the areas",
              counts.areas,
              counts.vertices,
              (counts.vertices * AreaIndex.BYTES_OF_VERTEX) >> 20,
              free >> 20));
    }
  }

  private void put(Chunk chunk, int row, Geometry area, Rows rows) {
    var bytes = new WKBWriter(2).write(area);
    rows.row().put(0, bytes, 0, bytes.length);
    for (int i = 0; i < kept.size(); i++) {
      rows.put(1 + i, chunk, kept.get(i), row);
    }
  }
}
