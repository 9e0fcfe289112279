package dev.weir.tck;

import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.function.Supplier;

/// What an object takes on the heap, measured: enough copies are made to stand out, the garbage is
/// collected before and after, and the growth is divided by their number. Objects that are far
/// heavier than was said are fewer.
final class HeapWeight {
  private static final long ENOUGH = 6 << 20;
  private static final int MOST = 20_000;
  private static final long TOO_MUCH = 8 * ENOUGH;

  private HeapWeight() {}

  /// Bytes of one of the objects that `make` gives; `about` is a guess.
  static double of(Supplier<?> make, long about) {
    int count = Math.clamp(ENOUGH / Math.max(64, about), 4, MOST);
    var kept = new Object[count];
    kept[0] = make.get(); // and whatever is made once and shared
    long before = used();
    int made = 1;
    try {
      while (made < count && (made % 64 != 0 || heap() - before < TOO_MUCH)) {
        kept[made++] = make.get();
      }
      return (double) (used() - before) / (made - 1);
    } finally {
      Reference.reachabilityFence(kept);
    }
  }

  private static long used() {
    ManagementFactory.getMemoryMXBean().gc();
    return heap();
  }

  private static long heap() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
