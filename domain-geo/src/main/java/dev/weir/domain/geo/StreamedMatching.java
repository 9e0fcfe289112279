package dev.weir.domain.geo;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.StatelessTransform;
import org.jspecify.annotations.Nullable;

/// Finds the areas of rows among areas that do not fit into memory: these are read from their
/// table, in order, for each chunk of rows, and those that lie apart from all its rows are passed
/// over by their boxes. The same rows come out as of [SpatialMatching]. Immutable: shared by
/// threads.
///
/// @param join what is asked for
/// @param areas the areas
/// @param near bounds how far away the nearest areas are, if these are asked for
record StreamedMatching(Join join, StoredAreas areas, @Nullable NearPoints near)
    implements StatelessTransform {
  /// Of all areas of a model.
  static StreamedMatching of(Join join, StoredAreas stored) {
    return new StreamedMatching(join, stored, join.nearest() ? NearPoints.of(stored) : null);
  }

  @Override
  public long retainedBytes() {
    return near == null ? 0 : near.bytes();
  }

  @Override
  public boolean holdsModel() {
    return false;
  }

  @Override
  public Chunk transform(Chunk chunk, ChunkProcessingContext context) {
    return new StreamedJoin(join, areas, near, chunk, context).rows();
  }
}
