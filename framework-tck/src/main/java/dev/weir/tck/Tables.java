package dev.weir.tck;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.Text;
import dev.weir.api.Type;
import dev.weir.api.Validity;
import dev.weir.api.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Small tables for tests: made from columns, cut into chunks, put together again and looked into.
///
/// ```java
/// var table = Tables.columns()
///     .reals("x", 1.0, null, 3.0)
///     .texts("city", "Oslo", "Zürich", null)
///     .table();
/// assertEquals(List.of("Oslo", "Zürich"), Tables.column(table, "city").subList(0, 2));
/// ```
public final class Tables {
  private Tables() {}

  /// Begins a table.
  public static Builder columns() {
    return new Builder();
  }

  /// A table made column by column; all columns have the same number of cells, a null is a missing
  /// one.
  public static final class Builder {
    private final List<Schema.Field> fields = new ArrayList<>();
    private final List<Values> cells = new ArrayList<>();
    private int rows = -1;

    private Builder() {}

    /// A column of cells that are here already.
    public Builder column(String name, int count, Values values) {
      if (rows >= 0 && rows != count) {
        throw new IllegalArgumentException(
            "column '" + name + "' has " + count + " cells, the others " + rows);
      }
      rows = count;
      fields.add(Schema.Field.of(name, values.type()));
      cells.add(values);
      return this;
    }

    /// A DOUBLE column.
    public Builder reals(String name, @Nullable Double... column) {
      var array = new double[column.length];
      for (int r = 0; r < array.length; r++) {
        var cell = column[r];
        array[r] = cell == null ? 0 : cell;
      }
      return column(name, array.length, new Values.Doubles(array, present(column)));
    }

    /// An INT or BOOLEAN column.
    public Builder ints(String name, Type type, @Nullable Integer... column) {
      var array = new int[column.length];
      for (int r = 0; r < array.length; r++) {
        var cell = column[r];
        array[r] = cell == null ? 0 : cell;
      }
      return column(name, array.length, new Values.Ints(type, array, present(column)));
    }

    /// A LONG, DATE or TIMESTAMP column.
    public Builder longs(String name, Type type, @Nullable Long... column) {
      var array = new long[column.length];
      for (int r = 0; r < array.length; r++) {
        var cell = column[r];
        array[r] = cell == null ? 0 : cell;
      }
      return column(name, array.length, new Values.Longs(type, array, present(column)));
    }

    /// A TEXT column.
    public Builder texts(String name, @Nullable String... column) {
      return column(
          name, column.length, new Values.Texts(Type.TEXT, Text.of(column), present(column)));
    }

    private static Validity present(@Nullable Object[] column) {
      var valid = new boolean[column.length];
      boolean all = true;
      for (int r = 0; r < valid.length; r++) {
        valid[r] = column[r] != null;
        all &= valid[r];
      }
      return all ? Validity.ALL : Validity.of(valid);
    }

    /// The rows as one chunk at positions from 0.
    public Chunk chunk() {
      return Chunk.of(new Schema(fields), Math.max(rows, 0), 0, cells.toArray(Values[]::new));
    }

    /// The rows as a table.
    public Table table() {
      return of(chunk());
    }
  }

  /// A table made row by row: cells in the order of the columns, each a Boolean, Integer, Long,
  /// Double or String that fits its column, null where missing; cells left out at the end of a row
  /// are missing too. DATE and TIMESTAMP are whole numbers.
  ///
  /// @throws IllegalArgumentException if a cell is of another class
  public static Table of(Schema schema, @Nullable Object[]... cells) {
    var rows = Rows.of(schema);
    for (var row : cells) {
      rows.row();
      for (int c = 0; c < row.length; c++) {
        switch (row[c]) {
          case null -> {}
          case Boolean flag -> rows.put(c, flag ? 1L : 0L);
          case Integer whole -> rows.put(c, whole.longValue());
          case Long whole -> rows.put(c, whole);
          case Double real -> rows.put(c, real);
          case String text -> rows.put(c, text);
          default ->
              throw new IllegalArgumentException(
                  "a cell of column '"
                      + schema.fields().get(c).name()
                      + "' is a "
                      + row[c].getClass().getName());
        }
      }
    }
    return rows.table();
  }

  /// The cells of one row.
  public static @Nullable Object[] row(@Nullable Object... cells) {
    return cells;
  }

  /// The chunk as a table.
  public static Table of(Chunk chunk) {
    return Table.of(chunk.schema(), List.of(chunk));
  }

  /// The chunks of a table, in order.
  public static List<Chunk> chunks(Table table) {
    var chunks = new ArrayList<Chunk>();
    table.forEachChunk(chunks::add);
    return chunks;
  }

  /// All rows of a table in one chunk, with the positions and identities they have.
  public static Chunk whole(Table table) {
    return Joined.of(table.schema(), chunks(table));
  }

