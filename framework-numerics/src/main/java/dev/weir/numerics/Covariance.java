package dev.weir.numerics;

import dev.weir.api.StateCodec;
import dev.weir.api.Validity;

/// Means, variances, covariances and correlations of `d` columns, in one pass and in parts that
/// merge: the vector of means and the centred Gram matrix.
///
/// Mutable; for one thread at a time. With `n` complete rows `x` and their mean `m`, the Gram
/// matrix is `G = Σ (x - m) (x - m)ᵀ`, and
///
/// | figure | definition | fewer rows than needed |
/// |---|---|---|
/// | [#mean] | `m[i]` | NaN for none |
/// | [#covariance] | `G[i][j] / (n - 1)` | NaN for 0 or 1 |
/// | [#populationCovariance] | `G[i][j] / n` | NaN for none |
/// | [#correlation] | Pearson's `r = G[i][j] / √(G[i][i] G[j][j])` | NaN if a column has no spread |
///
/// **Which tools agree.** R `cov` and `cor` with `use = "complete.obs"`, NumPy `cov`, pandas after
/// `dropna`.
///
/// **Cells.** A row counts only if every column holds a finite number there; rows with a missing
/// cell, NaN or an infinity are left out of everything and counted in [#skipped]. So the matrix is
/// that of one set of rows, and positive semidefinite up to rounding. A constant column has exactly
/// that mean, and covariance 0 with every column. For pairwise deletion use one `Covariance` for
/// each pair.
///
/// **Method.** Blocks of 512 rows in two passes, means (by TwoSum) and then products of the
/// differences; blocks and parts merge by `G = G₁ + G₂ + (n₁ n₂ / n) δ δᵀ`, `δ` the difference of
/// the means, which are carried in twice the working precision.
///
/// **Error.** Mean: about one rounding. `G[i][j]`: about 1e-15 of `√(G[i][i] G[j][j])`, for any
/// mean; between different chunkings at most 1e-13 of it in our tests. Correlations are cut to [-1,
/// 1].
///
/// **Cost.** About `0.4 d²` ns a row for large `d`; `4 d² + 20 d` bytes. While a chunk comes in, `4
/// d` KB more.
///
/// Source: Chan, Golub, LeVeque, *Algorithms for computing the sample variance*, The American
/// Statistician 37 (1983), doi:10.1080/00031305.1983.10483115; Pébay, SAND2008-6212,
/// doi:10.2172/1028931. Checked against R `cov` and `cor` and exact arithmetic.
public final class Covariance {
  /// Greatest number of columns: a Gram matrix of 64 MB.
  public static final int MAX_COLUMNS = 4096;

  private static final int BLOCK = 512;

  private final int columns;
  private final double[] sums;
  private final double[] lows;

  /// Upper triangle, row by row.
  private final double[] gram;

  private long count;
  private long skipped;

  private Covariance(int columns) {
    this.columns = columns;
    sums = new double[columns];
    lows = new double[columns];
    gram = new double[columns * (columns + 1) / 2];
  }

  /// Nothing taken in yet.
  ///
  /// @param columns how many, 1 to 4096
  public static Covariance create(int columns) {
    return new Covariance(CompleteRows.columns("a covariance matrix", columns, 1, MAX_COLUMNS));
  }

  /// Takes in the complete ones of the first `rows` rows.
  public void accept(double[][] values, Validity[] validities, int rows) {
    CompleteRows.check("a covariance matrix", columns, values.length);
    var block = new double[columns][Math.min(BLOCK, rows)];
    for (int from = 0; from < rows; from += BLOCK) {
      int to = Math.min(rows, from + BLOCK);
      int n = CompleteRows.gather(values, validities, from, to, block);
      skipped += to - from - n;
      if (n > 0) {
        acceptBlock(block, n);
      }
    }
  }

  private void acceptBlock(double[][] block, int n) {
    var part = new Covariance(columns);
    var rest = new double[columns];
    part.count = n;
    for (int c = 0; c < columns; c++) {
      rest[c] = part.centre(c, block[c], n);
    }
    int at = 0;
    for (int i = 0; i < columns; i++) {
      for (int j = i; j < columns; j++) {
        part.gram[at++] = dot(block[i], block[j], n) - n * rest[i] * rest[j];
      }
    }
    merge(part);
  }

  /// Sums a column and takes its rounded mean off; says by how much that misses the mean.
  private double centre(int c, double[] x, int n) {
    double sum = 0;
    double low = 0;
    for (int r = 0; r < n; r++) {
      double s = sum + x[r];
      double z = s - sum;
      low += (sum - (s - z)) + (x[r] - z);
      sum = s;
    }
    double rounded = sum / n;
    double mean = rounded + (Math.fma(-rounded, n, sum) + low) / n;
    for (int r = 0; r < n; r++) {
      x[r] -= mean;
    }
    sums[c] = sum;
    lows[c] = low;
    return (Math.fma(-mean, n, sum) + low) / n;
  }

