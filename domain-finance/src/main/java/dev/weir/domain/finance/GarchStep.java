package dev.weir.domain.finance;

import static dev.weir.domain.finance.GarchLikelihood.ALPHA;
import static dev.weir.domain.finance.GarchLikelihood.BETA;
import static dev.weir.domain.finance.GarchLikelihood.MU;
import static dev.weir.domain.finance.GarchLikelihood.OMEGA;
import static dev.weir.domain.finance.GarchLikelihood.SIZE;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The best step within the bounds `omega >= 1e-10`, `alpha >= 0`, `beta >= 0` and `alpha + beta <=
/// 1`, by a quadratic model of the log-likelihood.
///
/// The model's curvature is that of the likelihood (Newton), or its expectation where that is not
/// negative definite (Fisher scoring); `damping` adds to it (Levenberg and Marquardt). Its greatest
/// value lies inside, or inside one of the sides and corners that the bounds make: each is tried.
///
/// @param to where it leads
/// @param gain of log-likelihood that the model promises; NaN if it knows no step
@SuppressWarnings("ArrayRecordComponent")
record GarchStep(double[] to, double gain) {
  static final double LEAST_OMEGA = 1e-10;

  private static final double[] ONLY_ALPHA = unit(ALPHA, 0);
  private static final double[] ONLY_BETA = unit(BETA, 0);
  private static final double[] EXCHANGE = exchange();
  private static final double LEAST_DAMPING = 1e-10;
  private static final double MOST_DAMPING = 0.1;
  private static final double ROUNDING = 1e-12;

  private static double[] unit(int i, double otherwise) {
    var unit = new double[SIZE];
    java.util.Arrays.fill(unit, otherwise);
    unit[i] = 1;
    return unit;
  }

  private static double[] exchange() {
    var exchange = unit(ALPHA, 0);
    exchange[BETA] = -1;
    return exchange;
  }

  /// A side: alpha and beta where it begins, and the directions along it.
  private record Side(double alpha, double beta, List<double[]> along) {}

  /// @param mean false if mu is 0 and not estimated
  static GarchStep from(GarchLikelihood likelihood, double damping, boolean mean) {
    var at = likelihood.at();
    var curvature = curvature(likelihood, damping, mean);
    double alpha = at[ALPHA];
    double beta = at[BETA];
    double shift = (1 - alpha - beta) / 2;
    var sides =
        List.of(
            new Side(alpha, beta, List.of(ONLY_ALPHA, ONLY_BETA)),
            new Side(0, beta, List.of(ONLY_BETA)),
            new Side(alpha, 0, List.of(ONLY_ALPHA)),
            new Side(alpha + shift, beta + shift, List.of(EXCHANGE)),
            new Side(0, 0, List.of()),
            new Side(1, 0, List.of()),
            new Side(0, 1, List.of()));
    var best = new GarchStep(at, Double.NEGATIVE_INFINITY);
    for (var side : sides) {
      for (boolean omegaFree : new boolean[] {true, false}) {
        var step = along(likelihood, curvature, side, omegaFree, mean);
        best = step != null && step.gain > best.gain ? step : best;
      }
    }
    return best.gain >= -ROUNDING
        ? new GarchStep(best.to, Math.max(0, best.gain))
        : new GarchStep(at, Double.NaN);
  }

