package dev.weir.domain.ml;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Schema;
import dev.weir.api.StatelessTransform;
import dev.weir.api.Text;
import dev.weir.api.Type;
import dev.weir.api.Validity;
import dev.weir.api.Values;
import java.util.Arrays;
import java.util.List;

/// Adds to each row what the forest predicts, and if asked the probability of each class.
///
/// @param model the forest
/// @param prediction the column that is added
/// @param probabilities one a class, or none
record ForestRows(ForestModel model, Schema.Field prediction, List<Schema.Field> probabilities)
    implements StatelessTransform {
  /// Rows that go through one tree after the other.
  private static final int BATCH = 512;

  @Override
  public Chunk transform(Chunk chunk, ChunkProcessingContext context) {
    int rows = chunk.rows();
    int width = Math.max(1, model.classes().size());
    boolean none = model.trees().isEmpty();
    var numbers = model.features().stream().map(f -> f.numbers(chunk)).toArray(double[][]::new);
    var classes = new int[rows];
    var values = new double[prediction.type() == Type.DOUBLE ? rows : 0];
    var shares = new double[probabilities.size()][rows];
    var sums = new double[BATCH * width];
    for (int from = 0; from < rows && !none; from += BATCH) {
      int to = Math.min(rows, from + BATCH);
      sum(numbers, from, to, width, sums);
      for (int r = from; r < to; r++) {
        int at = (r - from) * width;
        if (prediction.type() == Type.DOUBLE) {
          values[r] = sums[at] / model.trees().size();
        } else {
          classes[r] = OutOfBag.greatest(sums, at, width);
        }
        for (int c = 0; c < shares.length; c++) {
          shares[c][r] = sums[at + c] / model.trees().size();
        }
      }
    }
    var valid = none ? Validity.none(rows) : Validity.ALL;
    var out = chunk.with(prediction, predicted(classes, values, valid));
    for (int c = 0; c < shares.length; c++) {
      out = out.with(probabilities.get(c), new Values.Doubles(shares[c], valid));
    }
    return out;
  }

  private void sum(double[][] numbers, int from, int to, int width, double[] sums) {
    Arrays.fill(sums, 0);
    for (var tree : model.trees()) {
      for (int r = from; r < to; r++) {
        var value = tree.values()[tree.leaf(numbers, r)];
        for (int c = 0; c < width; c++) {
          sums[(r - from) * width + c] += value[c];
        }
      }
    }
  }

  private Values predicted(int[] classes, double[] values, Validity valid) {
    if (prediction.type() == Type.DOUBLE) {
      return new Values.Doubles(values, valid);
    }
    var names =
        model.classes().isEmpty() ? new String[] {""} : model.classes().toArray(String[]::new);
    var text = Text.of(names);
    var offsets = new int[names.length + 1];
    for (int c = 0; c < names.length; c++) {
      offsets[c + 1] = text.end(c);
    }
    return new Values.Texts(Type.TEXT, Text.ofDictionary(text.bytes(), offsets, classes), valid);
  }
}
