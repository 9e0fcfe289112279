package dev.weir.domain.finance;

import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.MultiPass;
import dev.weir.api.Option;
import dev.weir.api.OptionType;
import dev.weir.api.PipelineResult;
import dev.weir.api.StateCodec;
import dev.weir.api.Tool;
import dev.weir.api.Type;
import dev.weir.numerics.Moments;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the volatility of returns comes and goes: GARCH(1,1) by maximum likelihood.
///
/// `r = mu + e`, where `e` has variance `h = omega + alpha e'^2 + beta h'`; a dash means the return
/// before. The likelihood is the normal one; where returns are not normal the estimates still hold
/// (quasi maximum likelihood) and `robust_error` is the error to use. Before the first return
/// `e'^2` and `h'` are the mean of all `e^2`, as in R fGarch; packages that begin otherwise differ
/// in the third digit. Bounds: `omega > 0`, `alpha >= 0`, `beta >= 0`, `alpha + beta <= 1`.
///
/// `--column` holds returns; with `--returns log` or `simple` it holds prices, from which returns
/// are made, in the order of `--time`, equal times by position; without `--time` in order of
/// position. `--mean zero` leaves `mu` out. Estimates, errors and volatilities are in the units of
/// the returns (0.01 is one per cent; of returns in per cent, 1); `omega` and variances in their
/// square.
///
/// - `coefficients`: `standard_error` is from the exact second derivatives of the likelihood,
///   `robust_error` from those and the outer products of the scores (White's sandwich, after
///   Bollerslev and Wooldridge); `t` and `robust_t` are estimate over error, `p` and `robust_p` the
///   probability that a normal variable is as far from 0 or farther. That of `alpha` and `beta`
///   being 0 lies at their bound, where the normal law does not hold: their `p` are rough.
/// - `aic = 2 k - 2 log L`, `bic = k log n - 2 log L` with k estimated parameters (not divided by
///   n, as fGarch does). `persistence` is `alpha + beta`; `unconditional-volatility` is `sqrt(omega
///   / (1 - alpha - beta))`, infinite if that is 1; `forecast-volatility` is `sqrt(h)` of the
///   return after the last.
/// - `converged`: the step that is left to the greatest likelihood is shorter than `--tolerance`
///   standard errors. If not, a warning says how long it is.
/// - Missing cells and NaN are passed over and counted as `missing`; the return over a gap in
///   prices is that from the price before it to the one after.
/// - An infinite return, a price that is zero, negative or infinite, a return from prices that is
///   no number, a missing time: set aside with position and reason, within the run's error budget.
/// - Fewer than 10 returns, constant ones, or ones whose squares are no numbers: no estimate, a
///   warning, figures NaN and coefficients missing. An estimate at a bound, or where the likelihood
///   is flat, has no errors; a warning says so.
///
/// Passes: one for mean and variance, one to choose among seven starting points, then one a step
/// (Newton's, or Fisher scoring far from the goal, damped where the likelihood did not gain);
/// mostly 7 to 12, up to about 50 where there is no effect to find. All are in order on one thread,
/// so that figures and passes are the same to the bit for any chunking and number of threads. Cost:
/// about 0.15 us a return and step, 0.5 us in the second pass; constant memory. With `--time` the
/// source sorts in each pass: write large files in order first, and leave `--time` out.
///
/// Source: Bollerslev 1986 (doi:10.1016/0304-4076(86)90063-1); errors after Bollerslev and
/// Wooldridge 1992 (doi:10.1080/07474939208800229). Checked against R fGarch and SciPy.
@Tool(
    name = "finance.garch",
    exactness =
        "the greatest likelihood to --tolerance standard errors; the same bits for any chunking",
    produces = {
      "coefficients: term (mu, omega, alpha, beta), estimate, standard_error, t, p,"
          + " robust_error, robust_t, robust_p",
      "log-likelihood: the normal one, with its constant",
      "aic: Akaike's criterion",
      "bic: the Bayesian criterion",
      "persistence: alpha + beta",
      "unconditional-volatility: standard deviation in the long run",
      "forecast-volatility: standard deviation of the next return",
      "observations: returns used",
      "missing: rows without a value",
      "passes: readings of the input",
      "converged: true if the greatest likelihood was found"
    },
    example =
        "weir run prices.csv finance.garch --column close --returns log --time date --by ticker")
