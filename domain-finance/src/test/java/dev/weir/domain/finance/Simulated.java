package dev.weir.domain.finance;

import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.Type;
import java.util.SplittableRandom;

/// Returns of a GARCH(1,1) process with normal innovations and mean zero.
final class Simulated {
  private Simulated() {}

  static double[] returns(int n, double omega, double alpha, double beta, long seed) {
    var random = new SplittableRandom(seed);
    var returns = new double[n];
    double variance = alpha + beta < 1 ? omega / (1 - alpha - beta) : omega;
    for (int t = 0; t < n; t++) {
      returns[t] = Math.sqrt(variance) * random.nextGaussian();
      variance = omega + alpha * returns[t] * returns[t] + beta * variance;
    }
    return returns;
  }

  static Table table(double... returns) {
    var rows = Rows.of(Schema.of(Schema.Field.of("return", Type.DOUBLE)));
    for (double r : returns) {
      rows.row();
      if (!Double.isNaN(r)) {
        rows.put(0, r);
      }
    }
    return rows.table();
  }

  static Table table(int n, double omega, double alpha, double beta, long seed) {
    return table(returns(n, omega, alpha, beta, seed));
  }
}
