package dev.weir.numerics;

import java.util.Arrays;

/// A linear regression: coefficients and what they are worth. Immutable.
///
/// With `n` rows, `k` coefficients that are not aliased (the intercept among them), residual sum of
/// squares `RSS`, and total sum of squares `TSS` (about the mean with an intercept, about 0
/// without):
///
/// | figure | definition | undefined (NaN) |
/// |---|---|---|
/// | [#coefficients] | least squares | aliased ones |
/// | [#residualDeviation] | `s = √(RSS / (n - k))` | `n <= k` |
/// | [#standardErrors] | `s √((XᵀX)⁻¹[i][i])` | aliased ones, `n <= k` |
/// | [#rSquared] | `1 - RSS / TSS` | `TSS = 0` |
/// | [#adjustedRSquared] | `1 - (RSS / (n - k)) / (TSS / (n - c))`, `c` 1 with an intercept, else 0 | `n <= k`, `TSS = 0` |
/// | [#fStatistic] | `((TSS - RSS) / (k - c)) / s²` | `n <= k`, `k = c` |
///
/// As R `lm` and its `summary`, aliased coefficients included: a predictor that the earlier ones
/// determine gets no coefficient, the others are those of the regression without it.
///
/// A constant response has `TSS = 0` exactly, and coefficients 0 up to rounding.
///
/// Made by [QrMerge#leastSquares()], whose documentation states the error.
public final class LeastSquares {
  /// Share of its length below which the spread of a response is rounding.
  private static final double CONSTANT = 0x1p-49;

  private final double[] coefficients;
  private final double[][] unscaled;
  private final boolean intercept;
  private final long count;
  private final int rank;
  private final double residual;
  private final double total;

  private LeastSquares(
      double[] coefficients,
      double[][] unscaled,
      boolean intercept,
      long count,
      int rank,
      double residual,
      double total) {
    this.coefficients = coefficients;
    this.unscaled = unscaled;
    this.intercept = intercept;
    this.count = count;
    this.rank = rank;
    this.residual = residual;
    this.total = total;
  }

  /// Solves the triangular system, leaving aliased columns out.
  static LeastSquares of(double[][] factor, boolean intercept, long count, double tolerance) {
    int n = factor.length - 1;
    var work = Arrays.stream(factor).map(double[]::clone).toArray(double[][]::new);
    var pivots = new int[n];
    int rank = 0;
    for (int j = 0; j < n; j++) {
      double length = norm(factor, j, 0);
      if (norm(work, j, rank) > tolerance * length) {
        reflect(work, j, rank);
        pivots[rank++] = j;
      }
    }
    double rest = norm(work, n, rank);
    double all = norm(work, n, intercept && rank > 0 ? 1 : 0);
    if (all <= CONSTANT * norm(work, n, 0)) {
      all = 0;
      rest = 0;
    }
    var inverse = inverse(work, pivots, rank);
    var coefficients = new double[n];
    Arrays.fill(coefficients, Double.NaN);
    var unscaled = new double[n][n];
    for (var row : unscaled) {
      Arrays.fill(row, Double.NaN);
    }
    var solution = solve(work, pivots, rank, n);
    for (int i = 0; i < rank; i++) {
      coefficients[pivots[i]] = solution[i];
      for (int j = 0; j < rank; j++) {
        double sum = 0;
        for (int k = Math.max(i, j); k < rank; k++) {
          sum += inverse[i][k] * inverse[j][k];
        }
        unscaled[pivots[i]][pivots[j]] = sum;
      }
    }
    return new LeastSquares(coefficients, unscaled, intercept, count, rank, rest * rest, all * all);
  }

  /// Length of a column from a row on.
  private static double norm(double[][] a, int column, int from) {
    double sum = 0;
    for (int i = from; i < a.length; i++) {
      sum = Math.hypot(sum, a[i][column]);
    }
    return sum;
  }

