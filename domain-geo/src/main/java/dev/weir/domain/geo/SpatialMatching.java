package dev.weir.domain.geo;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.StatelessTransform;
import org.jspecify.annotations.Nullable;

/// Finds the areas of rows among areas in memory. Immutable: shared by threads.
///
/// @param join what is asked for
/// @param areas the areas
/// @param nearest finds them, if the nearest ones are asked for
record SpatialMatching(Join join, AreaIndex areas, @Nullable Nearest nearest)
    implements StatelessTransform {
  /// Of all areas of a model.
  static SpatialMatching of(Join join, StoredAreas stored) {
    var areas = AreaIndex.of(stored, join.nearest());
    return new SpatialMatching(
        join, areas, join.nearest() ? Nearest.of(areas, join.maxDistance()) : null);
  }

  @Override
  public long retainedBytes() {
    return areas.bytes();
  }

  @Override
  public boolean holdsModel() {
    return false;
  }

  @Override
  public Chunk transform(Chunk chunk, ChunkProcessingContext context) {
    var pairs = new Pairs(chunk.rows());
    var places = RowPlaces.of(join.place(), chunk, context);
    var found = new Candidates();
    for (int row = 0; row < chunk.rows(); row++) {
      int before = pairs.count();
      var at = places.read(row);
      if (at == RowPlaces.At.SOMEWHERE) {
        match(places, row, found, pairs);
      }
      if (join.left() && at != RowPlaces.At.ASIDE && pairs.count() == before) {
        pairs.add(row, areas.none(), 0);
      }
    }
    return pairs.rows(chunk, join.emitted(), areas.kept(), areas.none());
  }

  private void match(RowPlaces places, int row, Candidates found, Pairs pairs) {
    if (nearest != null) {
      nearest.match(places.geometry(), row, join.first(), found, pairs);
      return;
    }
    areas.candidates(places.box(), found);
    for (int i = 0; i < found.count(); i++) {
      if (places.matches(found.get(i), join.predicate())) {
        pairs.add(row, found.get(i).number(), 0);
        if (join.first()) {
          return;
        }
      }
    }
  }
}
