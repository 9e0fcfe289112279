package dev.weir.domain.ml;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.StateCodec;
import dev.weir.numerics.ExactSums;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A pass of Lloyd's algorithm: each row goes to its nearest centre; the exact sums of the rows of
/// each centre give the next ones.
final class LloydPass implements Pass {
  /// What all blocks of the pass know from the beginning.
  ///
  /// @param centres those of this pass
  /// @param means of the features, over all rows
  /// @param number of the pass among those of the algorithm, from 1
  /// @param squares sum of squares of the pass before; infinite in the first
  @SuppressWarnings("ArrayRecordComponent")
  record Start(Centres centres, double[] means, int number, double squares) {}

  private final Start start;
  private final KMeans.Settings settings;
  private final Counts counts;
  private final long[] sizes;
  private final ExactSums sums;
  private final ExactSums within;
  private final Farthest farthest;

  private LloydPass(
      Start start,
      KMeans.Settings settings,
      Counts counts,
      long[] sizes,
      ExactSums sums,
      ExactSums within,
      Farthest farthest) {
    this.start = start;
    this.settings = settings;
    this.counts = counts;
    this.sizes = sizes;
    this.sums = sums;
    this.within = within;
    this.farthest = farthest;
  }

  static LloydPass first(Centres centres, double[] means, KMeans.Settings settings) {
    return create(new Start(centres, means, 1, Double.POSITIVE_INFINITY), settings);
  }

  private static LloydPass create(Start start, KMeans.Settings settings) {
    int k = start.centres.count();
    return new LloydPass(
        start,
        settings,
        new Counts(),
        new long[k],
        ExactSums.create(k * start.centres.features()),
        ExactSums.create(k),
        new Farthest());
  }

  @Override
  public void accept(Chunk chunk, List<Column> features) {
    int most = Math.min(FeatureRows.MOST, chunk.rows());
    var labels = new int[most];
    var squared = new double[most];
    var spare = new double[most];
    long unusable =
        FeatureRows.of(
            chunk,
            features,
            batch -> {
              start.centres.nearest(batch, labels, squared, spare);
              add(batch, labels, squared);
              farthest.accept(batch, squared);
            });
    counts.add(chunk, unusable);
  }

  private void add(FeatureRows batch, int[] labels, double[] squared) {
    int features = start.centres.features();
    for (int i = 0; i < batch.count(); i++) {
      sizes[labels[i]]++;
      within.add(labels[i], squared[i]);
    }
    for (int f = 0; f < features; f++) {
      var cells = batch.feature(f);
      for (int i = 0; i < batch.count(); i++) {
        sums.add(labels[i] * features + f, cells[i]);
      }
    }
  }

  @Override
  public void merge(Pass later) {
    var other = (LloydPass) later;
    counts.merge(other.counts);
    for (int c = 0; c < sizes.length; c++) {
      sizes[c] += other.sizes[c];
    }
    sums.merge(other.sums);
    within.merge(other.within);
    farthest.merge(other.farthest);
  }

  @Override
  public Optional<Pass> next() {
    if (start.number == settings.maxPasses() || converged()) {
      return Optional.empty();
    }
    var next = new Start(updated(), start.means, start.number + 1, within.total());
    return Optional.of(create(next, settings));
  }

  /// True if the centres of this pass are final: no row moves them, or the sum of squares fell by
  /// no more than the tolerance.
  boolean converged() {
    if (lacking() >= 0 && farthest.isApart()) {
      return false;
    }
    double squares = within.total();
    boolean settled =
        settings.tolerance() > 0 && start.squares - squares <= settings.tolerance() * start.squares;
    return settled || Arrays.deepEquals(updated().points(), start.centres.points());
  }

  /// The first cluster without rows, or the one to add if there are fewer than asked for; -1 if
  /// there is none.
  private int lacking() {
    for (int c = 0; c < sizes.length; c++) {
      if (sizes[c] == 0) {
        return c;
      }
    }
    return sizes.length < settings.clusters() ? sizes.length : -1;
  }

  /// The means of the clusters; one that lacks rows begins anew at the farthest row.
  private Centres updated() {
    int lacking = lacking();
    boolean renewed = lacking >= 0 && farthest.isApart();
    int features = start.centres.features();
    var points =
        Arrays.copyOf(
            start.centres.points(), renewed ? Math.max(sizes.length, lacking + 1) : sizes.length);
    for (int c = 0; c < points.length; c++) {
      if (renewed && c == lacking) {
        points[c] = farthest.point();
      } else if (sizes[c] > 0) {
        var mean = new double[features];
        for (int f = 0; f < features; f++) {
          mean[f] = sums.sum(c * features + f) / sizes[c];
        }
        points[c] = mean;
      }
    }
    return new Centres(points, start.centres.scales());
  }

  Start start() {
    return start;
  }

  long size(int cluster) {
    return sizes[cluster];
  }

  double within(int cluster) {
    return within.sum(cluster);
  }

  double squares() {
    return within.total();
  }

  @Override
  public LloydPass fresh() {
    return create(start, settings);
  }

  @Override
  public Counts counts() {
    return counts;
  }

  @Override
  public void write(StateCodec.Out out) {
    start.centres.write(out);
    out.reals(start.means);
    out.integer(start.number);
    out.real(start.squares);
    counts.write(out);
    out.integers(sizes);
    sums.write(out);
    within.write(out);
    farthest.write(out);
  }

  static LloydPass read(StateCodec.In in, KMeans.Settings settings) {
    return new LloydPass(
        new Start(Centres.read(in), in.reals(), (int) in.integer(), in.real()),
        settings,
        Counts.read(in),
        in.integers(),
        ExactSums.read(in),
        ExactSums.read(in),
        Farthest.read(in));
  }

  @Override
  public long retainedBytes() {
    return 300
        + start.centres.retainedBytes()
        + 16L * start.means.length
        + 8L * sizes.length
        + sums.retainedBytes()
        + within.retainedBytes();
  }

  /// Upper bound of [#retainedBytes], and what a call takes while it works.
  static long bytes(int clusters, int features) {
    return 400
        + Centres.bytes(clusters, features)
        + 16L * features
        + 8L * clusters
        + 64
        + 8L * clusters * (features + 1L)
        + ExactSums.maxBytes(clusters * features)
        + ExactSums.maxBytes(clusters);
  }
}
