package dev.weir.domain.ml;

/// A tree as plain arrays, node 0 being its root. An inner node sends a row to `yes` or `no`: a
/// number by whether it is at most `cut` (a missing one is), a category by whether its code is
/// `cut`.
///
/// @param feature of inner nodes; -1 for a leaf
/// @param category true if the feature holds categories
/// @param cut what an inner node compares with
/// @param yes the next node if so
/// @param no the next node if not
/// @param rows drawn rows that came by
/// @param values of leaves: the shares of the classes, or the one number
@SuppressWarnings("ArrayRecordComponent")
record Tree(
    int[] feature,
    boolean[] category,
    double[] cut,
    int[] yes,
    int[] no,
    int[] rows,
    double[][] values) {
  static Tree of(int nodes) {
    return new Tree(
        new int[nodes],
        new boolean[nodes],
        new double[nodes],
        new int[nodes],
        new int[nodes],
        new int[nodes],
        new double[nodes][]);
  }

  int size() {
    return feature.length;
  }

  /// The leaf of a row.
  ///
  /// @param numbers of each feature, a number a row
  int leaf(double[][] numbers, int row) {
    int node = 0;
    while (feature[node] >= 0) {
      double number = numbers[feature[node]][row];
      boolean goes = category[node] ? number == cut[node] : !(number > cut[node]);
      node = goes ? yes[node] : no[node];
    }
    return node;
  }

  /// Adds to each feature by how much its splits lower the impurity of the drawn rows: Gini's for
  /// classes, the sum of squares for numbers.
  void addImportance(double[] importance) {
    for (int node = 0; node < size(); node++) {
      if (feature[node] >= 0) {
        importance[feature[node]] += fall(node);
      }
    }
  }

  private double fall(int node) {
    var left = mean(yes[node]);
    var right = mean(no[node]);
    double squares = 0;
    for (int c = 0; c < left.length; c++) {
      squares += (left[c] - right[c]) * (left[c] - right[c]);
    }
    return squares * rows[yes[node]] * rows[no[node]] / rows[node];
  }

  /// The mean value of the drawn rows below a node. Recursion is as deep as the tree.
  private double[] mean(int node) {
    if (feature[node] < 0) {
      return values[node];
    }
    var left = mean(yes[node]);
    var right = mean(no[node]);
    var mean = new double[left.length];
    for (int c = 0; c < mean.length; c++) {
      mean[c] = (left[c] * rows[yes[node]] + right[c] * rows[no[node]]) / rows[node];
    }
    return mean;
  }
}
