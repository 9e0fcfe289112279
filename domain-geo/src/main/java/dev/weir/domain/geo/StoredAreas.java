package dev.weir.domain.geo;

import dev.weir.api.Column;
import dev.weir.api.Table;

/// The areas of a model as they are stored, in memory or on the disk, and how large they are.
/// Immutable: shared by threads.
///
/// @param table one row an area, in order
/// @param columns its columns
/// @param count number of areas
/// @param keptBytes what the columns kept take
/// @param largest vertices of the largest area, or some more
/// @param chunkBytes the largest chunk of the table
record StoredAreas(
    Table table, AreaColumns columns, long count, long keptBytes, long largest, long chunkBytes) {
  /// What a vertex takes in geometries and their indexes.
  private static final long BYTES_OF_VERTEX = 250;

  /// What an area takes besides.
  private static final long BYTES_OF_AREA = 300;

  private static final int WKB_OF_VERTEX = 16;

  /// Reads the table once.
  static StoredAreas of(Table table) {
    var columns = AreaColumns.of(table.schema());
    var sums = new long[4];
    table.forEachChunk(chunk -> {
      sums[0] += chunk.rows();
      for (Column column : columns.kept()) {
        sums[1] += chunk.values(column).byteSize();
      }
      var wkb = chunk.text(columns.wkb());
      for (int row = 0; row < chunk.rows(); row++) {
        sums[2] = Math.max(sums[2], 1 + wkb.length(row) / WKB_OF_VERTEX);
      }
      sums[3] = Math.max(sums[3], chunk.byteSize());
    });
    return new StoredAreas(table, columns, sums[0], sums[1], sums[2], sums[3]);
  }

  /// About what so many areas with so many vertices take in memory, prepared and indexed.
  static long bytes(long areas, long vertices) {
    return areas * BYTES_OF_AREA + vertices * BYTES_OF_VERTEX;
  }

  /// What reading them one after the other takes: the largest, prepared, and a chunk of the table
  /// twice, as it is stored and as columns.
  long readingBytes() {
    return bytes(1, largest) + 2 * chunkBytes;
  }
}
