package dev.weir.tck;

import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/// Tables for cases, the same ones each time. All but [#large] have 300 rows, so that every law
/// runs in a moment; numbers are of moderate size, so that the default scale of a [Case] will do.
public final class Data {
  private static final int ROWS = 300;
  private static final List<String> WORDS =
      List.of("Oslo", "Zürich", "東京", "", "São Paulo", "oslo", "😀", "a,b\n\"c\"");

  private Data() {}

  private static Schema schema(Object... namesAndTypes) {
    var schema = Schema.of();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      schema = schema.with(Schema.Field.of((String) namesAndTypes[i], (Type) namesAndTypes[i + 1]));
    }
    return schema;
  }

  /// Two DOUBLE columns `x` (normal) and `y` (skewed, positive), a LONG `k` and an INT `n`; no cell
  /// is missing.
  public static Table numbers() {
    return of(
        schema("x", Type.DOUBLE, "y", Type.DOUBLE, "k", Type.LONG, "n", Type.INT), ROWS, 1, 0);
  }

  /// As [#numbers] with every sixth cell missing.
  public static Table gaps() {
    return of(
        schema("x", Type.DOUBLE, "y", Type.DOUBLE, "k", Type.LONG, "n", Type.INT),
        ROWS,
        2,
        1 / 6.0);
  }

  /// A column of each type, `flag n k day time x city raw`, every tenth cell missing.
  public static Table mixed() {
    return of(
        schema(
            "flag", Type.BOOLEAN,
            "n", Type.INT,
            "k", Type.LONG,
            "day", Type.DATE,
            "time", Type.TIMESTAMP,
            "x", Type.DOUBLE,
            "city", Type.TEXT,
            "raw", Type.BYTES),
        ROWS,
        3,
        0.1);
  }

  /// A DOUBLE column `x` with NaN, infinities, zeros of both signs and missing cells among usual
  /// numbers, and a usual one `y`.
  public static Table specials() {
    var random = new SplittableRandom(4);
    double[] special = {
      Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.0, -0.0, 1e-300
    };
    var rows = Rows.of(schema("x", Type.DOUBLE, "y", Type.DOUBLE));
    for (int r = 0; r < ROWS; r++) {
      rows.row();
      int kind = random.nextInt(20);
      if (kind < special.length) {
        rows.put(0, special[kind]);
      } else if (kind > special.length) {
        rows.put(0, random.nextGaussian());
      }
      rows.put(1, random.nextGaussian());
    }
    return rows.table();
  }

  /// Few distinct values, so that many rows are equal: `city` TEXT, `n` INT, `x` DOUBLE.
  public static Table duplicates() {
    var random = new SplittableRandom(5);
    var rows = Rows.of(schema("city", Type.TEXT, "n", Type.INT, "x", Type.DOUBLE));
    for (int r = 0; r < ROWS; r++) {
      rows.row().put(0, WORDS.get(random.nextInt(3))).put(1, random.nextInt(2));
      rows.put(2, 0.5 * random.nextInt(3));
    }
    return rows.table();
  }

  /// A LONG column `k` of counts around 2^53, where neighbours are one DOUBLE, and `x` of 1e9 plus
  /// small parts, where naive sums of squares lose all digits.
  public static Table bigCounts() {
    var random = new SplittableRandom(6);
    var rows = Rows.of(schema("k", Type.LONG, "x", Type.DOUBLE));
    for (int r = 0; r < ROWS; r++) {
      rows.row().put(0, (1L << 53) + random.nextInt(1000)).put(1, 1e9 + random.nextDouble());
    }
    return rows.table();
  }

  /// As [#numbers] with this many rows.
  public static Table large(int rows) {
    return of(
        schema("x", Type.DOUBLE, "y", Type.DOUBLE, "k", Type.LONG, "n", Type.INT), rows, 7, 0.01);
  }

  /// The columns of a table without a row.
  public static Table noRows(Table like) {
    return Tables.of(Tables.filter(Tables.whole(like), _ -> false));
  }

  /// Random rows of any schema; the same arguments give the same rows.
  ///
  /// @param missing probability that a nullable cell is missing
  public static Table of(Schema schema, int rows, long seed, double missing) {
    var random = new SplittableRandom(seed);
    var made = Rows.of(schema);
    for (int r = 0; r < rows; r++) {
      made.row();
      for (var column : schema.columns().toList()) {
        boolean here = !column.field().nullable() || random.nextDouble() >= missing;
        put(made, column.index(), column.type(), random, here);
      }
    }
    return made.table();
  }

  private static void put(Rows rows, int column, Type type, SplittableRandom random, boolean here) {
    double gauss = random.nextGaussian();
    long whole = random.nextLong(1 << 20);
    if (!here) {
      return;
    }
    switch (type) {
      case BOOLEAN -> rows.put(column, whole & 1);
      case INT -> rows.put(column, whole % 100 - 50);
      case LONG -> rows.put(column, whole - (1 << 19));
      case DATE -> rows.put(column, whole % 20_000);
      case TIMESTAMP -> rows.put(column, whole * 1_000_003);
      case DOUBLE -> rows.put(column, column % 2 == 0 ? gauss : Math.exp(gauss));
      case TEXT -> rows.put(column, WORDS.get((int) (whole % WORDS.size())));
      case BYTES -> {
        var bytes = Long.toHexString(whole).getBytes(StandardCharsets.UTF_8);
        bytes[0] = (byte) whole;
        rows.put(column, bytes, 0, bytes.length);
      }
    }
  }
}
