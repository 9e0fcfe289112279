package dev.weir.verify;

import java.io.IOException;
import java.io.Writer;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Made-up rows with everything that makes sums hard: missing cells, NaN, values from 1e-60 to
/// 1e60, whole numbers far beyond 2^53. The same rows each time.
final class SampleRows {
  static final int ROWS = 120_000;

  final String[] g = new String[ROWS];
  final @Nullable Double[] x = new Double[ROWS];
  final @Nullable Double[] w = new Double[ROWS];
  final @Nullable Double[] huge = new Double[ROWS];
  final @Nullable Long[] k = new Long[ROWS];
  final @Nullable String[] t = new String[ROWS];

  SampleRows() {
    var random = new SplittableRandom(20_251_123);
    for (int i = 0; i < ROWS; i++) {
      g[i] = "abcde".substring(random.nextInt(5)).substring(0, 1);
      x[i] = real(random, random.nextGaussian() * Math.pow(10, random.nextInt(-6, 7)));
      if (random.nextInt(100) == 0) {
        x[i] = (random.nextDouble() - 0.5) * 2e15;
      }
      w[i] = random.nextInt(10) == 0 ? null : real(random, random.nextDouble() * 100);
      huge[i] = real(random, random.nextGaussian() * Math.pow(10, random.nextInt(-60, 61)));
      k[i] = random.nextInt(20) == 0 ? null : (Long) random.nextLong(-1000, 1001);
      if (random.nextInt(100) == 0) {
        k[i] = (1L << 60) + 1024L * random.nextInt(50);
      }
      t[i] = random.nextInt(50) == 0 ? null : "name" + (int) (-100 * Math.log(random.nextDouble()));
    }
  }

  private static @Nullable Double real(SplittableRandom random, double value) {
    return switch (random.nextInt(100)) {
      case 0, 1, 2 -> null;
      case 3 -> Double.NaN;
      default -> value;
    };
  }

  /// As CSV; a missing cell is an empty field.
  void write(Writer out) throws IOException {
    out.write("id,g,x,w,huge,k,t,day\n");
    for (int i = 0; i < ROWS; i++) {
      var cells =
          new Object[] {i, g[i], x[i], w[i], huge[i], k[i], t[i], "2024-03-" + (10 + i % 20)};
      for (int c = 0; c < cells.length; c++) {
        out.write((c == 0 ? "" : ",") + (cells[c] == null ? "" : cells[c]));
      }
      out.write("\n");
    }
  }
}