  /// The greatest value of the model on a side, or null if it is out of bounds.
  private static @Nullable GarchStep along(
      GarchLikelihood likelihood,
      double[][] curvature,
      Side side,
      boolean omegaFree,
      boolean mean) {
    var at = likelihood.at();
    var directions = new java.util.ArrayList<>(side.along);
    if (mean) {
      directions.add(unit(MU, 0));
    }
    var step = new double[SIZE];
    step[ALPHA] = side.alpha - at[ALPHA];
    step[BETA] = side.beta - at[BETA];
    if (omegaFree) {
      directions.add(unit(OMEGA, 0));
    } else {
      step[OMEGA] = LEAST_OMEGA - at[OMEGA];
    }
    if (!directions.isEmpty()) {
      var solved = solve(likelihood, curvature, directions, step);
      if (solved == null) {
        return null;
      }
      step = solved;
    }
    var to = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      to[i] = i == OMEGA && !omegaFree ? LEAST_OMEGA : at[i] + step[i];
    }
    if (!within(to)) {
      return null;
    }
    return new GarchStep(to, gain(likelihood, curvature, step));
  }

  private static double @Nullable [] solve(
      GarchLikelihood likelihood, double[][] curvature, List<double[]> directions, double[] from) {
    int n = directions.size();
    var matrix = new double[n][n];
    var right = new double[n];
    for (int a = 0; a < n; a++) {
      for (int i = 0; i < SIZE; i++) {
        double di = directions.get(a)[i];
        right[a] += di * likelihood.score(i);
        for (int j = 0; j < SIZE; j++) {
          right[a] -= di * curvature[i][j] * from[j];
          for (int b = 0; b < n; b++) {
            matrix[a][b] += di * curvature[i][j] * directions.get(b)[j];
          }
        }
      }
    }
    var lower = Symmetric.factor(matrix);
    if (lower == null) {
      return null;
    }
    var y = Symmetric.solve(lower, right);
    var step = from.clone();
    for (int a = 0; a < n; a++) {
      for (int i = 0; i < SIZE; i++) {
        step[i] += y[a] * directions.get(a)[i];
      }
    }
    return step;
  }

  private static boolean within(double[] to) {
    double persistence = to[ALPHA] + to[BETA];
    boolean within =
        to[OMEGA] >= LEAST_OMEGA && to[ALPHA] >= 0 && to[BETA] >= 0 && persistence <= 1 + 1e-15;
    return within && Double.isFinite(to[MU]) && Double.isFinite(to[OMEGA]);
  }

  private static double gain(GarchLikelihood likelihood, double[][] curvature, double[] step) {
    double gain = 0;
    for (int i = 0; i < SIZE; i++) {
      double pull = 0;
      for (int j = 0; j < SIZE; j++) {
        pull += curvature[i][j] * step[j];
      }
      gain += step[i] * (likelihood.score(i) - pull / 2);
    }
    return gain;
  }

  /// Negative second derivatives, made positive definite: at `alpha = 0` by taking alpha by itself
  /// and everywhere by as much damping as it takes, or if that is much by their expectation.
  private static double[][] curvature(GarchLikelihood likelihood, double damping, boolean mean) {
    var observed = matrix(likelihood, damping, true);
    if (definite(observed, mean)) {
      return observed;
    }
    for (double more = LEAST_DAMPING; more <= MOST_DAMPING; more *= 10) {
      observed = apart(likelihood, Math.max(damping, more));
      if (definite(observed, mean)) {
        return observed;
      }
    }
    double more = Math.max(damping, LEAST_DAMPING);
    var expected = matrix(likelihood, more, false);
    while (!definite(expected, mean) && more < 1) {
      more *= 10;
      expected = matrix(likelihood, more, false);
    }
    return expected;
  }

  private static double[][] apart(GarchLikelihood likelihood, double damping) {
    var matrix = matrix(likelihood, damping, true);
    if (likelihood.at()[ALPHA] == 0) {
      for (int i = 0; i < SIZE; i++) {
        matrix[ALPHA][i] = 0;
        matrix[i][ALPHA] = 0;
      }
      matrix[ALPHA][ALPHA] = likelihood.information(ALPHA, ALPHA);
    }
    return matrix;
  }

  private static boolean definite(double[][] matrix, boolean mean) {
    return Symmetric.factor(mean ? matrix : withoutMean(matrix)) != null;
  }

  private static double[][] withoutMean(double[][] matrix) {
    var less = new double[SIZE - 1][];
    for (int i = 1; i < SIZE; i++) {
      less[i - 1] = java.util.Arrays.copyOfRange(matrix[i], 1, SIZE);
    }
    return less;
  }

  private static double[][] matrix(GarchLikelihood likelihood, double damping, boolean observed) {
    var matrix = new double[SIZE][SIZE];
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        double information = likelihood.information(i, j);
        matrix[i][j] =
            (observed ? -likelihood.hessian(i, j) : information)
                + (i == j ? damping * information : 0);
      }
    }
    return matrix;
  }
}
