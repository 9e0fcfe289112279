package dev.weir.numerics;

import dev.weir.api.PipelineException;
import dev.weir.api.StateCodec;
import dev.weir.api.Text;
import dev.weir.api.Validity;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.HllUnion;
import org.apache.datasketches.hll.TgtHllType;

/// Approximate number of distinct values in constant memory: HyperLogLog with `2^lgK` registers,
/// through Apache DataSketches. The figures do not depend on order, chunking or merge tree.
///
/// Mutable; for one thread at a time. The values of one sketch must be of one type.
///
/// **Error.** One standard error is [#relativeError], `1.04 / sqrt(2^lgK)`: 1.6 % for the default
/// `lgK` = 12, 0.8 % for 14. Up to about `2^lgK / 10` distinct values the sketch lists hashes of 26
/// bits: the estimate is then within 1e-4 of the truth and mostly exact after rounding. Only the
/// composite estimate is used: the HIP estimate of a single stream is a little better (0.83), but
/// depends on order.
///
/// **Cells.** A missing cell is skipped. All NaN are one value; -0.0 is 0.0. Text is equal if its
/// bytes are: it is hashed by XXH64 ([Hashing]) and the hash is counted; a dictionary entry is
/// hashed once a chunk.
///
/// **Cost.** About 10 ns a value. Memory grows with the distinct values from 100 bytes to `2^lgK`.
///
/// Source: Flajolet et al., *HyperLogLog*, AofA 2007; Lang, *Back to the future: an even more
/// nearly optimal cardinality estimation algorithm*, 2017, arXiv:1708.06839. Library: Apache
/// DataSketches Java 9.0.0, `HllSketch`, HLL_8.
public final class DistinctCount {
  /// The `lgK` used if none is given: 4096 registers, standard error 1.6 %.
  public static final int DEFAULT_LG_K = 12;

  private static final int MIN_LG_K = 4;
  private static final int MAX_LG_K = 21;

  private HllSketch sketch;

  private DistinctCount(HllSketch sketch) {
    this.sketch = sketch;
  }

  /// Nothing counted yet, with `lgK` = 12.
  public static DistinctCount create() {
    return create(DEFAULT_LG_K);
  }

  /// Nothing counted yet.
  ///
  /// @param lgK binary logarithm of the number of registers, 4 to 21
  public static DistinctCount create(int lgK) {
    if (lgK < MIN_LG_K || lgK > MAX_LG_K) {
      throw PipelineException.user(
          "numerics.distinct.lgK",
          "the size lgK of a distinct count is " + lgK + "; it must be between 4 and 21");
    }
    return new DistinctCount(new HllSketch(lgK, TgtHllType.HLL_8));
  }

  /// Takes in the first `rows` cells that hold a value.
  public void accept(double[] values, Validity validity, int rows) {
    for (int r = 0; r < rows; r++) {
      if (validity.at(r)) {
        accept(values[r]);
      }
    }
  }

  /// Takes in the first `rows` cells that hold a value.
  public void accept(long[] values, Validity validity, int rows) {
    for (int r = 0; r < rows; r++) {
      if (validity.at(r)) {
        sketch.update(values[r]);
      }
    }
  }

  /// Takes in the first `rows` cells that hold a value; as the same numbers given as `long`.
  public void accept(int[] values, Validity validity, int rows) {
    for (int r = 0; r < rows; r++) {
      if (validity.at(r)) {
        sketch.update((long) values[r]);
      }
    }
  }

  /// Takes in the first `rows` cells that hold a value.
  public void accept(Text values, Validity validity, int rows) {
    var seen = new boolean[values.dictionarySize()];
    for (int r = 0; r < rows; r++) {
      if (!validity.at(r)) {
        continue;
      }
      if (seen.length > 0) {
        int code = values.code(r);
        if (seen[code]) {
          continue;
        }
        seen[code] = true;
      }
      accept(values.bytes(), values.start(r), values.end(r));
    }
  }

  /// Takes in one real number.
  public void accept(double value) {
    sketch.update(Double.doubleToLongBits(value + 0.0));
  }

  /// Takes in one whole number.
  public void accept(long value) {
    sketch.update(value);
  }

  /// Takes in one text given as the bytes from `from` to `to`.
  public void accept(byte[] bytes, int from, int to) {
    sketch.update(Hashing.of(bytes, from, to));
  }

  /// Takes in what `later` took in; `later` stays as it is. Both must have the same `lgK`.
  public void merge(DistinctCount later) {
    if (sketch.getLgConfigK() != later.sketch.getLgConfigK()) {
      throw new PipelineException(
          PipelineException.Category.INTERNAL,
          "numerics.distinct.lgK",
          "distinct counts of lgK "
              + sketch.getLgConfigK()
              + " and "
              + later.sketch.getLgConfigK()
              + " do not merge");
    }
    var union = new HllUnion(sketch.getLgConfigK());
    union.update(sketch);
    union.update(later.sketch);
    sketch = union.getResult(TgtHllType.HLL_8);
  }

  /// The estimate; 0 for no values.
  public double estimate() {
    return sketch.getCompositeEstimate();
  }

  /// The estimate rounded to a whole number.
  public long rounded() {
    return Math.round(estimate());
  }

  /// The number of distinct values is at least this with the confidence that `deviations` standard
  /// deviations give.
  ///
  /// @param deviations 1, 2 or 3: about 0.84, 0.98 and 0.999 on this side
  public double lowerBound(int deviations) {
    return listing()
        ? sketch.getLowerBound(deviations)
        : estimate() / (1 + HllSketch.getRelErr(false, true, sketch.getLgConfigK(), deviations));
  }

  /// The number of distinct values is at most this with the confidence that `deviations` standard
  /// deviations give.
  ///
  /// @param deviations 1, 2 or 3: about 0.84, 0.98 and 0.999 on this side
  public double upperBound(int deviations) {
    return listing()
        ? sketch.getUpperBound(deviations)
        : estimate() / (1 - HllSketch.getRelErr(true, true, sketch.getLgConfigK(), deviations));
  }

  /// True while the sketch still lists hashes; in this mode its own bounds depend on the number of
  /// hashes alone.
  private boolean listing() {
    int full = HllSketch.getMaxUpdatableSerializationBytes(sketch.getLgConfigK(), TgtHllType.HLL_8);
    return sketch.getUpdatableSerializationBytes() < full;
  }

  /// One standard error of the estimate once the sketch is full, as a share of it.
  public double relativeError() {
    return 1.04 / Math.sqrt(1 << sketch.getLgConfigK());
  }

  /// Writes the state; leaves it as it was.
  public void write(StateCodec.Out out) {
    out.bytes(sketch.toCompactByteArray());
  }

  /// Reads what [#write] wrote.
  public static DistinctCount read(StateCodec.In in) {
    return new DistinctCount(HllSketch.heapify(in.bytes()));
  }

  /// Upper bound of the bytes that this object keeps alive.
  public long retainedBytes() {
    return 200 + 2L * sketch.getUpdatableSerializationBytes();
  }
}
