package dev.weir.numerics;

import dev.weir.api.StateCodec;
import dev.weir.api.Validity;
import java.util.Arrays;

/// Least squares of any number of rows in one pass and in parts that merge, by orthogonal
/// transformations: the triangular factor of a QR decomposition of the predictors and the response
/// (TSQR).
///
/// Mutable; for one thread at a time. Kept is the upper triangle `R` of `[1 X y] = Q R`: it holds
/// all that a linear regression needs, and the factor of two parts is the factor of their factors,
/// one below the other. Unlike the normal equations `XᵀX`, whose condition is the square of the
/// problem's, this loses only the digits that the problem itself costs.
///
/// ```java
/// var qr = QrMerge.create(2, true);
/// qr.accept(new double[][] {x1, x2, y}, validities, rows);   // the response is the last column
/// var fit = qr.leastSquares();
/// ```
///
/// **Cells.** A row counts only if every column holds a finite number; rows with a missing cell,
/// NaN or an infinity are left out and counted in [#skipped]. Values beyond about 1e150 overflow
/// when squared: the figures are then infinite or NaN.
///
/// **Method.** Blocks of 128 rows below `R` are reduced by Householder reflections that leave the
/// zeros of `R` alone.
///
/// **Error.** Backward stable: the coefficients are those of data changed by a few units in the
/// last place; their relative error is about the condition of the columns, scaled to one length,
/// times 1e-16. NIST StRD, least correct digits of the coefficients in one chunk: Longley 12,
/// Wampler1 9, Wampler2 12, Wampler3 9, Wampler4 8, Wampler5 6, Filip 7; in chunks of a few rows up
/// to one digit less. Different chunkings agree within that error; the same chunking and merge tree
/// give the same bits.
///
/// **Cost.** About `0.7 p²` ns a row for `p` columns in all; `8 p²` bytes, and `p` KB while a chunk
/// comes in.
///
/// Source: Golub, Van Loan, *Matrix Computations*, 4th edition, 5.1-5.3; Demmel, Grigori, Hoemmen,
/// Langou, *Communication-optimal parallel and sequential QR and LU factorizations*, SIAM J. Sci.
/// Comput. 34 (2012), doi:10.1137/080731992. Checked against NIST StRD and R `lm`.
public final class QrMerge {
  /// Greatest number of predictors.
  public static final int MAX_PREDICTORS = 2000;

  private static final int BLOCK = 128;

  private final int predictors;
  private final boolean intercept;

  /// Columns of the factor: the intercept if there is one, predictors, response.
  private final int width;

  /// Row by row; what is below the diagonal stays 0.
  private final double[][] factor;

  private long count;
  private long skipped;

  private QrMerge(int predictors, boolean intercept) {
    this.predictors = predictors;
    this.intercept = intercept;
    width = predictors + (intercept ? 2 : 1);
    factor = new double[width][width];
  }

  /// Nothing taken in yet.
  ///
  /// @param predictors how many, 0 to 2000 (the mean alone)
  /// @param intercept whether a column of ones comes first
  public static QrMerge create(int predictors, boolean intercept) {
    return new QrMerge(
        CompleteRows.columns("a regression", predictors, intercept ? 0 : 1, MAX_PREDICTORS),
        intercept);
  }

  /// Takes in the complete ones of the first `rows` rows.
  ///
  /// @param values the predictors, then the response
  /// @param validities one each
  public void accept(double[][] values, Validity[] validities, int rows) {
    CompleteRows.check("a regression", predictors + 1, values.length);
    int ones = intercept ? 1 : 0;
    var block = new double[width][Math.min(BLOCK, rows)];
    var gathered = Arrays.copyOfRange(block, ones, width);
    for (int from = 0; from < rows; from += BLOCK) {
      int to = Math.min(rows, from + BLOCK);
      int n = CompleteRows.gather(values, validities, from, to, gathered);
      if (intercept) {
        Arrays.fill(block[0], 0, n, 1);
      }
      skipped += to - from - n;
      count += n;
      reduce(block, n);
    }
  }

  /// Takes in what `later` took in; `later` stays as it is. Both have the same columns.
  public void merge(QrMerge later) {
    CompleteRows.check("a regression", width, later.width);
    var block = new double[width][width];
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < width; j++) {
        block[j][i] = later.factor[i][j];
      }
    }
    reduce(block, width);
    count += later.count;
    skipped += later.skipped;
  }

  /// Makes the factor that of itself and `n` rows below it; uses the block up.
  private void reduce(double[][] block, int n) {
    for (int j = 0; j < width; j++) {
      var v = block[j];
      double below = Covariance.dot(v, v, n);
      if (below == 0) {
        continue;
      }
      double head = factor[j][j];
      double norm = Math.sqrt(head * head + below);
      double first = head <= 0 ? head - norm : -below / (head + norm);
      double scale = 2 * first * first / (below + first * first);
      for (int r = 0; r < n; r++) {
        v[r] /= first;
      }
      factor[j][j] = norm;
      for (int k = j + 1; k < width; k++) {
        var column = block[k];
        double w = scale * (factor[j][k] + Covariance.dot(v, column, n));
        factor[j][k] -= w;
        for (int r = 0; r < n; r++) {
          column[r] -= w * v[r];
        }
      }
    }
  }

  /// Complete rows taken in.
  public long count() {
    return count;
  }

  /// Rows left out because a cell was missing, NaN or infinite.
  public long skipped() {
    return skipped;
  }

  /// The regression of the response on the predictors. A predictor is left out as aliased if what
  /// the earlier ones leave of it is less than 1e-13 of its length: for exact multiples and sums
  /// that is rounding, and of the hardest certified problem (Filip) still 1e-12.
  public LeastSquares leastSquares() {
    return leastSquares(1e-13);
  }

  /// As [#leastSquares()], with the share of its length below which a predictor counts as aliased.
  public LeastSquares leastSquares(double tolerance) {
    return LeastSquares.of(factor, intercept, count, tolerance);
  }

  /// Writes the state; leaves it as it was.
  public void write(StateCodec.Out out) {
    out.integers(new long[] {predictors, intercept ? 1 : 0, count, skipped});
    for (var row : factor) {
      out.reals(row);
    }
  }

  /// Reads what [#write] wrote.
  public static QrMerge read(StateCodec.In in) {
    var head = in.integers();
    var qr = new QrMerge((int) head[0], head[1] != 0);
    qr.count = head[2];
    qr.skipped = head[3];
    for (int i = 0; i < qr.width; i++) {
      qr.factor[i] = in.reals();
    }
    return qr;
  }

  /// Bytes that this object keeps alive.
  public long retainedBytes() {
    return retainedBytes(predictors);
  }

  /// Bytes that an object with so many predictors keeps alive, whatever it took in.
  public static long retainedBytes(int predictors) {
    return 100 + (predictors + 2L) * (24 + 8 * (predictors + 2L));
  }
}
