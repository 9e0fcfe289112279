package dev.weir.domain.stats;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.StateCodec;
import dev.weir.api.Type;
import dev.weir.numerics.ExactQuantiles;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Exact quantiles and bin counts of one numeric column, over as many passes as they need: bins are
/// counted in the second pass, when their edges are known. What is settled is handed from pass to
/// pass and not changed any more.
final class ExactFigures {
  private final Column column;
  private final int binsWanted;
  private final ExactQuantiles quantiles;
  private final boolean counting;
  private final @Nullable BinCounts bins;
  private final boolean binning;

  private ExactFigures(
      Column column,
      int binsWanted,
      ExactQuantiles quantiles,
      boolean counting,
      @Nullable BinCounts bins,
      boolean binning) {
    this.column = column;
    this.binsWanted = binsWanted;
    this.quantiles = quantiles;
    this.counting = counting;
    this.bins = bins;
    this.binning = binning;
  }

  static ExactFigures of(Column column, double[] probabilities, int bins) {
    var quantiles =
        column.type() == Type.LONG
            ? ExactQuantiles.ofLongs(probabilities)
            : ExactQuantiles.of(probabilities);
    return new ExactFigures(column, bins, quantiles, true, null, false);
  }

  /// An empty part of the same pass.
  ExactFigures fresh() {
    return new ExactFigures(
        column,
        binsWanted,
        counting ? quantiles.fresh() : quantiles,
        counting,
        bins != null && binning ? bins.fresh() : bins,
        binning);
  }

  void accept(Chunk chunk) {
    var validity = chunk.validity(column);
    int rows = chunk.rows();
    if (counting && column.type() == Type.LONG) {
      quantiles.accept(chunk.longs(column), validity, rows);
    } else if (counting) {
      quantiles.accept(chunk.doubles(column), validity, rows);
    }
    if (bins != null && binning) {
      bins.accept(chunk.doubles(column), validity, rows);
    }
  }

  void merge(ExactFigures later) {
    if (counting) {
      quantiles.merge(later.quantiles);
    }
    if (bins != null && later.bins != null && binning) {
      bins.merge(later.bins);
    }
  }

  /// True if the pass, which has seen all rows, needs no other.
  boolean settled(NumberSummary summary) {
    return (!counting || quantiles.done()) && (bins != null || edges(summary).isEmpty());
  }

  private Optional<double[]> edges(NumberSummary summary) {
    return binsWanted == 0
        ? Optional.empty()
        : BinCounts.edges(summary.moments.min(), summary.moments.max(), binsWanted);
  }

  /// An empty state of the next pass.
  ExactFigures next(NumberSummary summary) {
    boolean more = counting && !quantiles.done();
    var edges = bins == null ? edges(summary) : Optional.<double[]>empty();
    return new ExactFigures(
        column,
        binsWanted,
        more ? quantiles.next() : quantiles,
        more,
        edges.map(BinCounts::between).orElse(bins),
        edges.isPresent());
  }

  /// The quantiles, if the rows seen by now settle them.
  Optional<double[]> quantiles(NumberSummary summary, int wanted) {
    boolean known = !counting || (quantiles.done() && quantiles.count() == summary.moments.count());
    if (!known) {
      return Optional.empty();
    }
    var answers = new double[wanted];
    for (int i = 0; i < wanted; i++) {
      answers[i] = quantiles.quantile(i);
    }
    return Optional.of(answers);
  }

  /// The bins, if all rows are counted.
  Optional<BinCounts> bins(NumberSummary summary) {
    return Optional.ofNullable(bins).filter(b -> !binning || total(b) == summary.moments.count());
  }

  /// True if rows have still to be read before everything asked for is known.
  boolean pending(NumberSummary summary, int wanted) {
    return quantiles(summary, wanted).isEmpty()
        || (edges(summary).isPresent() && bins(summary).isEmpty());
  }

  private static long total(BinCounts bins) {
    long total = 0;
    for (int i = 0; i < bins.edges().length - 1; i++) {
      total += bins.count(i);
    }
    return total;
  }

  void write(StateCodec.Out out) {
    out.integers(new long[] {counting ? 1 : 0, binning ? 1 : 0, bins == null ? 0 : 1});
    quantiles.write(out);
    if (bins != null) {
      bins.write(out);
    }
  }

  static ExactFigures read(StateCodec.In in, Column column, int bins) {
    var flags = in.integers();
    var quantiles = ExactQuantiles.read(in);
    return new ExactFigures(
        column,
        bins,
        quantiles,
        flags[0] != 0,
        flags[2] == 0 ? null : BinCounts.read(in),
        flags[1] != 0);
  }

  long retainedBytes() {
    return 64 + quantiles.retainedBytes() + BinCounts.bytes(binsWanted);
  }
}
