package dev.weir.domain.finance;

import dev.weir.api.StateCodec;
import java.util.Arrays;

/// Log-likelihood of GARCH(1,1) at given parameters, return by return, with its exact first and
/// second derivatives. Mutable until all returns are in, then final and shared.
///
/// Returns come in units of their standard deviation, so that their mean is 0 (or taken as 0) and
/// their mean square 1. With `e = x - mu` and `h` their variance, `h = omega + alpha e'^2 + beta
/// h'`, where a dash means the return before; before the first both `e'^2` and `h'` are the mean
/// square of all `e`, `1 + mu^2`. A return adds `-(log h + e^2 / h) / 2`.
final class GarchLikelihood {
  static final int MU = 0;
  static final int OMEGA = 1;
  static final int ALPHA = 2;
  static final int BETA = 3;
  static final int SIZE = 4;

  private static final int[][] PAIR = {{0, 1, 2, 3}, {1, 4, 5, 6}, {2, 5, 7, 8}, {3, 6, 8, 9}};
  private static final int PAIRS = 10;

  private final double[] at;
  private final boolean derivatives;
  private long count;
  private double sum;
  private double sumLow;

  /// `e^2` of the return before, its derivative by mu (the second one is 2), and `h`.
  private double square;

  private double squareSlope;
  private double variance;
  private final double[] slope;
  private final double[] curve;

  private final double[] score;
  private final double[] hessian;
  private final double[] outer;
  private final double[] information;

  /// @param at mu, omega, alpha, beta
  /// @param derivatives false if only the likelihood itself is wanted
  GarchLikelihood(double[] at, boolean derivatives) {
    this.at = at.clone();
    this.derivatives = derivatives;
    int firsts = derivatives ? SIZE : 0;
    int seconds = derivatives ? PAIRS : 0;
    slope = new double[firsts];
    score = new double[firsts];
    curve = new double[seconds];
    hessian = new double[seconds];
    outer = new double[seconds];
    information = new double[seconds];
    double mu = at[MU];
    square = 1 + mu * mu;
    squareSlope = 2 * mu;
    variance = square;
    if (derivatives) {
      slope[MU] = squareSlope;
      curve[PAIR[MU][MU]] = 2;
    }
  }

  /// The same parameters, no return yet.
  GarchLikelihood fresh() {
    return new GarchLikelihood(at, derivatives);
  }

  void accept(double x) {
    double alpha = at[ALPHA];
    double beta = at[BETA];
    if (derivatives) {
      advance(alpha, beta);
    }
    variance = at[OMEGA] + alpha * square + beta * variance;
    double e = x - at[MU];
    square = e * e;
    squareSlope = -2 * e;
    add(-0.5 * (StrictMath.log(variance) + square / variance));
    count++;
    if (derivatives) {
      addDerivatives(e);
    }
  }

  /// Derivatives of the next variance from those of this one.
  private void advance(double alpha, double beta) {
    for (int k = 0; k < PAIRS; k++) {
      curve[k] *= beta;
    }
    curve[PAIR[MU][MU]] += 2 * alpha;
    curve[PAIR[MU][ALPHA]] += squareSlope;
    for (int i = 0; i < SIZE; i++) {
      curve[PAIR[i][BETA]] += i == BETA ? 2 * slope[BETA] : slope[i];
    }
    slope[MU] = alpha * squareSlope + beta * slope[MU];
    slope[OMEGA] = 1 + beta * slope[OMEGA];
    slope[ALPHA] = square + beta * slope[ALPHA];
    slope[BETA] = variance + beta * slope[BETA];
  }

  /// Neumaier's sum, so that steps near the greatest likelihood still show.
  private void add(double term) {
    double next = sum + term;
    sumLow += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
    sum = next;
  }

  private void addDerivatives(double e) {
    double w = 1 / variance;
    double u = square * w;
    double ofCurve = 0.5 * (u - 1) * w;
    double ofSlopes = 0.5 * (1 - 2 * u) * w * w;
    double expected = 0.5 * w * w;
    double ofMean = e * w;
    for (int i = 0, k = 0; i < SIZE; i++) {
      double si = ofCurve * slope[i] + (i == MU ? ofMean : 0);
      score[i] += si;
      for (int j = i; j < SIZE; j++, k++) {
        double both = slope[i] * slope[j];
        hessian[k] += ofCurve * curve[k] + ofSlopes * both;
        information[k] += expected * both;
        outer[k] += si * (ofCurve * slope[j] + (j == MU ? ofMean : 0));
      }
      hessian[PAIR[MU][i]] -= (i == MU ? 2 : 1) * ofMean * w * slope[i];
    }
    hessian[PAIR[MU][MU]] -= w;
    information[PAIR[MU][MU]] += w;
  }

  double[] at() {
    return at.clone();
  }

  long count() {
    return count;
  }

  /// Without the constant of the normal density; NaN or infinite if it cannot be told.
  double logLikelihood() {
    return sum + sumLow;
  }

  double score(int i) {
    return score[i];
  }

  double hessian(int i, int j) {
    return hessian[PAIR[i][j]];
  }

  /// Sum of the outer products of each return's score.
  double outer(int i, int j) {
    return outer[PAIR[i][j]];
  }

  /// Expectation of the negative Hessian, given what came before each return.
  double information(int i, int j) {
    return information[PAIR[i][j]];
  }

  /// Variance of the return after the last.
  double forecast() {
    return at[OMEGA] + at[ALPHA] * square + at[BETA] * variance;
  }

  /// True if the likelihood and all derivatives are numbers.
  boolean finite() {
    double total = logLikelihood();
    for (var sums : new double[][] {score, hessian, outer, information}) {
      total += Arrays.stream(sums).sum();
    }
    return Double.isFinite(total);
  }

  void write(StateCodec.Out out) {
    out.integer(derivatives ? 1 : 0);
    out.reals(at);
    out.integer(count);
    out.reals(new double[] {sum, sumLow, square, squareSlope, variance});
    for (var array : arrays()) {
      out.reals(array);
    }
  }

  private double[][] arrays() {
    return new double[][] {slope, curve, score, hessian, outer, information};
  }

  static GarchLikelihood read(StateCodec.In in) {
    boolean derivatives = in.integer() == 1;
    var read = new GarchLikelihood(in.reals(), derivatives);
    read.count = in.integer();
    var figures = in.reals();
    read.sum = figures[0];
    read.sumLow = figures[1];
    read.square = figures[2];
    read.squareSlope = figures[3];
    read.variance = figures[4];
    for (var array : read.arrays()) {
      System.arraycopy(in.reals(), 0, array, 0, array.length);
    }
    return read;
  }
}
