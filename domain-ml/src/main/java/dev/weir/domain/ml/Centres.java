package dev.weir.domain.ml;

import dev.weir.api.StateCodec;

/// Points and the scales of their features: the distance of a row from a point is the Euclidean one
/// after each feature was divided by its scale. Immutable by convention: nobody writes to the
/// arrays.
///
/// @param points one array a centre, a number a feature
/// @param scales one a feature
@SuppressWarnings("ArrayRecordComponent")
record Centres(double[][] points, double[] scales) {
  int count() {
    return points.length;
  }

  int features() {
    return scales.length;
  }

  /// The nearest centre of each row, of equally near ones the first, and its squared distance. Both
  /// depend on the row alone.
  ///
  /// @param spare room for as many numbers as the batch has rows
  void nearest(FeatureRows batch, int[] labels, double[] squared, double[] spare) {
    squared(batch, points[0], squared);
    java.util.Arrays.fill(labels, 0, batch.count(), 0);
    for (int c = 1; c < points.length; c++) {
      squared(batch, points[c], spare);
      take(c, spare, labels, squared, batch.count());
    }
  }

  /// Takes the centre where it is nearer. Without a jump, which could not be foretold: the bits of
  /// numbers from 0 on compare as the numbers do.
  private static void take(int centre, double[] own, int[] labels, double[] squared, int rows) {
    for (int i = 0; i < rows; i++) {
      long least = Double.doubleToRawLongBits(squared[i]);
      long less = Double.doubleToRawLongBits(own[i]) - least;
      long nearer = less >> 63;
      squared[i] = Double.longBitsToDouble(least + (less & nearer));
      labels[i] += (centre - labels[i]) & (int) nearer;
    }
  }

  private void squared(FeatureRows batch, double[] point, double[] into) {
    int rows = batch.count();
    for (int f = 0; f < point.length; f++) {
      var cells = batch.feature(f);
      double centre = point[f];
      double scale = scales[f];
      if (f == 0 && scale == 1) {
        for (int i = 0; i < rows; i++) {
          double off = cells[i] - centre;
          into[i] = off * off;
        }
      } else if (f == 0) {
        for (int i = 0; i < rows; i++) {
          double off = (cells[i] - centre) / scale;
          into[i] = off * off;
        }
      } else if (scale == 1) {
        for (int i = 0; i < rows; i++) {
          double off = cells[i] - centre;
          into[i] += off * off;
        }
      } else {
        for (int i = 0; i < rows; i++) {
          double off = (cells[i] - centre) / scale;
          into[i] += off * off;
        }
      }
    }
  }

  /// The squared distance of two points.
  double squared(double[] a, double[] b) {
    double sum = 0;
    for (int f = 0; f < a.length; f++) {
      double off = (a[f] - b[f]) / scales[f];
      sum += off * off;
    }
    return sum;
  }

  void write(StateCodec.Out out) {
    out.reals(scales);
    out.integer(points.length);
    for (var point : points) {
      out.reals(point);
    }
  }

  static Centres read(StateCodec.In in) {
    var scales = in.reals();
    var points = new double[(int) in.integer()][];
    for (int c = 0; c < points.length; c++) {
      points[c] = in.reals();
    }
    return new Centres(points, scales);
  }

  long retainedBytes() {
    return bytes(points.length, scales.length);
  }

  static long bytes(int centres, int features) {
    return 64 + 8L * features + centres * (24 + 8L * features);
  }
}