  /// Makes the column zero below a row, by a Householder reflection of the rows from there on.
  private static void reflect(double[][] a, int column, int row) {
    double norm = norm(a, column, row);
    double below = norm(a, column, row + 1);
    if (below == 0) {
      return;
    }
    var v = new double[a.length];
    for (int i = row; i < a.length; i++) {
      v[i] = a[i][column];
    }
    v[row] += v[row] < 0 ? -norm : norm;
    double square = 0;
    for (int i = row; i < a.length; i++) {
      square += v[i] * v[i];
    }
    for (int k = column; k < a.length; k++) {
      double w = 0;
      for (int i = row; i < a.length; i++) {
        w += v[i] * a[i][k];
      }
      w *= 2 / square;
      for (int i = row; i < a.length; i++) {
        a[i][k] -= w * v[i];
      }
    }
    for (int i = row + 1; i < a.length; i++) {
      a[i][column] = 0;
    }
  }

  /// Back substitution for the right-hand side in a column.
  private static double[] solve(double[][] a, int[] pivots, int rank, int column) {
    var x = new double[rank];
    for (int i = rank - 1; i >= 0; i--) {
      double sum = a[i][column];
      for (int j = i + 1; j < rank; j++) {
        sum -= a[i][pivots[j]] * x[j];
      }
      x[i] = sum / a[i][pivots[i]];
    }
    return x;
  }

  private static double[][] inverse(double[][] a, int[] pivots, int rank) {
    var inverse = new double[rank][rank];
    for (int k = 0; k < rank; k++) {
      for (int i = k; i >= 0; i--) {
        double sum = i == k ? 1 : 0;
        for (int j = i + 1; j <= k; j++) {
          sum -= a[i][pivots[j]] * inverse[j][k];
        }
        inverse[i][k] = sum / a[i][pivots[i]];
      }
    }
    return inverse;
  }

  /// Coefficients in the order of the predictors, the intercept first if there is one; NaN for
  /// aliased ones, which a prediction leaves out.
  public double[] coefficients() {
    return coefficients.clone();
  }

  /// Standard errors, in the order of [#coefficients].
  public double[] standardErrors() {
    var errors = new double[coefficients.length];
    Arrays.setAll(errors, i -> residualDeviation() * Math.sqrt(unscaled[i][i]));
    return errors;
  }

  /// Covariance of two coefficients, `s² (XᵀX)⁻¹[i][j]`.
  public double covariance(int i, int j) {
    return residualSumOfSquares() / degreesOfFreedom() * unscaled[i][j];
  }

  /// Rows used.
  public long count() {
    return count;
  }

  /// Coefficients that are not aliased.
  public int rank() {
    return rank;
  }

  /// `n - k`; 0 if there are not more rows than coefficients.
  public long degreesOfFreedom() {
    return Math.max(0, count - rank);
  }

  /// `RSS`.
  public double residualSumOfSquares() {
    return residual;
  }

  /// `TSS`.
  public double totalSumOfSquares() {
    return total;
  }

  /// Standard deviation of the residuals, `s`.
  public double residualDeviation() {
    return Math.sqrt(meanSquare());
  }

  private double meanSquare() {
    return degreesOfFreedom() == 0 ? Double.NaN : residual / degreesOfFreedom();
  }

  /// Share of the response's variation that the regression explains.
  public double rSquared() {
    return total == 0 ? Double.NaN : 1 - residual / total;
  }

  /// [#rSquared], adjusted for the number of coefficients.
  public double adjustedRSquared() {
    return total == 0 ? Double.NaN : 1 - meanSquare() / (total / (count - constants()));
  }

  /// `F` of the hypothesis that all coefficients but the intercept are 0, with `k - c` and `n - k`
  /// degrees of freedom.
  public double fStatistic() {
    int explained = rank - constants();
    return explained == 0 ? Double.NaN : (total - residual) / explained / meanSquare();
  }

  private int constants() {
    return intercept ? 1 : 0;
  }
}
