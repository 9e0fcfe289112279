package dev.weir.source.duckdb;

import dev.weir.api.NearestNames;
import dev.weir.api.PipelineException;
import dev.weir.source.duckdb.engine.Engine;
import dev.weir.source.duckdb.engine.EngineException;
import dev.weir.source.duckdb.engine.Session;
import dev.weir.source.duckdb.engine.Sql;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A user's SELECT over the input as table `t`.
///
/// A plain choice of rows and columns (`SELECT a, b + 1 FROM t WHERE c > 2 LIMIT 10`) is read
/// straight from the file, in its order. What would not give the same twice is refused, see
/// [QueryStability]. Anything else (joins, groups, windows, ORDER BY) may come in another order
/// each time: it is run once, by the first reader, into a temporary table that spills to the
/// source's folder, and that table is read.
final class QueryOpener {
  private static final Pattern MISSING_COLUMN =
      Pattern.compile("Referenced column \"(.*?)\" not found");
  private static final Pattern MISSING_TABLE =
      Pattern.compile("Table with name \"?(.*?)\"? does not exist");

  private static final String PLAIN =
      """
      SELECT CAST((n->>'type') = 'SELECT_NODE'
        AND (n->'from_table'->>'type') = 'BASE_TABLE' AND lower(n->'from_table'->>'table_name') = 't'
        AND json_array_length(n->'group_expressions') = 0 AND (n->>'aggregate_handling') = 'STANDARD_HANDLING'
        AND json_array_length(n->'cte_map'->'map') = 0
        AND (n->>'having') IS NULL AND (n->>'qualify') IS NULL AND (n->>'sample') IS NULL AND (n->'from_table'->>'sample') IS NULL
        AND (SELECT count(*) FROM json_each(n->'modifiers') m WHERE (m.value->>'type') <> 'LIMIT_MODIFIER') = 0
        AND (SELECT count(*) FROM json_tree(n) c WHERE c.key = 'class' AND (c.value->>'$') NOT IN
          ('COLUMN_REF', 'CONSTANT', 'STAR', 'COMPARISON', 'CONJUNCTION', 'CAST', 'OPERATOR', 'BETWEEN', 'CASE', 'FUNCTION')) = 0
        AND (SELECT count(*) FROM json_tree(n) c WHERE c.key = 'function_name' AND (c.value->>'$') NOT IN
          ('+', '-', '*', '/', '//', '%', '||', '~~', '!~~', '~~*', 'abs', 'round', 'floor', 'ceil', 'lower', 'upper', 'trim', 'length', 'substr',
           'substring', 'year', 'month', 'day', 'hour', 'concat', 'replace', 'contains', 'sqrt', 'ln', 'log10', 'exp', 'greatest', 'least')) = 0
        AS VARCHAR) FROM (SELECT json_serialize_sql(#)->'statements'->0->'node' AS n)\
      """;

  /// Whether DuckDB takes it for a SELECT, and it is no SHOW, which is about the database itself.
  private static final String SELECT =
      """
      SELECT CAST(coalesce(n->>'error_message', '') NOT LIKE '%Only SELECT%'
        AND (SELECT count(*) FROM json_tree(n) c WHERE c.key = 'show_type' AND (c.value->>'$') IN ('SHOW', 'SHOW_SPECIAL')) = 0 AS VARCHAR)
      FROM (SELECT json_serialize_sql(#) AS n)\
      """;

  private QueryOpener() {}

  /// What reading the query takes.
  ///
  /// @param split the result
  /// @param preparation what must run first
  record Opened(Split split, Preparation preparation) {}

  static Opened open(Engine engine, List<Split> inputs, String sql) {
    try (var session = engine.session()) {
      session.run(
          "CREATE VIEW t AS "
              + inputs.stream().map(Split::select).collect(Collectors.joining(" UNION ALL ")));
      check(session, inputs, sql);
      view(session, inputs, sql);
      boolean plain =
          "true".equals(session.texts(PLAIN.replace("#", Sql.text(sql))).getFirst().getFirst());
      var columns = new ArrayList<SourceColumn>();
      for (var row : session.texts("DESCRIBE weir_query")) {
        columns.add(
            TypeRule.column(
                Objects.requireNonNull(row.get(0)), Objects.requireNonNull(row.get(1))));
      }
      return plain
          ? new Opened(Split.counted("the query's result", "weir_query", columns), Preparation.NONE)
          : new Opened(
              new Split("the query's result", "weir_result", "rowid", true, -1, columns),
              Preparation.of("CREATE TABLE weir_result AS SELECT * FROM weir_query"));
    }
  }

  private static void view(Session session, List<Split> inputs, String sql) {
    try {
      session.run("CREATE VIEW weir_query AS " + sql);
    } catch (EngineException e) {
      if (e.text().contains("prepared parameter")) {
        throw refused("holds a parameter, such as ? or $1; write its value instead");
      }
      throw wrong(e, inputs);
    }
  }

  private static void check(Session session, List<Split> inputs, String sql) {
    if (sql.indexOf('\0') >= 0) {
      throw refused("holds a NUL character");
    }
    Session.Select select;
    try {
      long statements = session.statements(sql);
      if (statements != 1) {
        throw refused(statements == 0 ? "is empty" : "holds " + statements + " statements");
      }
      if (!"true".equals(session.texts(SELECT.replace("#", Sql.text(sql))).getFirst().getFirst())) {
        throw refused("is not a SELECT");
      }
      select = session.check(sql);
    } catch (EngineException e) {
      throw wrong(e, inputs);
    }
    if (!select.isSelect()) {
      throw refused("is not a SELECT");
    }
    var seen = new HashSet<String>();
    QueryStability.check(
        session, sql, inputs.getFirst().columns().stream().map(SourceColumn::name).toList());
    for (var name : select.names()) {
      if (!seen.add(name.toLowerCase(Locale.ROOT))) {
        throw PipelineException.user(
            "query.duplicate-column",
            "the query: two columns of its result are named '"
                + name
                + "'; give one another name with AS");
      }
    }
  }

  private static PipelineException refused(String why) {
    return PipelineException.user(
        "query.refused",
        "the query "
            + why
            + "; allowed is one SELECT over table t, for example SELECT a, count(*) AS n FROM t GROUP BY a");
  }

  private static PipelineException wrong(EngineException e, List<Split> inputs) {
    var column = MISSING_COLUMN.matcher(e.text());
    if (column.find()) {
      var names = inputs.getFirst().columns().stream().map(SourceColumn::name).toList();
      return new PipelineException(
          PipelineException.Category.USER,
          "column.unknown",
          "the query: no column '"
              + column.group(1)
              + "'"
              + NearestNames.hint(column.group(1), names),
          e);
    }
    var table = MISSING_TABLE.matcher(e.text());
    if (table.find()) {
      return new PipelineException(
          PipelineException.Category.USER,
          "query.table",
          "the query: no table '"
              + Messages.shorten(table.group(1), 60)
              + "'; the input is table t, and there is no other",
          e);
    }
    return Faults.of(e, "the query");
  }
}
