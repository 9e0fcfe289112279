package dev.weir.numerics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Validity;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/// NIST Statistical Reference Datasets, univariate: correct digits of mean and standard deviation
/// (log relative error against the certified 15 digits).
class NistTest {
  @Test
  void measured() {
    var lines = Data.lines("nist.txt");
    for (int i = 0; i < lines.size(); i += 3) {
      var certified = Data.numbers(lines.get(i + 1));
      check(lines.get(i), Data.numbers(lines.get(i + 2)), certified[0], certified[1], 14.5, 13);
    }
  }

  private static final int PLACE = 956;

  @Test
  void digitsOfPi() {
    // Machin: pi = 16 atan(1/5) - 4 atan(1/239).
    var one = BigInteger.TEN.pow(5010);
    var pi = inverseTangent(5, one).shiftLeft(4).subtract(inverseTangent(239, one).shiftLeft(2));
    // The NIST file has one wrong digit: 3 for 8 at this place, counted from 0. The certified
    // values are those of the file.
    var digits = new StringBuilder(pi.toString());
    assertEquals('8', digits.charAt(PLACE));
    digits.setCharAt(PLACE, '3');
    check("PiDigits", make(5000, i -> digits.charAt(i) - '0'), 4.5348, 2.86733906028871, 14, 14);
  }

  private static BigInteger inverseTangent(int x, BigInteger one) {
    var power = one.divide(BigInteger.valueOf(x));
    var sum = power;
    for (int n = 3; power.signum() != 0; n += 2) {
      power = power.divide(BigInteger.valueOf((long) x * x));
      var term = power.divide(BigInteger.valueOf(n));
      sum = n % 4 == 3 ? sum.subtract(term) : sum.add(term);
    }
    return sum;
  }

  @Test
  void numericalAccuracy() {
    check("NumAcc1", new double[] {10000001, 10000003, 10000002}, 10000002, 1, 15, 15);
    check("NumAcc2", alternating(1.2, 1.1, 1.3), 1.2, 0.1, 15, 14);
    // The data are not exact in binary: no algorithm on doubles gets more digits than about 9 and
    // 8.
    check("NumAcc3", alternating(1000000.2, 1000000.1, 1000000.3), 1000000.2, 0.1, 15, 9);
    check("NumAcc4", alternating(10000000.2, 10000000.1, 10000000.3), 10000000.2, 0.1, 15, 8);
  }

  private static double[] alternating(double first, double odd, double even) {
    return make(1001, i -> i == 0 ? first : i % 2 == 1 ? odd : even);
  }

  private static double[] make(int n, IntToDoubleFunction f) {
    var x = new double[n];
    Arrays.setAll(x, f);
    return x;
  }

  private static void check(
      String name, double[] x, double mean, double deviation, double meanDigits, double digits) {
    for (int chunk : new int[] {x.length, 100, 7, 1}) {
      var m = Moments.create();
      for (int from = 0; from < x.length; from += chunk) {
        int n = Math.min(chunk, x.length - from);
        m.accept(Arrays.copyOfRange(x, from, from + n), Validity.ALL, n);
      }
      atLeast(meanDigits, m.mean(), mean, name + " mean");
      atLeast(digits, m.standardDeviation(), deviation, name + " standard deviation");
    }
    checkExact(name, x, mean, deviation, digits);
  }

  /// Exact sums: what the data as doubles say, to the last digit, whatever the order. All 15
  /// certified digits of sets that are exact in binary.
  private static void checkExact(
      String name, double[] x, double mean, double deviation, double digits) {
    var m = ExactMoments.create();
    m.accept(x, Validity.ALL, x.length);
    boolean whole = Arrays.stream(x).allMatch(v -> v == Math.rint(v));
    var decimal = DecimalMoments.create();
    decimal.accept(x, Validity.ALL, x.length);
    atLeast(14.9, decimal.mean(), mean, name + " mean of decimals");
    atLeast(14.4, decimal.standardDeviation(), deviation, name + " deviation of decimals");
    atLeast(14.9, m.mean(), mean, name + " exact mean");
    atLeast(whole ? 14.9 : digits, m.standardDeviation(), deviation, name + " exact deviation");
  }

  private static void atLeast(double digits, double value, double certified, String what) {
    double correct = -Math.log10(Math.abs(value - certified) / Math.abs(certified));
    assertTrue(correct >= digits, () -> what + " " + value + ": " + correct + " digits");
  }
}
