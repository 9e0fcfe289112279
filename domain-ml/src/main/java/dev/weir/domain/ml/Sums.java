package dev.weir.domain.ml;

import dev.weir.api.StateCodec;
import dev.weir.numerics.ExactSum;
import java.util.stream.Stream;

/// Exact sums side by side: the same bits for any order, chunking and merge tree. Mutable.
final class Sums {
  /// Most bytes that one of them keeps.
  static final long MOST_BYTES = 640;

  private final ExactSum[] sums;

  private Sums(ExactSum[] sums) {
    this.sums = sums;
  }

  static Sums of(int count) {
    return new Sums(Stream.generate(ExactSum::create).limit(count).toArray(ExactSum[]::new));
  }

  void add(int i, double value) {
    sums[i].add(value);
  }

  double sum(int i) {
    return sums[i].sum();
  }

  /// The sum of all.
  double total() {
    var total = ExactSum.create();
    for (var sum : sums) {
      total.merge(sum);
    }
    return total.sum();
  }

  void merge(Sums later) {
    for (int i = 0; i < sums.length; i++) {
      sums[i].merge(later.sums[i]);
    }
  }

  void write(StateCodec.Out out) {
    out.integer(sums.length);
    for (var sum : sums) {
      sum.write(out);
    }
  }

  static Sums read(StateCodec.In in) {
    return new Sums(
        Stream.generate(() -> ExactSum.read(in)).limit(in.integer()).toArray(ExactSum[]::new));
  }

  long retainedBytes() {
    long bytes = 32;
    for (var sum : sums) {
      bytes += 8 + sum.retainedBytes();
    }
    return bytes;
  }
}
