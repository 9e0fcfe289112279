package dev.weir.tck;

import dev.weir.api.Chunk;
import dev.weir.api.Exactness;
import dev.weir.api.Table;
import dev.weir.api.Type;
import java.util.Arrays;
import java.util.Optional;

/// Judges two figures that are not exact: by the case's checker, else by their stated bound. Each
/// may be off by the bound, so twice the bound is allowed, three times if it holds with a
/// probability only.
///
/// Of the measures, "relative" and "count" can be judged by the figures alone. "rank" needs the
/// column that they are order statistics of: the numeric one that a text cell of the same row
/// names; if there is none, anything goes.
final class InexactFigures {
  private final Optional<Case.Checker> checker;
  private final Table rows;

  InexactFigures(Optional<Case.Checker> checker, Table rows) {
    this.checker = checker;
    this.rows = rows;
  }

  Optional<String> judge(String name, double expected, double actual, Exactness how) {
    if (checker.isPresent()) {
      return checker.get().check(name, expected, actual, rows);
    }
    return how instanceof Exactness.Bound bound
        ? byFigures(expected, actual, bound)
        : Optional.empty();
  }

  Optional<String> judge(
      Chunk table, int row, String column, double expected, double actual, Exactness how) {
    if (checker.isPresent()
        || !(how instanceof Exactness.Bound bound)
        || !bound.measure().equals("rank")) {
      return judge(column, expected, actual, how);
    }
    return subject(table, row).flatMap(subject -> byRank(subject, expected, actual, bound));
  }

  private static double allowed(Exactness.Bound bound) {
    return bound.error() * (bound.confidence() < 1 ? 3 : 2);
  }

  private static Optional<String> byFigures(double a, double b, Exactness.Bound bound) {
    if (Double.doubleToLongBits(a) == Double.doubleToLongBits(b)) {
      return Optional.empty();
    }
    double off =
        switch (bound.measure()) {
          case "relative" -> Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
          case "count" -> Math.abs(a - b);
          default -> 0;
        };
    return verdict(a, b, off, bound);
  }

  private static Optional<String> verdict(double a, double b, double off, Exactness.Bound bound) {
    return off <= allowed(bound)
        ? Optional.empty()
        : Optional.of(
            a
                + " and "
                + b
                + " differ by "
                + off
                + " ("
                + bound.measure()
                + "), the stated bound of "
                + bound.error()
                + " allows "
                + allowed(bound));
  }

  /// The numeric column of the input that a text cell of the row names.
  private Optional<double[]> subject(Chunk table, int row) {
    return table
        .schema()
        .columns()
        .filter(c -> c.type() == Type.TEXT && table.validity(c).at(row))
        .map(c -> table.text(c).string(row))
        .filter(name ->
            rows.schema().indexOf(name) >= 0 && rows.schema().column(name).type().isNumeric())
        .findFirst()
        .map(this::sorted);
  }

  private double[] sorted(String name) {
    var column = rows.schema().column(name);
    var chunk = Tables.whole(rows);
    var cells = new double[chunk.rows()];
    int count = 0;
    for (int r = 0; r < chunk.rows(); r++) {
      double cell = chunk.doubles(column)[r];
      if (chunk.validity(column).at(r) && !Double.isNaN(cell)) {
        cells[count++] = cell;
      }
    }
    Arrays.sort(cells, 0, count);
    return Arrays.copyOf(cells, count);
  }

  private static Optional<String> byRank(
      double[] sorted, double a, double b, Exactness.Bound bound) {
    if (sorted.length == 0 || Double.doubleToLongBits(a) == Double.doubleToLongBits(b)) {
      return Optional.empty();
    }
    double low = Math.min(a, b);
    double high = Math.max(a, b);
    long between = Arrays.stream(sorted).filter(v -> v > low && v < high).count();
    return verdict(a, b, (double) between / sorted.length, bound);
  }
}
