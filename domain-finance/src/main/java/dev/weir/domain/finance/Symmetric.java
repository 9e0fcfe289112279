package dev.weir.domain.finance;

import org.jspecify.annotations.Nullable;

/// Small symmetric matrices: solving and inverting by Cholesky's factors.
final class Symmetric {
  private static final double SINGULAR = 1e-13;

  private Symmetric() {}

  /// The lower factor, or null unless the matrix is positive definite beyond rounding.
  static double @Nullable [][] factor(double[][] matrix) {
    int n = matrix.length;
    var lower = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= lower[i][k] * lower[j][k];
        }
        if (i != j) {
          lower[i][j] = sum / lower[j][j];
        } else if (sum > SINGULAR * matrix[i][i]) {
          lower[i][i] = Math.sqrt(sum);
        } else {
          return null;
        }
      }
    }
    return lower;
  }

  /// Solves for a right side, given the lower factor.
  static double[] solve(double[][] lower, double[] right) {
    int n = lower.length;
    var x = right.clone();
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= lower[i][k] * x[k];
      }
      x[i] /= lower[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        x[i] -= lower[k][i] * x[k];
      }
      x[i] /= lower[i][i];
    }
    return x;
  }

  /// The inverse, or null unless the matrix is positive definite beyond rounding.
  static double @Nullable [][] inverse(double[][] matrix) {
    var lower = factor(matrix);
    if (lower == null) {
      return null;
    }
    int n = matrix.length;
    var inverse = new double[n][];
    for (int i = 0; i < n; i++) {
      var unit = new double[n];
      unit[i] = 1;
      inverse[i] = solve(lower, unit);
    }
    return inverse;
  }
}
