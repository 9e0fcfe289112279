package dev.weir.domain.finance;

import static dev.weir.domain.finance.GarchLikelihood.ALPHA;
import static dev.weir.domain.finance.GarchLikelihood.BETA;
import static dev.weir.domain.finance.GarchLikelihood.MU;
import static dev.weir.domain.finance.GarchLikelihood.OMEGA;
import static dev.weir.domain.finance.GarchLikelihood.SIZE;

import dev.weir.api.PipelineResult;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.Type;
import dev.weir.numerics.NormalTail;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A fit in the units of the returns.
///
/// @param fit the best parameters in units of the standard deviation; null if there are none
/// @param centre what was taken off the returns
/// @param scale what they were then divided by
/// @param mean false if mu is 0 and not estimated
record GarchReport(@Nullable GarchLikelihood fit, double centre, double scale, boolean mean) {
  private static final List<String> TERMS = List.of("mu", "omega", "alpha", "beta");
  private static final double AT_BOUND = 1e-9;
  private static final Schema COEFFICIENTS =
      Schema.of(
          new Schema.Field("term", Type.TEXT, false, ""),
          Schema.Field.of("estimate", Type.DOUBLE),
          Schema.Field.of("standard_error", Type.DOUBLE),
          Schema.Field.of("t", Type.DOUBLE),
          Schema.Field.of("p", Type.DOUBLE),
          Schema.Field.of("robust_error", Type.DOUBLE),
          Schema.Field.of("robust_t", Type.DOUBLE),
          Schema.Field.of("robust_p", Type.DOUBLE));

  PipelineResult result() {
    var result = PipelineResult.EMPTY;
    if (fit == null) {
      double none = Double.NaN;
      return figures(
          result.withTable("coefficients", none().table()), none, none, none, none, none);
    }
    var at = fit.at();
    double n = fit.count();
    double likelihood =
        fit.logLikelihood() - n * (0.5 * StrictMath.log(2 * Math.PI) + StrictMath.log(scale));
    double persistence = at[ALPHA] + at[BETA];
    double longRun = atOne(at) ? Double.POSITIVE_INFINITY : at[OMEGA] / (1 - persistence);
    double parameters = mean ? SIZE : SIZE - 1;
    result = result.withTable("coefficients", coefficients(fit).table());
    result =
        figures(
            result,
            likelihood,
            parameters,
            persistence,
            scale * Math.sqrt(longRun),
            scale * Math.sqrt(fit.forecast()));
    if (atOne(at) || at[ALPHA] <= AT_BOUND || at[BETA] <= AT_BOUND) {
      return result.withWarning(bound(at));
    }
    return covariance(fit, free(at)) == null
        ? result.withWarning(
            "the errors are not known: the likelihood does not fall in every direction from here")
        : result;
  }

  private PipelineResult figures(
      PipelineResult result,
      double likelihood,
      double parameters,
      double persistence,
      double longRun,
      double forecast) {
    double n = fit == null ? Double.NaN : fit.count();
    return result
        .withValue("log-likelihood", likelihood)
        .withValue("aic", 2 * parameters - 2 * likelihood)
        .withValue("bic", parameters * StrictMath.log(n) - 2 * likelihood)
        .withValue("persistence", persistence)
        .withValue("unconditional-volatility", longRun)
        .withValue("forecast-volatility", forecast);
  }

  private static boolean atOne(double[] at) {
    return at[ALPHA] + at[BETA] >= 1 - AT_BOUND;
  }

  private static String bound(double[] at) {
    if (at[ALPHA] <= AT_BOUND) {
      return "alpha is 0: no return tells of the variance of the next, so beta means nothing; the"
          + " errors of alpha and beta are not known";
    }
    return at[BETA] <= AT_BOUND
        ? "beta is 0, at its bound: its error is not known, and ARCH(1) says the same"
        : "alpha + beta is 1, at its bound: the variance has no long run (integrated GARCH), and the"
            + " errors of alpha and beta are not known";
  }

  private Rows none() {
    var rows = Rows.of(COEFFICIENTS);
    TERMS.subList(first(), SIZE).forEach(term -> rows.row().put(0, term));
    return rows;
  }

  private int first() {
    return mean ? MU : OMEGA;
  }

  private Rows coefficients(GarchLikelihood of) {
    var rows = Rows.of(COEFFICIENTS);
    var at = of.at();
    var free = free(at);
    var covariance = covariance(of, free);
    for (int i = first(); i < SIZE; i++) {
      double unit = i == MU ? scale : i == OMEGA ? scale * scale : 1;
      double estimate = (i == MU ? centre : 0) + unit * at[i];
      rows.row().put(0, TERMS.get(i)).put(1, estimate);
      int k = free.indexOf(i);
      if (covariance != null && k >= 0) {
        put(rows, 2, estimate, unit * Math.sqrt(covariance[k][k]));
        put(rows, 5, estimate, unit * Math.sqrt(robust(of, free, covariance[k])));
      }
    }
    return rows;
  }

  private static void put(Rows rows, int column, double estimate, double error) {
    double t = estimate / error;
    rows.put(column, error).put(column + 1, t).put(column + 2, NormalTail.twoSided(t));
  }

  /// Parameters that are not held by a bound.
  private List<Integer> free(double[] at) {
    var free = new ArrayList<Integer>();
    for (int i = first(); i < SIZE; i++) {
      boolean held =
          switch (i) {
            case ALPHA -> at[ALPHA] <= AT_BOUND || atOne(at);
            case BETA -> at[BETA] <= AT_BOUND || at[ALPHA] <= AT_BOUND || atOne(at);
            default -> false;
          };
      if (!held) {
        free.add(i);
      }
    }
    return free;
  }

  private static double @Nullable [][] covariance(GarchLikelihood of, List<Integer> free) {
    return Symmetric.inverse(matrix(free, (i, j) -> -of.hessian(i, j)));
  }

  private interface Cell {
    double at(int i, int j);
  }

  private static double[][] matrix(List<Integer> free, Cell cell) {
    var matrix = new double[free.size()][free.size()];
    for (int a = 0; a < matrix.length; a++) {
      for (int b = 0; b < matrix.length; b++) {
        matrix[a][b] = cell.at(free.get(a), free.get(b));
      }
    }
    return matrix;
  }

  /// A variance of the sandwich: row times outer products times row.
  private static double robust(GarchLikelihood of, List<Integer> free, double[] row) {
    double sum = 0;
    for (int a = 0; a < row.length; a++) {
      for (int b = 0; b < row.length; b++) {
        sum += row[a] * row[b] * of.outer(free.get(a), free.get(b));
      }
    }
    return sum;
  }
}
