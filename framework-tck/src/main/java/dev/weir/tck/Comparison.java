package dev.weir.tck;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.Exactness;
import dev.weir.api.PipelineResult;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.Type;
import java.util.Arrays;
import java.util.Optional;

/// Tells whether two answers are the same, and if not, the first place where they differ.
public final class Comparison {
  /// Part by which reals may differ where not the same bits are asked for.
  public static final double TOLERANCE = 1e-12;

  private final boolean bits;
  private final double scale;
  private final InexactFigures inexact;

  private Comparison(boolean bits, double scale, InexactFigures inexact) {
    this.bits = bits;
    this.scale = scale;
    this.inexact = inexact;
  }

  /// Everything must be the same, reals to the bit (all NaN are one).
  public static Comparison toTheBit() {
    return new Comparison(true, 1, new InexactFigures(Optional.empty(), Tables.columns().table()));
  }

  /// Counts, text and whole numbers must be the same, reals to [#TOLERANCE] of the largest of the
  /// case's scale, the figures and 1; figures that the results list as not exact lie within their
  /// bound or satisfy the case's checker.
  ///
  /// @param rows the rows that both answers speak of
  public static Comparison asStated(Case example, Table rows) {
    return new Comparison(
        false, Math.max(1, example.scale()), new InexactFigures(example.checker(), rows));
  }

  /// Where the outcomes differ first, in words; nothing if they are the same.
  public Optional<String> difference(Outcome expected, Outcome actual) {
    if (!expected.rejected().equals(actual.rejected())) {
      return Optional.of(
          "rows set aside: expected " + expected.rejected() + ", was " + actual.rejected());
    }
    return difference(expected.result(), actual.result())
        .or(() -> rows("emitted rows", expected, actual));
  }

  private Optional<String> rows(String what, Outcome expected, Outcome actual) {
    if (expected.emitted().isEmpty() && actual.emitted().isEmpty()) {
      return Optional.empty();
    }
    var a = Tables.whole(expected.rows());
    var b = Tables.whole(actual.rows());
    return cells(what, a, b, PipelineResult.EMPTY, actual.result()).or(() -> origins(what, a, b));
  }

  private static Optional<String> origins(String what, Chunk a, Chunk b) {
    for (int r = 0; r < a.rows(); r++) {
      if (a.position(r) != b.position(r) || a.identity(r) != b.identity(r)) {
        return Optional.of(
            what
                + ", row "
                + r
                + ": expected position "
                + a.position(r)
                + " and identity "
                + Long.toHexString(a.identity(r))
                + ", was "
                + b.position(r)
                + " and "
                + Long.toHexString(b.identity(r)));
      }
    }
    return Optional.empty();
  }

  /// Where the results differ first, in words; nothing if they are the same.
  public Optional<String> difference(PipelineResult expected, PipelineResult actual) {
    if (!expected.tables().keySet().equals(actual.tables().keySet())) {
      return differ("tables", expected.tables().keySet(), actual.tables().keySet());
    }
    if (!expected.values().keySet().equals(actual.values().keySet())) {
      return differ("values", expected.values().keySet(), actual.values().keySet());
    }
    for (var name : expected.tables().keySet()) {
      var found =
          cells(
              "table '" + name + "'",
              Tables.whole(expected.table(name)),
              Tables.whole(actual.table(name)),
              named(expected, name),
              named(actual, name));
      if (found.isPresent()) {
        return found;
      }
    }
    for (var name : expected.values().keySet()) {
      var found =
          value(
              name,
              expected.value(name, Object.class),
              actual.value(name, Object.class),
              exactness(expected, actual, name));
      if (found.isPresent()) {
        return found;
      }
    }
    if (!expected.charts().equals(actual.charts())) {
      return differ("charts", expected.charts(), actual.charts());
    }
    if (bits && !expected.exactness().equals(actual.exactness())) {
      return differ("exactness", expected.exactness(), actual.exactness());
    }
    return bits && !expected.warnings().equals(actual.warnings())
        ? differ("warnings", expected.warnings(), actual.warnings())
        : Optional.empty();
  }

  /// Exactness of one table's columns, by column name; of the table itself by the empty name.
  private static PipelineResult named(PipelineResult result, String table) {
    var own = PipelineResult.EMPTY;
    for (var entry : result.exactness().entrySet()) {
      if (entry.getKey().equals(table)) {
        own = own.withExactness("", entry.getValue());
      } else if (entry.getKey().startsWith(table + ".")) {
        own = own.withExactness(entry.getKey().substring(table.length() + 1), entry.getValue());
      }
    }
    return own;
  }

  private static Optional<Exactness> exactness(PipelineResult a, PipelineResult b, String name) {
    return Optional.ofNullable(a.exactness().get(name))
        .or(() -> Optional.ofNullable(b.exactness().get(name)))
        .or(() -> Optional.ofNullable(a.exactness().get("")));
  }

  private static Optional<String> differ(String what, Object expected, Object actual) {
    return Optional.of(what + ": expected " + expected + ", was " + actual);
  }

