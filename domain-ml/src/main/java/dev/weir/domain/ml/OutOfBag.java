package dev.weir.domain.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// How well trees do on the rows that they did not learn from: each row is predicted by the mean of
/// those trees that it was not drawn for. Mutable.
final class OutOfBag {
  private final TrainingRows rows;
  private final int width;
  private final List<Tree> trees = new ArrayList<>();
  private final List<BitSet> unseen = new ArrayList<>();
  private long count;
  private double total;

  OutOfBag(TrainingRows rows) {
    this.rows = rows;
    width = Math.max(1, rows.classes().size());
  }

  /// Takes in the next tree.
  ///
  /// @param drawn how often each row was drawn for it
  void accept(Tree tree, int[] drawn) {
    var left = new BitSet(drawn.length);
    for (int r = 0; r < drawn.length; r++) {
      left.set(r, drawn[r] == 0);
    }
    trees.add(tree);
    unseen.add(left);
  }

  /// All trees are here: predicts the rows.
  OutOfBag summed() {
    var sums = new double[width];
    for (int r = 0; r < rows.rows(); r++) {
      Arrays.fill(sums, 0);
      int voters = 0;
      for (int t = 0; t < trees.size(); t++) {
        if (unseen.get(t).get(r)) {
          voters++;
          var value = trees.get(t).values()[trees.get(t).leaf(rows.numbers(), r)];
          for (int c = 0; c < width; c++) {
            sums[c] += value[c];
          }
        }
      }
      if (voters > 0) {
        count++;
        total += rows.classes().isEmpty() ? squared(sums[0] / voters, r) : wrong(sums, r);
      }
    }
    return this;
  }

  private double squared(double predicted, int row) {
    double off = predicted - rows.value()[row];
    return off * off;
  }

  private double wrong(double[] sums, int row) {
    return greatest(sums, 0, width) == rows.label()[row] ? 0 : 1;
  }

  /// Rows that at least one tree did not learn from.
  long rowCount() {
    return count;
  }

  /// Share of these rows that get a wrong class, or the mean square of what their numbers are off;
  /// NaN if there are none.
  double error() {
    return total / count;
  }

  /// The place of the greatest of `width` numbers after `from`, of equals the first.
  static int greatest(double[] numbers, int from, int width) {
    int best = 0;
    for (int c = 1; c < width; c++) {
      if (numbers[from + c] > numbers[from + best]) {
        best = c;
      }
    }
    return best;
  }
}
