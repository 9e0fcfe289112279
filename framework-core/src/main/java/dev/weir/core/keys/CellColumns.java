package dev.weir.core.keys;

import dev.weir.api.KeyTable.Cell;
import dev.weir.api.PipelineException;
import dev.weir.numerics.ExactSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The cells of keys in memory, a column each: numbers in arrays, sums as objects. Used by one
/// thread.
final class CellColumns {
  /// What a sum takes beside its place in the list: an object with about five limbs.
  private static final long SUM_BYTES = 104;

  private final Cell[] kinds;
  private final long[][] numbers;
  private final List<List<ExactSum>> sums = new ArrayList<>();
  private int size;

  CellColumns(Cell[] kinds) {
    this.kinds = kinds;
    this.numbers = new long[kinds.length][];
    for (int i = 0; i < kinds.length; i++) {
      numbers[i] = new long[kinds[i] == Cell.SUM ? 0 : 16];
      sums.add(new ArrayList<>());
    }
  }

  /// What a cell holds before anything was added.
  static long none(Cell kind) {
    return kind == Cell.MIN ? Long.MAX_VALUE : kind == Cell.MAX ? Long.MIN_VALUE : 0;
  }

  /// Adds the cells of a new key.
  void extend() {
    for (int i = 0; i < kinds.length; i++) {
      if (kinds[i] == Cell.SUM) {
        sums.get(i).add(ExactSum.create());
      } else {
        if (size == numbers[i].length) {
          numbers[i] = Arrays.copyOf(numbers[i], size * 2);
        }
        numbers[i][size] = none(kinds[i]);
      }
    }
    size++;
  }

  /// Most bytes that [#extend] could take.
  long growth() {
    long more = 0;
    for (int i = 0; i < kinds.length; i++) {
      if (kinds[i] == Cell.SUM) {
        more += SUM_BYTES;
      } else if (size == numbers[i].length) {
        more += 16L * size;
      }
    }
    return more;
  }

  long retainedBytes() {
    long bytes = 0;
    for (int i = 0; i < kinds.length; i++) {
      bytes += kinds[i] == Cell.SUM ? SUM_BYTES * size : 8L * numbers[i].length;
    }
    return bytes;
  }

  long number(int cell, int id) {
    return numbers[cell][id];
  }

  ExactSum sum(int cell, int id) {
    return sums.get(cell).get(id);
  }

  void add(int cell, int id, long value) {
    if (kinds[cell] == Cell.SUM) {
      sums.get(cell).get(id).add((double) value);
    } else {
      numbers[cell][id] = combined(kinds[cell], numbers[cell][id], value);
    }
  }

  void add(int cell, int id, double value) {
    if (kinds[cell] != Cell.SUM) {
      throw new IllegalStateException("a real number added to a " + kinds[cell] + " cell");
    }
    sums.get(cell).get(id).add(value);
  }

  /// Two whole numbers in one cell.
  static long combined(Cell kind, long a, long b) {
    return switch (kind) {
      case COUNT -> {
        try {
          yield Math.addExact(a, b);
        } catch (ArithmeticException e) {
          throw new PipelineException(
              PipelineException.Category.DATA,
              "keys.overflow",
              "a count of whole numbers exceeds 64 bits; use a SUM cell",
              e);
        }
      }
      case MIN -> Math.min(a, b);
      case MAX -> Math.max(a, b);
      case SUM -> throw new IllegalStateException("a sum is no whole number");
    };
  }
}
