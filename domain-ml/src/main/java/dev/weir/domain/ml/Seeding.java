package dev.weir.domain.ml;

import dev.weir.numerics.Coins;
import java.util.ArrayList;
import java.util.Arrays;

/// First centres: k-means++ and a few rounds of Lloyd's algorithm within a sample, from several
/// starts, of which the one with the least sum of squares wins. Everything is in memory, in one
/// order, so the same sample gives the same bits.
final class Seeding {
  /// Most rounds within the sample.
  static final int ROUNDS = 25;

  private static final long SALT = 0x706C7573706C7573L;

  private final double[][] points;
  private final double[] scales;
  private final long seed;

  Seeding(double[][] points, double[] scales, long seed) {
    this.points = points;
    this.scales = scales;
    this.seed = seed;
  }

  /// At most `k` centres; fewer if the sample has fewer different rows.
  Centres best(int k, int starts) {
    var best = new Centres(new double[0][], scales);
    double least = Double.POSITIVE_INFINITY;
    for (int start = 0; start < starts && points.length > 0; start++) {
      var centres = spread(k, start);
      double squares = Double.POSITIVE_INFINITY;
      for (int round = 0; round < ROUNDS; round++) {
        var labels = new int[points.length];
        double now = assign(centres, labels);
        if (now < least || best.count() == 0) {
          least = now;
          best = centres;
        }
        if (!(now < squares)) {
          break;
        }
        squares = now;
        centres = means(centres, labels);
      }
    }
    return best;
  }

  /// k-means++: each centre is a row drawn with a probability in proportion to its squared distance
  /// from the nearest centre so far (Arthur and Vassilvitskii).
  private Centres spread(int k, int start) {
    var chosen = new ArrayList<double[]>();
    var metric = new Centres(new double[0][], scales);
    var squared = new double[points.length];
    Arrays.fill(squared, Double.POSITIVE_INFINITY);
    int next = (int) Coins.below(points.length, Coins.bits(seed, SALT, start, 0));
    while (next >= 0 && chosen.size() < k) {
      var centre = points[next];
      chosen.add(centre);
      double total = 0;
      for (int p = 0; p < points.length; p++) {
        squared[p] = Math.min(squared[p], metric.squared(points[p], centre));
        total += squared[p];
      }
      double drawn = Coins.unit(Coins.bits(seed, SALT, start, chosen.size())) * total;
      next = reach(squared, drawn);
    }
    return new Centres(chosen.toArray(double[][]::new), scales);
  }

  /// The point at which the running total passes `drawn`; -1 if all are 0.
  private static int reach(double[] squared, double drawn) {
    double total = 0;
    int last = -1;
    for (int p = 0; p < squared.length; p++) {
      if (squared[p] > 0) {
        last = p;
        total += squared[p];
        if (total > drawn) {
          return p;
        }
      }
    }
    return last;
  }

  private double assign(Centres centres, int[] labels) {
    double total = 0;
    for (int p = 0; p < points.length; p++) {
      double least = Double.POSITIVE_INFINITY;
      for (int c = 0; c < centres.count(); c++) {
        double squared = centres.squared(points[p], centres.points()[c]);
        if (squared < least) {
          least = squared;
          labels[p] = c;
        }
      }
      total += least;
    }
    return total;
  }

  /// Means of the rows of each centre; a centre without rows stays.
  private Centres means(Centres centres, int[] labels) {
    var sums = new double[centres.count()][scales.length];
    var counts = new long[centres.count()];
    for (int p = 0; p < points.length; p++) {
      counts[labels[p]]++;
      for (int f = 0; f < scales.length; f++) {
        sums[labels[p]][f] += points[p][f];
      }
    }
    for (int c = 0; c < sums.length; c++) {
      for (int f = 0; f < scales.length; f++) {
        sums[c][f] = counts[c] == 0 ? centres.points()[c][f] : sums[c][f] / counts[c];
      }
    }
    return new Centres(sums, scales);
  }
}
