package dev.weir.numerics;

import dev.weir.api.StateCodec;
import dev.weir.api.Validity;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/// Count, sum, mean and variance of numbers as they were written in decimal: 0.1 counts as one
/// tenth, not as the double next to it. The same bits for any order, chunking and merge tree.
///
/// Mutable; for one thread at a time. A column read from text holds, for each cell, the double
/// nearest to what was written; the rest is lost, and with it digits of the standard deviation of
/// data like 10000000.1, 10000000.3: all but 8 of them, for any algorithm on doubles. This class
/// takes each value for the decimal of at most 15 significant digits and 15 places that it is the
/// nearest double to, of which there is at most one. Values that are no such decimal (1/3, results
/// of computations) count as the doubles that they are.
///
/// **Figures.** With `S1 = Σ x` and `S2 = Σ x²`, both exact: mean `S1 / n`, sample variance `(n S2
/// - S1²) / (n (n - 1))`, computed in decimals without rounding up to the division, which has 34
///   digits. The sum of 0.1 and 0.2 is 0.3.
///
/// **Cells.** As [ExactMoments]: missing cells are skipped, NaN is counted and left out, infinities
/// make sum and mean infinite or NaN and variance NaN. No values: sum 0, mean and variance NaN; one
/// value: variance NaN; a constant column has variance 0.
///
/// **Error.** One rounding of each figure. Up to 2^63 values.
///
/// **Cost.** About 15 ns a value, 45 for values that are no short decimals; 20 µs to read a
/// standard deviation. About 250 bytes a number of places that occurs, [#MAX_BYTES] at most.
///
/// Source: sums as [ExactSum]. All certified digits of mean and standard deviation in every set of
/// NIST StRD, univariate.
public final class DecimalMoments {
  /// Upper bound of [#retainedBytes] for any data.
  public static final long MAX_BYTES = 8192;

  private static final int MOST_PLACES = 15;
  private static final double MOST_UNITS = 1e15;
  private static final double[] POWERS = new double[MOST_PLACES + 1];

  static {
    for (int places = 0; places <= MOST_PLACES; places++) {
      POWERS[places] = Double.parseDouble("1e" + places);
    }
  }

  /// Sums of units of `10^-places` and of their squares; the last pair is of values as they are.
  private final @Nullable ExactSum[] sums = new @Nullable ExactSum[MOST_PLACES + 2];

  private final @Nullable ExactSum[] squares = new @Nullable ExactSum[MOST_PLACES + 2];

  private int usual;
  private ValueKinds kinds = new ValueKinds();

  private DecimalMoments() {}

  /// Nothing taken in yet.
  public static DecimalMoments create() {
    return new DecimalMoments();
  }

  /// Takes in one value.
  public void accept(double value) {
    if (kinds.count(value, 1)) {
      int places = places(value);
      double units = places > MOST_PLACES ? value : Math.rint(value * POWERS[places]);
      sum(sums, places).add(units);
      sum(squares, places).addProduct(units, units);
    }
  }

  /// Takes in the first `rows` cells that hold a value.
  public void accept(double[] values, Validity validity, int rows) {
    for (int r = 0; r < rows; r++) {
      if (validity.at(r)) {
        accept(values[r]);
      }
    }
  }

  /// Places after the point that write the value, those of the value before if they do; one more
  /// than the most if none do.
  private int places(double value) {
    if (isDecimal(value, usual)) {
      return usual;
    }
    for (int places = 0; places <= MOST_PLACES; places++) {
      if (isDecimal(value, places)) {
        usual = places;
        return places;
      }
    }
    return MOST_PLACES + 1;
  }

  /// Division is rounded to nearest, and whole numbers up to 10^15 and powers of ten are exact: so
  /// this asks whether the value is the double nearest to the decimal.
  private static boolean isDecimal(double value, int places) {
    double units = Math.rint(value * POWERS[places]);
    return Math.abs(units) < MOST_UNITS && units / POWERS[places] == value;
  }

  private static ExactSum sum(@Nullable ExactSum[] of, int places) {
    var sum = of[places];
    if (sum == null) {
      sum = ExactSum.create();
      of[places] = sum;
    }
    return sum;
  }

