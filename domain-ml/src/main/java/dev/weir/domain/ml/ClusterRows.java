package dev.weir.domain.ml;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.Schema;
import dev.weir.api.StatelessTransform;
import dev.weir.api.Type;
import dev.weir.api.Validity;
import dev.weir.api.Values;
import java.util.List;

/// Adds to each row the number of its nearest centre, and if asked its distance; missing where a
/// feature has no usable number, or there are no centres.
record ClusterRows(
    Centres centres, List<Column> features, Schema.Field cluster, List<Schema.Field> distance)
    implements StatelessTransform {
  @Override
  public Chunk transform(Chunk chunk, ChunkProcessingContext context) {
    int rows = chunk.rows();
    var numbers = new int[rows];
    var distances = new double[distance.isEmpty() ? 0 : rows];
    var here = new boolean[rows];
    int most = Math.min(FeatureRows.MOST, rows);
    var labels = new int[most];
    var squared = new double[most];
    var spare = new double[most];
    if (centres.count() > 0) {
      FeatureRows.of(
          chunk,
          features,
          batch -> {
            centres.nearest(batch, labels, squared, spare);
            for (int i = 0; i < batch.count(); i++) {
              int row = batch.row(i);
              here[row] = true;
              numbers[row] = labels[i] + 1;
              if (!distance.isEmpty()) {
                distances[row] = Math.sqrt(squared[i]);
              }
            }
          });
    }
    var valid = Validity.of(here);
    var out = chunk.with(cluster, new Values.Ints(Type.INT, numbers, valid));
    for (var field : distance) {
      out = out.with(field, new Values.Doubles(distances, valid));
    }
    return out;
  }
}
