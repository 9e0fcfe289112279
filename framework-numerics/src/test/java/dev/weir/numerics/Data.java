package dev.weir.numerics;

import dev.weir.api.Validity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Data for the tests: reference files, seeded columns, random cuts.
final class Data {
  private Data() {}

  /// The lines of a file beside the tests that are no comments.
  static List<String> lines(String file) {
    try (var in = Data.class.getResourceAsStream(file)) {
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static double[] numbers(String line) {
    return Arrays.stream(line.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  static double[] normal(int n, double mean, double deviation, long seed) {
    var random = new SplittableRandom(seed);
    var x = new double[n];
    Arrays.setAll(x, i -> mean + deviation * random.nextGaussian());
    return x;
  }

  static double[] shuffled(double[] x, long seed) {
    var random = new SplittableRandom(seed);
    var y = x.clone();
    for (int i = y.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      double t = y[i];
      y[i] = y[j];
      y[j] = t;
    }
    return y;
  }

  /// About one cell in `every` is missing.
  static Validity holes(int n, int every, long seed) {
    var random = new SplittableRandom(seed);
    var valid = new boolean[n];
    for (int i = 0; i < n; i++) {
      valid[i] = random.nextInt(every) != 0;
    }
    return Validity.of(valid);
  }

  static double[] present(double[] x, Validity validity) {
    var kept = new double[x.length];
    int n = 0;
    for (int i = 0; i < x.length; i++) {
      if (validity.at(i)) {
        kept[n++] = x[i];
      }
    }
    return Arrays.copyOf(kept, n);
  }

  /// The array cut at random places into `parts` pieces, some perhaps empty.
  static List<double[]> cut(double[] x, int parts, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    var ends = random.ints(parts - 1, 0, x.length + 1).sorted().toArray();
    var pieces = new ArrayList<double[]>();
    int from = 0;
    for (int end : ends) {
      pieces.add(Arrays.copyOfRange(x, from, end));
      from = end;
    }
    pieces.add(Arrays.copyOfRange(x, from, x.length));
    return pieces;
  }

  interface Fold<S> {
    void accept(S state, double[] cells);
  }

  interface Merge<S> {
    void merge(S state, S later);
  }

  /// Folds the pieces apart and merges them in a random tree that keeps their order.
  static <S> S tree(
      List<double[]> pieces, Supplier<S> fresh, Fold<S> fold, Merge<S> merge, long seed) {
    var random = new SplittableRandom(seed);
    var states = new ArrayList<S>();
    for (var piece : pieces) {
      var state = fresh.get();
      fold.accept(state, piece);
      states.add(state);
    }
    while (states.size() > 1) {
      int at = random.nextInt(states.size() - 1);
      merge.merge(states.get(at), states.remove(at + 1));
    }
    return states.getFirst();
  }
}
