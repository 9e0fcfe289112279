package dev.weir.numerics;

import dev.weir.api.PipelineException;
import dev.weir.api.StateCodec;
import dev.weir.api.Validity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Exact quantiles of any number of values in fixed memory, by reading the data a few times: radix
/// selection on the bits.
///
/// Mutable; for one thread at a time. One object belongs to one pass. The caller reads the data
/// until it is [#done]:
///
/// ```java
/// var state = ExactQuantiles.of(0.25, 0.5, 0.75);
/// while (true) {
///   table.forEachChunk(chunk -> state.accept(...));
///   if (state.done()) break;
///   state = state.next();
/// }
/// double median = state.quantile(1);
/// ```
///
/// Parts of one pass may be folded apart, each from [#fresh], and merged.
///
/// **Definition.** Type 7 of Hyndman and Fan, as R and NumPy by default: with `h = (n - 1) p`, `(1
/// - f) x[floor h] + f x[floor h + 1]`, `f = h - floor h`, from the two exact neighbours (LONG
///   values are selected exactly and made `double` for this formula).
///
/// **Method.** Numbers are mapped to 64-bit keys in the same order. Pass 1 counts keys by their
/// upper 12 bits, and one by one while there are at most 1024 distinct ones; each later pass does
/// the same inside the bucket of each rank sought, ranks in one bucket sharing it; a bucket of at
/// most 8192 keys is collected and sorted. Only exact integer counts are compared: results and the
/// number of passes are the same for any chunking and order.
///
/// **Passes.** 1 if there are at most 1024 distinct values, mostly 3, at most [#MAX_PASSES]. All
/// passes must see the same values; fewer or more are an INTERNAL error where noticed.
///
/// **Cells.** A missing cell and NaN are skipped. Infinities are values; a quantile between
/// infinities of opposite signs is NaN. -0.0 is taken as 0.0. No values: NaN, after one pass.
///
/// **Cost.** About 4 ns a value in pass 1, then 1 ns a value and bracket. Memory: 33 to 98 KB a
/// bracket, less while it holds few different values; one bracket in pass 1, later at most two a
/// probability.
///
/// Source: multi-pass selection after Munro, Paterson, *Selection and sorting with limited
/// storage*, 1980, doi:10.1016/0304-3975(80)90061-4. Checked against R `quantile(type = 7)` and
/// NumPy.
public final class ExactQuantiles {
  /// The most passes that any data needs.
  public static final int MAX_PASSES = 6;

  private static final int BATCH = 512;

  private final double[] probabilities;
  private final boolean longs;
  private final int pass;
  private final long known;
  private final List<Bracket> brackets;

  /// Order statistics found in earlier passes: ranks ascending, and their keys.
  private final long[] foundRanks;

  private final long[] foundKeys;
  private long count;

  private ExactQuantiles(
      double[] probabilities,
      boolean longs,
      int pass,
      long known,
      List<Bracket> brackets,
      long[] foundRanks,
      long[] foundKeys) {
    this.probabilities = probabilities;
    this.longs = longs;
    this.pass = pass;
    this.known = known;
    this.brackets = brackets;
    this.foundRanks = foundRanks;
    this.foundKeys = foundKeys;
  }

  /// The first pass for real numbers.
  ///
  /// @param probabilities each in [0, 1], in any order
  public static ExactQuantiles of(double... probabilities) {
    return first(probabilities, false);
  }

  /// The first pass for whole numbers, dates and timestamps.
  ///
  /// @param probabilities each in [0, 1], in any order
  public static ExactQuantiles ofLongs(double... probabilities) {
    return first(probabilities, true);
  }

  private static ExactQuantiles first(double[] probabilities, boolean longs) {
    for (double p : probabilities) {
      Type7.checked(p);
    }
    return new ExactQuantiles(
        probabilities.clone(), longs, 1, -1, List.of(Bracket.whole()), new long[0], new long[0]);
  }

  /// An empty state of the same pass, for another part of the data.
  public ExactQuantiles fresh() {
    return new ExactQuantiles(
        probabilities,
        longs,
        pass,
        known,
        brackets.stream().map(Bracket::fresh).toList(),
        foundRanks,
        foundKeys);
  }

  /// Takes in the first `rows` cells that hold a value. Only after [#of].
  public void accept(double[] values, Validity validity, int rows) {
    checkKind(false);
    var keys = new long[Math.min(BATCH, rows)];
    int used = 0;
    for (int r = 0; r < rows; r++) {
      if (validity.at(r) && !Double.isNaN(values[r])) {
        keys[used++] = OrderedBits.of(values[r]);
        if (used == keys.length) {
          accept(keys, used);
          used = 0;
        }
      }
    }
    accept(keys, used);
  }

  /// Takes in the first `rows` cells that hold a value. Only after [#ofLongs].
  public void accept(long[] values, Validity validity, int rows) {
    checkKind(true);
    var keys = new long[Math.min(BATCH, rows)];
    int used = 0;
    for (int r = 0; r < rows; r++) {
      if (validity.at(r)) {
        keys[used++] = OrderedBits.of(values[r]);
        if (used == keys.length) {
          accept(keys, used);
          used = 0;
        }
      }
    }
    accept(keys, used);
  }

  private void accept(long[] keys, int n) {
    count += n;
    for (var bracket : brackets) {
      bracket.accept(keys, n);
    }
  }