  /// The cells of two tables, row by row; positions are not compared.
  Optional<String> cells(String what, Chunk expected, Chunk actual) {
    return cells(what, expected, actual, PipelineResult.EMPTY, PipelineResult.EMPTY);
  }

  /// The cells of a result's table and of another one for the same rows.
  Optional<String> cells(
      String what, Chunk expected, Chunk actual, PipelineResult result, String table) {
    var exact = named(result, table);
    return cells(what, expected, actual, exact, exact);
  }

  private Optional<String> cells(
      String what, Chunk a, Chunk b, PipelineResult exactA, PipelineResult exactB) {
    if (!shape(a.schema()).equals(shape(b.schema()))) {
      return differ(what + ", columns", shape(a.schema()), shape(b.schema()));
    }
    boolean loose = !bits && exactA.exactness().containsKey("");
    if (a.rows() != b.rows()) {
      return loose ? Optional.empty() : differ(what + ", rows", a.rows(), b.rows());
    }
    for (int r = 0; r < a.rows(); r++) {
      for (int i = 0; i < a.schema().size(); i++) {
        var x = new Column(i, a.schema().fields().get(i));
        var y = new Column(i, b.schema().fields().get(i));
        if (a.has(x) != b.has(y)) {
          return differ(what + ", column '" + x.name() + "'", here(a, x), here(b, y));
        }
        if (!a.has(x)) {
          continue;
        }
        var how = exactness(exactA, exactB, x.name());
        var place = what + ", row " + r + ", column '" + x.name() + "'";
        var found = cell(place, x, r, a, b, y, how);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static String here(Chunk chunk, Column column) {
    return chunk.has(column) ? "its cells" : "a column that is absent";
  }

  /// Names and types in words.
  static String shape(Schema schema) {
    return String.join(", ", schema.fields().stream().map(f -> f.name() + " " + f.type()).toList());
  }

  private Optional<String> cell(
      String place, Column x, int row, Chunk a, Chunk b, Column y, Optional<Exactness> how) {
    if (Tables.same(a, x, row, b, y, row)) {
      return Optional.empty();
    }
    boolean both = a.validity(x).at(row) && b.validity(y).at(row);
    if (!bits && both && how.isPresent()) {
      return x.type().isNumeric()
          ? inexact
              .judge(a, row, x.name(), a.doubles(x)[row], b.doubles(y)[row], how.get())
              .map(why -> place + ": " + why)
          : Optional.empty();
    }
    if (!bits && both && x.type() == Type.DOUBLE) {
      return real(place, a.doubles(x)[row], b.doubles(y)[row]);
    }
    return differ(place, shown(a, x, row), shown(b, y, row));
  }

  private static String shown(Chunk chunk, Column column, int row) {
    var cell = Tables.cell(chunk, column, row);
    return cell == null ? "a missing cell" : cell instanceof String ? "'" + cell + "'" : "" + cell;
  }

  private Optional<String> real(String place, double expected, double actual) {
    if (Double.doubleToLongBits(expected) == Double.doubleToLongBits(actual)) {
      return Optional.empty();
    }
    double allowed = TOLERANCE * Math.max(scale, Math.max(Math.abs(expected), Math.abs(actual)));
    double off = Math.abs(expected - actual);
    if (!bits && off <= allowed && Double.isFinite(allowed)) {
      return Optional.empty();
    }
    var limit = bits ? "no bit" : Double.toString(allowed);
    return Optional.of(
        place
            + ": expected "
            + expected
            + ", was "
            + actual
            + " (off by "
            + off
            + ", allowed is "
            + limit
            + ")");
  }

  private Optional<String> value(
      String name, Object expected, Object actual, Optional<Exactness> how) {
    var place = "value '" + name + "'";
    if (!expected.getClass().equals(actual.getClass())) {
      return differ(place, expected.getClass().getSimpleName(), actual.getClass().getSimpleName());
    }
    if (!bits && how.isPresent()) {
      return expected instanceof Number a && actual instanceof Number b
          ? inexact
              .judge(name, a.doubleValue(), b.doubleValue(), how.get())
              .map(why -> place + ": " + why)
          : Optional.empty();
    }
    return switch (expected) {
      case Double a -> real(place, a, (Double) actual);
      case double[] a -> reals(place, a, (double[]) actual);
      case long[] a ->
          Arrays.equals(a, (long[]) actual)
              ? Optional.empty()
              : differ(place, Arrays.toString(a), Arrays.toString((long[]) actual));
      case byte[] a ->
          Arrays.equals(a, (byte[]) actual)
              ? Optional.empty()
              : differ(place, a.length + " bytes", "other bytes");
      default -> expected.equals(actual) ? Optional.empty() : differ(place, expected, actual);
    };
  }

  private Optional<String> reals(String place, double[] expected, double[] actual) {
    if (expected.length != actual.length) {
      return differ(place + ", length", expected.length, actual.length);
    }
    for (int i = 0; i < expected.length; i++) {
      var found = real(place + "[" + i + "]", expected[i], actual[i]);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
