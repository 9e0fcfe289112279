package dev.weir.domain.finance;

import dev.weir.api.StateCodec;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The search for the greatest likelihood between passes: the best parameters so far, with their
/// derivatives, and how much the next step is damped. Immutable.
///
/// A trial is kept if it gains at least a ten-thousandth of what the step promised, or, where the
/// promise is below what rounding leaves of the likelihood, if it leaves less to gain. Then the
/// next step is damped less, else more.
///
/// @param best null before the first trial with derivatives
/// @param damping of the next step
/// @param mean false if mu is 0 and not estimated
record GarchSearch(@Nullable GarchLikelihood best, double damping, boolean mean) {
  private static final double FIRST_DAMPING = 1e-3;
  private static final double LEAST_DAMPING = 1e-6;
  private static final double MOST_DAMPING = 1e6;
  private static final double ROUNDING = 1e-14;
  private static final double[][] STARTS = {
    {0.1, 0.8}, {0.05, 0.9}, {0.03, 0.96}, {0.2, 0.7}, {0.1, 0.5}, {0.3, 0.3}, {0.02, 0.2}
  };

  /// Parameters to begin with: of each, the variance in the long run is that of the returns.
  static List<GarchLikelihood> starts() {
    return java.util.Arrays.stream(STARTS)
        .map(start ->
            new GarchLikelihood(
                new double[] {0, 1 - start[0] - start[1], start[0], start[1]}, false))
        .toList();
  }

  static GarchSearch begin(boolean mean) {
    return new GarchSearch(null, FIRST_DAMPING, mean);
  }

  /// The trial after these starts.
  static GarchLikelihood trial(List<GarchLikelihood> starts) {
    var best = starts.getFirst();
    for (var start : starts) {
      best = start.logLikelihood() > best.logLikelihood() ? start : best;
    }
    return new GarchLikelihood(best.at(), true);
  }

  /// What is known once the trial has seen all returns.
  GarchSearch after(GarchLikelihood trial) {
    var before = best;
    if (before == null) {
      return new GarchSearch(trial, damping, mean);
    }
    double promised = GarchStep.from(before, damping, mean).gain();
    double gain = trial.logLikelihood() - before.logLikelihood();
    boolean rounded = promised <= ROUNDING * (Math.abs(before.logLikelihood()) + before.count());
    boolean better =
        trial.finite()
            && (rounded
                ? GarchStep.from(trial, 0, mean).gain() < GarchStep.from(before, 0, mean).gain()
                : gain >= 1e-4 * promised);
    if (!better) {
      return new GarchSearch(before, Math.max(10 * LEAST_DAMPING, damping * 10), mean);
    }
    double ratio = rounded ? 1 : gain / promised;
    double next = ratio > 0.75 ? (damping < LEAST_DAMPING ? 0 : damping / 4) : damping;
    return new GarchSearch(trial, ratio < 0.25 ? Math.max(FIRST_DAMPING, damping * 4) : next, mean);
  }

  /// Parameters to try next.
  GarchLikelihood trial() {
    return new GarchLikelihood(
        GarchStep.from(Objects.requireNonNull(best), damping, mean).to(), true);
  }

  /// Length of the step that is left to the greatest likelihood, in standard errors.
  double distance() {
    return best == null ? Double.NaN : Math.sqrt(2 * GarchStep.from(best, 0, mean).gain());
  }

  /// True if no step, however short, gains anything that rounding leaves to be seen.
  boolean stuck() {
    return damping > MOST_DAMPING || (best != null && !best.finite());
  }

  void write(StateCodec.Out out) {
    out.real(damping);
    out.integer(mean ? 1 : 0);
    out.integer(best == null ? 0 : 1);
    if (best != null) {
      best.write(out);
    }
  }

  static GarchSearch read(StateCodec.In in) {
    double damping = in.real();
    boolean mean = in.integer() == 1;
    return new GarchSearch(in.integer() == 0 ? null : GarchLikelihood.read(in), damping, mean);
  }
}