  /// Four sums side by side, so that the order of additions is fixed and the machine may overlap
  /// them.
  static double dot(double[] x, double[] y, int n) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int r = 0;
    for (; r < n - 3; r += 4) {
      a += x[r] * y[r];
      b += x[r + 1] * y[r + 1];
      c += x[r + 2] * y[r + 2];
      d += x[r + 3] * y[r + 3];
    }
    for (; r < n; r++) {
      a += x[r] * y[r];
    }
    return (a + b) + (c + d);
  }

  /// Takes in what `later` took in; `later` stays as it is. Both have the same number of columns.
  public void merge(Covariance later) {
    CompleteRows.check("a covariance matrix", columns, later.columns);
    skipped += later.skipped;
    if (later.count == 0) {
      return;
    }
    double weight = (double) count * later.count / (count + later.count);
    var delta = new double[columns];
    for (int c = 0; c < columns; c++) {
      delta[c] = count == 0 ? 0 : difference(later, c);
      add(c, later.sums[c], later.lows[c]);
    }
    int at = 0;
    for (int i = 0; i < columns; i++) {
      double scaled = weight * delta[i];
      for (int j = i; j < columns; j++) {
        gram[at] += later.gram[at] + scaled * delta[j];
        at++;
      }
    }
    count += later.count;
  }

  private double difference(Covariance later, int c) {
    double a = sums[c] / count;
    double b = later.sums[c] / later.count;
    double lowA = (Math.fma(-a, (double) count, sums[c]) + lows[c]) / count;
    double lowB = (Math.fma(-b, (double) later.count, later.sums[c]) + later.lows[c]) / later.count;
    return (b - a) + (lowB - lowA);
  }

  private void add(int c, double sum, double low) {
    double s = sums[c] + sum;
    double z = s - sums[c];
    double error = ((sums[c] - (s - z)) + (sum - z)) + (lows[c] + low);
    sums[c] = s + error;
    z = sums[c] - s;
    lows[c] = error - z;
  }

  /// Complete rows taken in.
  public long count() {
    return count;
  }

  /// Rows left out because a cell was missing, NaN or infinite.
  public long skipped() {
    return skipped;
  }

  /// How many columns there are.
  public int columns() {
    return columns;
  }

  /// Mean of a column; NaN for no rows.
  public double mean(int column) {
    double mean = sums[column] / count;
    return mean + (Math.fma(-mean, (double) count, sums[column]) + lows[column]) / count;
  }

  /// Centred sum of products of two columns, `G[i][j]`; 0 for no rows and for a constant column.
  public double gram(int i, int j) {
    return constant(i) || constant(j) ? 0 : gram[at(Math.min(i, j), Math.max(i, j))];
  }

  private int at(int row, int column) {
    return row * (2 * columns - row - 1) / 2 + column;
  }

  /// One value that differs from the others differs by a unit in the last place, so less than half
  /// of its square is what rounding left.
  private boolean constant(int i) {
    double unit = Math.ulp(mean(i));
    return count == 0 || gram[at(i, i)] < unit * unit / 4;
  }

  /// Sample covariance of two columns, a variance if they are the same; NaN for fewer than two
  /// rows.
  public double covariance(int i, int j) {
    return count < 2 ? Double.NaN : gram(i, j) / (count - 1);
  }

  /// Population covariance of two columns; NaN for no rows.
  public double populationCovariance(int i, int j) {
    return count == 0 ? Double.NaN : gram(i, j) / count;
  }

  /// Pearson's correlation of two columns; NaN if one of them has no spread.
  public double correlation(int i, int j) {
    double a = gram(i, i);
    double b = gram(j, j);
    if (count == 0 || a <= 0 || b <= 0) {
      return Double.NaN;
    }
    double product = a * b;
    boolean inRange = product >= Double.MIN_NORMAL && product <= Double.MAX_VALUE;
    double root = inRange ? Math.sqrt(product) : Math.sqrt(a) * Math.sqrt(b);
    return i == j ? 1 : Math.max(-1, Math.min(1, gram(i, j) / root));
  }

  /// All correlations, a square and symmetric matrix.
  public double[][] correlations() {
    var matrix = new double[columns][columns];
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j < columns; j++) {
        matrix[i][j] = correlation(i, j);
      }
    }
    return matrix;
  }

  /// Writes the state; leaves it as it was.
  public void write(StateCodec.Out out) {
    out.integers(new long[] {columns, count, skipped});
    out.reals(sums);
    out.reals(lows);
    out.reals(gram);
  }

  /// Reads what [#write] wrote.
  public static Covariance read(StateCodec.In in) {
    var head = in.integers();
    var c = new Covariance((int) head[0]);
    c.count = head[1];
    c.skipped = head[2];
    System.arraycopy(in.reals(), 0, c.sums, 0, c.columns);
    System.arraycopy(in.reals(), 0, c.lows, 0, c.columns);
    System.arraycopy(in.reals(), 0, c.gram, 0, c.gram.length);
    return c;
  }

  /// Bytes that this object keeps alive.
  public long retainedBytes() {
    return retainedBytes(columns);
  }

  /// Bytes that an object for so many columns keeps alive, whatever it took in.
  public static long retainedBytes(int columns) {
    return 120 + 16L * columns + 4L * columns * (columns + 1);
  }
}
