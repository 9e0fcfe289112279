package dev.weir.core.spill;

/// Sorts numbers of rows by merging, stably, without an object a row; in linear time where they are
/// in order.
public final class IndexSort {
  private static final int SHORT = 16;

  private IndexSort() {}

  /// Compares two rows by their numbers.
  @FunctionalInterface
  public interface Order {
    /// Negative if row `a` comes first, positive if row `b` does.
    int compare(int a, int b);
  }

  /// The numbers from 0 to `count`, sorted; takes twice their space for a while.
  public static int[] sorted(int count, Order order) {
    var from = new int[count];
    for (int i = 0; i < count; i++) {
      from[i] = i;
    }
    for (int begin = 0; begin < count; begin += SHORT) {
      insert(from, begin, Math.min(count, begin + SHORT), order);
    }
    var to = count > SHORT ? new int[count] : from;
    for (long width = SHORT; width < count; width *= 2) {
      for (long begin = 0; begin < count; begin += 2 * width) {
        merge(
            from,
            to,
            (int) begin,
            (int) Math.min(count, begin + width),
            (int) Math.min(count, begin + 2 * width),
            order);
      }
      var swap = from;
      from = to;
      to = swap;
    }
    return from;
  }

  private static void insert(int[] rows, int begin, int end, Order order) {
    for (int i = begin + 1; i < end; i++) {
      int row = rows[i];
      int at = i;
      while (at > begin && order.compare(rows[at - 1], row) > 0) {
        rows[at] = rows[at - 1];
        at--;
      }
      rows[at] = row;
    }
  }

  private static void merge(int[] from, int[] to, int begin, int middle, int end, Order order) {
    if (middle >= end || order.compare(from[middle - 1], from[middle]) <= 0) {
      System.arraycopy(from, begin, to, begin, end - begin);
      return;
    }
    int a = begin;
    int b = middle;
    for (int i = begin; i < end; i++) {
      if (a < middle && (b >= end || order.compare(from[a], from[b]) <= 0)) {
        to[i] = from[a++];
      } else {
        to[i] = from[b++];
      }
    }
  }
}