  /// Takes in what `later` took in; `later` keeps its figures.
  public void merge(DecimalMoments later) {
    for (int places = 0; places < sums.length; places++) {
      merge(sums, later.sums, places);
      merge(squares, later.squares, places);
    }
    kinds.merge(later.kinds);
  }

  private static void merge(@Nullable ExactSum[] into, @Nullable ExactSum[] from, int places) {
    var later = from[places];
    if (later != null) {
      sum(into, places).merge(later);
    }
  }

  /// Values taken in, infinities among them, NaN not.
  public long count() {
    return kinds.values();
  }

  /// NaN cells, left out of everything else.
  public long nans() {
    return kinds.nans();
  }

  /// Infinite values, both signs together.
  public long infinities() {
    return kinds.infinities();
  }

  /// Sum; 0 for no values.
  public double sum() {
    return infinities() == 0 ? total(sums, 1).doubleValue() : kinds.infinity();
  }

  /// Mean; NaN for no values.
  public double mean() {
    if (infinities() != 0) {
      return kinds.infinity();
    }
    return kinds.finite() == 0
        ? Double.NaN
        : total(sums, 1)
            .divide(BigDecimal.valueOf(kinds.finite()), MathContext.DECIMAL128)
            .doubleValue();
  }

  private static BigDecimal total(@Nullable ExactSum[] of, int power) {
    var total = BigDecimal.ZERO;
    for (int places = 0; places < of.length; places++) {
      var sum = of[places];
      if (sum != null) {
        int point = places > MOST_PLACES ? 0 : power * places;
        total = total.add(sum.exact().scaleByPowerOfTen(-point));
      }
    }
    return total;
  }

  /// Sample variance, over `n - 1`; NaN for fewer than two values or with an infinity.
  public double variance() {
    return defined(2) ? power(kinds.finite() - 1).doubleValue() : Double.NaN;
  }

  /// Population variance, over `n`; NaN for no values or with an infinity.
  public double populationVariance() {
    return defined(1) ? power(kinds.finite()).doubleValue() : Double.NaN;
  }

  /// Square root of [#variance], for variances outside the range of `double` too.
  public double standardDeviation() {
    return defined(2)
        ? power(kinds.finite() - 1).sqrt(MathContext.DECIMAL128).doubleValue()
        : Double.NaN;
  }

  private boolean defined(int least) {
    return infinities() == 0 && kinds.finite() >= least;
  }

  /// `(n S2 - S1²) / (n divisor)`.
  private BigDecimal power(long divisor) {
    var n = BigDecimal.valueOf(kinds.finite());
    var sum = total(sums, 1);
    return n.multiply(total(squares, 2))
        .subtract(sum.multiply(sum))
        .divide(n.multiply(BigDecimal.valueOf(divisor)), MathContext.DECIMAL128);
  }

  /// Writes the state; leaves it as it was.
  public void write(StateCodec.Out out) {
    kinds.write(out);
    out.integer(usual);
    for (int places = 0; places < sums.length; places++) {
      var sum = sums[places];
      out.integer(sum == null ? 0 : 1);
      if (sum != null) {
        sum.write(out);
        sum(squares, places).write(out);
      }
    }
  }

  /// Reads what [#write] wrote.
  public static DecimalMoments read(StateCodec.In in) {
    var moments = new DecimalMoments();
    moments.kinds = ValueKinds.read(in);
    moments.usual = (int) in.integer();
    for (int places = 0; places < moments.sums.length; places++) {
      if (in.integer() != 0) {
        moments.sums[places] = ExactSum.read(in);
        moments.squares[places] = ExactSum.read(in);
      }
    }
    return moments;
  }

  /// Bytes that this object keeps alive.
  public long retainedBytes() {
    long bytes = 320;
    for (int places = 0; places < sums.length; places++) {
      var sum = sums[places];
      var square = squares[places];
      bytes += sum == null ? 0 : sum.retainedBytes();
      bytes += square == null ? 0 : square.retainedBytes();
    }
    return bytes;
  }
}