  private void checkKind(boolean given) {
    if (given != longs) {
      throw internal("ExactQuantiles.of takes double cells, ofLongs takes long cells");
    }
  }

  /// Takes in what `later` took in; `later` stays as it is. Both must belong to the same pass over
  /// the same data.
  public void merge(ExactQuantiles later) {
    if (pass != later.pass || longs != later.longs || brackets.size() != later.brackets.size()) {
      throw internal(
          "states of passes "
              + pass
              + " and "
              + later.pass
              + " do not merge; start parts from fresh()");
    }
    count += later.count;
    for (int i = 0; i < brackets.size(); i++) {
      brackets.get(i).merge(later.brackets.get(i));
    }
  }

  /// Which pass this state belongs to, from 1.
  public int pass() {
    return pass;
  }

  /// Values taken in by this pass, NaN not among them.
  public long count() {
    return count;
  }

  /// True if the data taken in by this pass settles every quantile; to be asked when the pass has
  /// seen all of it.
  public boolean done() {
    return count == 0 || brackets.stream().allMatch(Bracket::settled);
  }

  /// An empty state for the next pass. To be called when this pass has seen all the data and is not
  /// [#done].
  public ExactQuantiles next() {
    checkWhole();
    var open = new ArrayList<Bracket>();
    var ranks = new ArrayList<Long>();
    var keys = new ArrayList<Long>();
    for (long rank : ranks()) {
      int at = Arrays.binarySearch(foundRanks, rank);
      if (at >= 0) {
        ranks.add(rank);
        keys.add(foundKeys[at]);
        continue;
      }
      var bracket = bracketOf(rank);
      if (bracket.settled()) {
        ranks.add(rank);
        keys.add(bracket.keysAt(new long[] {rank})[0]);
      } else if (open.isEmpty() || rank >= open.getLast().below + open.getLast().size) {
        open.add(bracket.narrow(rank));
      }
    }
    return new ExactQuantiles(
        probabilities, longs, pass + 1, count, List.copyOf(open), array(ranks), array(keys));
  }

  /// The ranks sought, ascending, each once.
  private long[] ranks() {
    return Arrays.stream(probabilities)
        .boxed()
        .flatMap(p -> java.util.stream.Stream.of(Type7.lower(count, p), Type7.upper(count, p)))
        .mapToLong(Long::longValue)
        .sorted()
        .distinct()
        .toArray();
  }

  private static long[] array(List<Long> list) {
    return list.stream().mapToLong(Long::longValue).toArray();
  }

  private Bracket bracketOf(long rank) {
    for (var bracket : brackets) {
      if (rank >= bracket.below && rank < bracket.below + bracket.seen()) {
        return bracket;
      }
    }
    throw internal("rank " + rank + " lies in no bracket");
  }

  private void checkWhole() {
    boolean whole = known < 0 || known == count;
    for (var bracket : brackets) {
      whole &= bracket.size < 0 || bracket.size == bracket.seen();
    }
    if (!whole) {
      throw internal(
          "pass "
              + pass
              + " saw "
              + count
              + " values, pass 1 saw "
              + known
              + ", or other ones; all passes must read the same data");
    }
  }

  static PipelineException internal(String message) {
    return new PipelineException(
        PipelineException.Category.INTERNAL, "numerics.quantiles", message);
  }

  /// The quantile of the probability at position `i` of those asked for; NaN for no values. Only
  /// when [#done].
  public double quantile(int i) {
    double p = probabilities[i];
    if (count == 0 && known <= 0) {
      return Double.NaN;
    }
    checkWhole();
    double lower = at(Type7.lower(count, p));
    double upper = at(Type7.upper(count, p));
    return Type7.between(lower, upper, count, p);
  }

  private double at(long rank) {
    int found = Arrays.binarySearch(foundRanks, rank);
    long key = found >= 0 ? foundKeys[found] : bracketOf(rank).keysAt(new long[] {rank})[0];
    return longs ? (double) OrderedBits.toLong(key) : OrderedBits.toDouble(key);
  }

  /// Writes the state; leaves it as it was.
  public void write(StateCodec.Out out) {
    out.reals(probabilities);
    out.integers(new long[] {longs ? 1 : 0, pass, known, count, brackets.size()});
    out.integers(foundRanks);
    out.integers(foundKeys);
    for (var bracket : brackets) {
      bracket.write(out);
    }
  }

  /// Reads what [#write] wrote.
  public static ExactQuantiles read(StateCodec.In in) {
    var probabilities = in.reals();
    var head = in.integers();
    var ranks = in.integers();
    var keys = in.integers();
    var brackets = new ArrayList<Bracket>();
    for (int i = 0; i < head[4]; i++) {
      brackets.add(Bracket.read(in));
    }
    var state =
        new ExactQuantiles(
            probabilities,
            head[0] != 0,
            (int) head[1],
            head[2],
            List.copyOf(brackets),
            ranks,
            keys);
    state.count = head[3];
    return state;
  }

  /// Upper bound of the bytes that this object keeps alive.
  public long retainedBytes() {
    long bytes = 200 + 8L * probabilities.length + 16L * foundRanks.length;
    for (var bracket : brackets) {
      bytes += bracket.retainedBytes();
    }
    return bytes;
  }
}
