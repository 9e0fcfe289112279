package dev.weir.source.duckdb;

import dev.weir.api.Condition;
import dev.weir.api.StreamingDataSource.Scan;
import dev.weir.api.Type;
import dev.weir.source.duckdb.engine.Sql;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// SQL for a [Scan]. The first column of a split with positions of its own is the position.
final class ScanSql {
  /// Beyond it whole numbers and doubles do not compare exactly.
  private static final long EXACT = 1L << 53;

  private ScanSql() {}

  /// @param columns SQL of each column
  /// @param from SQL from FROM on
  record Select(List<String> columns, String from) {}

  /// Rows of one split in order. Where rows can be counted there is no position.
  static Select ordered(Split split, Scan scan, long fromRow) {
    boolean leniently = scan.misfits().isPresent();
    var select = new ArrayList<String>();
    var where = new ArrayList<String>();
    if (!split.counts(scan, fromRow)) {
      select.add(split.position());
      if (fromRow > 0) {
        where.add(split.position() + " >= " + fromRow);
      }
      for (var condition : scan.conditions()) {
        condition(column(split, condition.column()), condition).ifPresent(where::add);
      }
    }
    for (var name : scan.columns()) {
      select.add(column(split, name).plain(leniently));
    }
    misfits(split, scan).forEach(column -> select.add(column.misfit(leniently).orElseThrow()));
    if (select.isEmpty()) {
      select.add("TRUE");
    }
    return new Select(
        select,
        "FROM "
            + split.from(leniently)
            + (where.isEmpty() ? "" : " WHERE " + String.join(" AND ", where)));
  }

  /// The columns of the scan whose misfits are asked for, after all columns.
  static List<SourceColumn> misfits(Split split, Scan scan) {
    boolean leniently = scan.misfits().isPresent();
    return scan.columns().stream()
        .map(name -> column(split, name))
        .filter(column -> column.misfit(leniently).isPresent())
        .toList();
  }

  private static SourceColumn column(Split split, String name) {
    for (var column : split.columns()) {
      if (column.name().equals(name)) {
        return column;
      }
    }
    throw new IllegalArgumentException("no column '" + name + "' in " + split.label());
  }

  /// SQL that leaves out only rows which do not meet the condition; empty where DuckDB's comparison
  /// could mean another thing. DuckDB takes NaN for the greatest number and for equal to itself;
  /// that keeps rows more, never fewer, than IEEE comparisons with a constant that is a number.
  static Optional<String> condition(SourceColumn column, Condition condition) {
    if (!column.pushable()) {
      return Optional.empty();
    }
    var sign = sign(condition.comparison());
    boolean equality =
        switch (condition.comparison()) {
          case EQUAL, NOT_EQUAL -> true;
          case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> false;
        };
    return constant(column.type(), condition.value(), equality)
        .map(c -> column.typed() + " " + sign + " " + c);
  }

  private static Optional<String> constant(Type type, Object value, boolean equality) {
    return switch (type) {
      case BOOLEAN ->
          value instanceof Boolean flag && equality
              ? Optional.of(flag.toString())
              : Optional.empty();
      case INT, LONG, DOUBLE ->
          switch (value) {
            case Long number when type != Type.DOUBLE || Math.abs(number) <= EXACT ->
                Optional.of(whole(type, number));
            case Double number when Math.abs(number) <= EXACT ->
                Optional.of("CAST('" + number + "' AS DOUBLE)");
            default -> Optional.empty();
          };
      case DATE ->
          value instanceof Long days && Math.abs(days) < 700_000
              ? Optional.of("CAST('" + LocalDate.ofEpochDay(days) + "' AS DATE)")
              : Optional.empty();
      case TIMESTAMP ->
          value instanceof Long micros && Math.abs(micros) < 60_000_000_000_000_000L
              ? Optional.of("make_timestamp(CAST(" + micros + " AS BIGINT))")
              : Optional.empty();
      case TEXT ->
          value instanceof String text && equality && text.indexOf('\0') < 0
              ? Optional.of(Sql.text(text))
              : Optional.empty();
      case BYTES -> Optional.empty();
    };
  }

  private static String whole(Type type, long number) {
    return type == Type.DOUBLE
        ? "CAST('" + (double) number + "' AS DOUBLE)"
        : "CAST('" + number + "' AS BIGINT)";
  }

  private static String sign(Condition.Comparison comparison) {
    return switch (comparison) {
      case EQUAL -> "=";
      case NOT_EQUAL -> "<>";
      case LESS -> "<";
      case LESS_OR_EQUAL -> "<=";
      case GREATER -> ">";
      case GREATER_OR_EQUAL -> ">=";
    };
  }
}