final class Garch implements MultiPass<Garch.State> {
  static final int LEAST_RETURNS = 10;
  private static final long BYTES = 4096;

  /// What the user chose.
  ///
  /// @param column returns, or prices if `--returns` says how to make returns of them
  /// @param time orders the rows; none: the order in which they stand
  /// @param returns how returns are made: the column holds them, log returns of prices, or simple
  ///   ones
  /// @param mean whether a mean is estimated or taken as zero
  /// @param maxPasses most readings of the input
  /// @param tolerance the search ends when the step that is left is shorter than this many standard
  ///   errors
  record Options(
      @Option(
              type = OptionType.COLUMN,
              accepts = {Type.INT, Type.LONG, Type.DOUBLE})
          String column,
      @Option(
              type = OptionType.COLUMN,
              accepts = {Type.DATE, Type.TIMESTAMP, Type.INT, Type.LONG})
          Optional<String> time,
      @Option(byDefault = "none") Returns returns,
      @Option(byDefault = "constant") Mean mean,
      @Option(byDefault = "200", least = 3, most = 200) int maxPasses,
      @Option(byDefault = "1e-6", least = 1e-9, most = 0.1) double tolerance) {}

  /// What one pass keeps; mutable, of one thread at a time.
  ///
  /// Pass 1 has moments and no trials, pass 2 the starting points, later ones a search and one
  /// trial.
  static final class State {
    private final int pass;
    private final Moments moments;
    private final @Nullable GarchSearch search;
    private final List<GarchLikelihood> trials;
    private long missing;
    private double price = Double.NaN;

    State(
        int pass,
        Moments moments,
        long missing,
        @Nullable GarchSearch search,
        List<GarchLikelihood> trials) {
      this.pass = pass;
      this.moments = moments;
      this.missing = missing;
      this.search = search;
      this.trials = trials;
    }

    private State next(@Nullable GarchSearch found, List<GarchLikelihood> toTry) {
      return new State(pass + 1, moments, missing, found, toTry);
    }

    /// True at the end of a pass over trials.
    private boolean tried() {
      return !trials.isEmpty() && trials.getFirst().count() == moments.count();
    }

    /// The search with what this pass found, if the pass is over.
    private @Nullable GarchSearch found() {
      return search != null && tried() ? search.after(trials.getFirst()) : search;
    }
  }

  private final Options options;
  private final PriceSeries series;
  private final boolean mean;

  Garch(Options options, Binding in) {
    this.options = options;
    series = PriceSeries.of(options.column(), options.time(), in);
    mean = options.mean() == Mean.CONSTANT;
    in.passes(options.maxPasses());
    in.memory(BYTES, 0);
  }

  @Override
  public State newState(ChunkProcessingContext context) {
    return new State(1, Moments.ofVariance(), 0, null, List.of());
  }

  @Override
  public State newState(State seed, ChunkProcessingContext context) {
    var trials = seed.trials.stream().map(GarchLikelihood::fresh).toList();
    return new State(seed.pass, seed.moments, seed.missing, seed.search, trials);
  }

  @Override
  public void processChunk(Chunk chunk, State state, ChunkProcessingContext context) {
    var cells = series.of(chunk);
    double centre = centre(state.moments);
    double scale = scale(state.moments);
    for (int row = 0; row < chunk.rows(); row++) {
      if (cells.missing(row)) {
        state.missing += state.trials.isEmpty() ? 1 : 0;
        continue;
      }
      double made = made(cells, row, state, context);
      if (Double.isNaN(made)) {
        continue;
      }
      if (state.trials.isEmpty()) {
        state.moments.accept(made);
      }
      for (var trial : state.trials) {
        trial.accept((made - centre) / scale);
      }
    }
  }

  /// The return that a row makes; NaN if it makes none.
  private double made(
      PriceSeries.Cells cells, int row, State state, ChunkProcessingContext context) {
    double value = cells.value(row);
    if (options.returns() == Returns.NONE) {
      return cells.rejectsReturn(row, value, context) || cells.rejectsTime(row, context)
          ? Double.NaN
          : value;
    }
    if (cells.rejectsPrice(row, context)) {
      return Double.NaN;
    }
    double before = state.price;
    double made =
        switch (options.returns()) {
          case NONE, SIMPLE -> (value - before) / before;
          case LOG -> StrictMath.log(value / before);
        };
    if (!Double.isNaN(before) && cells.rejectsReturn(row, made, context)) {
      return Double.NaN;
    }
    state.price = value;
    return made;
  }