  /// Consecutive chunks of these sizes, the last size again and again until no row is left. No
  /// rows: no chunk.
  public static List<Chunk> cut(Chunk chunk, int... sizes) {
    var parts = new ArrayList<Chunk>();
    int from = 0;
    for (int i = 0; from < chunk.rows(); i++) {
      int to = Math.min(chunk.rows(), from + sizes[Math.min(i, sizes.length - 1)]);
      parts.add(chunk.slice(from, to));
      from = to;
    }
    return parts;
  }

  /// The rows that pass.
  public static Chunk filter(Chunk chunk, IntPredicate keep) {
    var kept = new int[chunk.rows()];
    int count = 0;
    for (int r = 0; r < chunk.rows(); r++) {
      if (keep.test(r)) {
        kept[count++] = r;
      }
    }
    return chunk.select(kept, count);
  }

  /// The cells of a column, in order: Double, Long, Boolean or String, null where missing; DATE and
  /// TIMESTAMP as Long, BYTES as text.
  public static List<@Nullable Object> column(Table table, String name) {
    var column = table.schema().column(name);
    var cells = new ArrayList<@Nullable Object>();
    table.forEachChunk(chunk -> {
      for (int r = 0; r < chunk.rows(); r++) {
        cells.add(cell(chunk, column, r));
      }
    });
    return cells;
  }

  /// The rows of a table, in order: cells by column name as [#cell] gives them, in the order of the
  /// columns; missing ones are left out.
  public static List<Map<String, Object>> rows(Table table) {
    var rows = new ArrayList<Map<String, Object>>();
    table.forEachChunk(chunk -> {
      for (int r = 0; r < chunk.rows(); r++) {
        var cells = new LinkedHashMap<String, Object>();
        for (var column : chunk.schema().columns().toList()) {
          var cell = cell(chunk, column, r);
          if (cell != null) {
            cells.put(column.name(), cell);
          }
        }
        rows.add(cells);
      }
    });
    return rows;
  }

  /// The cell of a column in the row whose TEXT column `key` holds `value`.
  ///
  /// @throws IllegalArgumentException if there is no such row
  public static @Nullable Object cell(Table table, String key, String value, String name) {
    int row = column(table, key).indexOf(value);
    if (row < 0) {
      throw new IllegalArgumentException("no row with " + key + " '" + value + "'");
    }
    return column(table, name).get(row);
  }

  /// One cell: Double, Long, Boolean or String, null where missing.
  public static @Nullable Object cell(Chunk chunk, Column column, int row) {
    if (!chunk.validity(column).at(row)) {
      return null;
    }
    return switch (column.type()) {
      case BOOLEAN -> chunk.ints(column)[row] != 0;
      case INT -> (long) chunk.ints(column)[row];
      case LONG, DATE, TIMESTAMP -> chunk.longs(column)[row];
      case DOUBLE -> chunk.doubles(column)[row];
      case TEXT, BYTES -> chunk.text(column).string(row);
    };
  }

  /// True if the two cells hold the same, to the bit; all NaN are one.
  static boolean same(Chunk a, Column x, int row, Chunk b, Column y, int other) {
    boolean here = a.validity(x).at(row);
    if (x.type() != y.type() || here != b.validity(y).at(other)) {
      return false;
    }
    if (!here) {
      return true;
    }
    return switch (x.type()) {
      case BOOLEAN, INT -> a.ints(x)[row] == b.ints(y)[other];
      case LONG, DATE, TIMESTAMP -> a.longs(x)[row] == b.longs(y)[other];
      case DOUBLE ->
          Double.doubleToLongBits(a.doubles(x)[row])
              == Double.doubleToLongBits(b.doubles(y)[other]);
      case TEXT, BYTES -> {
        var text = b.text(y);
        yield a.text(x).equals(row, text.bytes(), text.start(other), text.end(other));
      }
    };
  }

  /// Cell arrays of one value for every row, or of missing cells for null.
  static Values constant(Type type, int rows, @Nullable Object value) {
    var validity = value == null ? Validity.none(rows) : Validity.ALL;
    return switch (type) {
      case BOOLEAN, INT -> {
        var cells = new int[rows];
        int one =
            value instanceof Boolean flag
                ? (flag ? 1 : 0)
                : value instanceof Number number ? number.intValue() : 0;
        Arrays.fill(cells, one);
        yield new Values.Ints(type, cells, validity);
      }
      case LONG, DATE, TIMESTAMP -> {
        var cells = new long[rows];
        Arrays.fill(cells, value instanceof Number number ? number.longValue() : 0);
        yield new Values.Longs(type, cells, validity);
      }
      case DOUBLE -> {
        var cells = new double[rows];
        Arrays.fill(cells, value instanceof Number number ? number.doubleValue() : 0);
        yield new Values.Doubles(cells, validity);
      }
      case TEXT, BYTES -> {
        var text = new Text.Builder(rows);
        for (int r = 0; r < rows; r++) {
          text.add(value == null ? "" : value.toString());
        }
        yield new Values.Texts(type, text.build(), validity);
      }
    };
  }
}
