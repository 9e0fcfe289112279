package dev.weir.domain.ml;

import dev.weir.api.StateCodec;
import dev.weir.numerics.Coins;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// A uniform random sample without replacement: the rows whose coins, made from seed and identity,
/// are the smallest. So it depends on the rows alone, not on their order or on how they were
/// divided. Mutable.
final class SeedSample {
  private static final long SALT = 0x6B6D65616E73L;

  /// A row and its coin; coins of different rows differ.
  @SuppressWarnings("ArrayRecordComponent")
  private record Point(long coin, double[] cells) {
    private static final Comparator<Point> GREATEST_FIRST =
        (a, b) -> Long.compareUnsigned(b.coin, a.coin);
  }

  private final long seed;
  private final int most;
  private final int features;
  private final PriorityQueue<Point> points = new PriorityQueue<>(Point.GREATEST_FIRST);

  /// An empty sample of at most `most` rows.
  SeedSample(long seed, int most, int features) {
    this.seed = seed;
    this.most = most;
    this.features = features;
  }

  void accept(FeatureRows batch) {
    for (int i = 0; i < batch.count(); i++) {
      long coin = Coins.bits(seed, SALT, batch.identity(i));
      if (wants(coin)) {
        offer(new Point(coin, batch.point(i)));
      }
    }
  }

  private boolean wants(long coin) {
    var greatest = points.peek();
    return points.size() < most
        || greatest == null
        || Long.compareUnsigned(coin, greatest.coin) < 0;
  }

  private void offer(Point point) {
    points.add(point);
    if (points.size() > most) {
      points.remove();
    }
  }

  void merge(SeedSample later) {
    for (var point : later.points) {
      if (wants(point.coin)) {
        offer(point);
      }
    }
  }

  /// The rows in the order of their coins, which is a random one.
  double[][] points() {
    return sorted().stream().map(Point::cells).toArray(double[][]::new);
  }

  private List<Point> sorted() {
    var sorted = new ArrayList<>(points);
    sorted.sort(Point.GREATEST_FIRST.reversed());
    return sorted;
  }

  void write(StateCodec.Out out) {
    var sorted = sorted();
    out.integer(sorted.size());
    for (var point : sorted) {
      out.integer(point.coin);
      out.reals(point.cells);
    }
  }

  /// Reads what [#write] wrote into this empty sample.
  SeedSample read(StateCodec.In in) {
    for (long left = in.integer(); left > 0; left--) {
      points.add(new Point(in.integer(), in.reals()));
    }
    return this;
  }

  long retainedBytes() {
    return bytes(points.size() + 1, features);
  }

  static long bytes(int rows, int features) {
    return 64 + rows * (64 + 8L * features);
  }
}