  private double centre(Moments moments) {
    return mean ? moments.mean() : 0;
  }

  private double scale(Moments moments) {
    double off = mean ? 0 : moments.mean();
    return Math.sqrt(moments.populationVariance() + off * off);
  }

  /// Why there can be no estimate, or nothing.
  private Optional<String> hopeless(Moments moments) {
    if (moments.count() < LEAST_RETURNS) {
      return Optional.of(
          "no estimate: there are " + moments.count() + " returns, and it takes " + LEAST_RETURNS);
    }
    double scale = scale(moments);
    if (!Double.isFinite(scale) || !Double.isFinite(1 / (scale * scale))) {
      return Optional.of(
          "no estimate: the standard deviation of the returns is "
              + scale
              + (scale == 0 ? "; nothing varies" : ", and its square is beyond reckoning"));
    }
    return Optional.empty();
  }

  @Override
  public Optional<State> nextPass(State whole) {
    if (whole.trials.isEmpty()) {
      return hopeless(whole.moments).isPresent()
          ? Optional.empty()
          : Optional.of(whole.next(null, GarchSearch.starts()));
    }
    if (whole.search == null) {
      var trial = GarchSearch.trial(whole.trials);
      return Optional.of(whole.next(GarchSearch.begin(mean), List.of(trial)));
    }
    var found = whole.search.after(whole.trials.getFirst());
    boolean over =
        found.stuck()
            || found.distance() <= options.tolerance()
            || whole.pass >= options.maxPasses();
    return over ? Optional.empty() : Optional.of(whole.next(found, List.of(found.trial())));
  }

  @Override
  public PipelineResult aggregateChunkResults(State state, ChunkProcessingContext context) {
    var moments = state.moments;
    var found = state.found();
    var fit = found == null || found.best() == null || !found.best().finite() ? null : found.best();
    double distance = fit == null || found == null ? Double.NaN : found.distance();
    boolean converged = distance <= options.tolerance();
    var result =
        new GarchReport(fit, centre(moments), scale(moments), mean)
            .result()
            .withValue("observations", moments.count())
            .withValue("missing", state.missing)
            .withValue("passes", (long) state.pass)
            .withValue("converged", converged);
    var warning =
        hopeless(moments)
            .or(() -> converged ? Optional.empty() : Optional.of(unfinished(state, distance)));
    return warning.map(result::withWarning).orElse(result);
  }

  private String unfinished(State state, double distance) {
    if (Double.isNaN(distance)) {
      return "no estimate: " + state.pass + " passes gave no likelihood that is a number";
    }
    return "not converged after "
        + state.pass
        + " passes: the step that is left is "
        + distance
        + " standard errors long, --tolerance is "
        + options.tolerance()
        + (state.pass >= options.maxPasses()
            ? "; raise --max-passes"
            : "; do not rely on the estimates");
  }

  @Override
  public StateCodec<State> stateCodec() {
    return StateCodec.of(1, Garch::write, Garch::read, _ -> BYTES);
  }

  private static void write(State state, StateCodec.Out out) {
    out.integer(state.pass);
    state.moments.write(out);
    out.integer(state.missing);
    out.real(state.price);
    out.integer(state.search == null ? 0 : 1);
    if (state.search != null) {
      state.search.write(out);
    }
    out.integer(state.trials.size());
    state.trials.forEach(trial -> trial.write(out));
  }

  private static State read(StateCodec.In in) {
    int pass = (int) in.integer();
    var moments = Moments.read(in);
    long missing = in.integer();
    double price = in.real();
    var search = in.integer() == 0 ? null : GarchSearch.read(in);
    var trials = new java.util.ArrayList<GarchLikelihood>();
    for (long n = in.integer(); n > 0; n--) {
      trials.add(GarchLikelihood.read(in));
    }
    var state = new State(pass, moments, missing, search, trials);
    state.price = price;
    return state;
  }
}
