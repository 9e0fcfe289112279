package dev.weir.source.duckdb;

import dev.weir.api.PipelineException;
import dev.weir.source.duckdb.engine.Session;
import dev.weir.source.duckdb.engine.Sql;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Refuses queries that would not give the same result twice: random numbers, the clock, counters,
/// the engine's own state, samples without a seed.
///
/// All calls of the parsed statement are looked at, wherever they stand, and those within macros. A
/// function may be called if each function of its name is CONSISTENT for DuckDB; aggregates all
/// are. `age` of one date and the local clock are, for DuckDB, and are refused here. A name without
/// parentheses (`current_date`) means the clock only if the input has no such column.
final class QueryStability {
  private static final Set<String> CLOCK_NAMES =
      Set.of("current_date", "current_time", "current_timestamp", "localtime", "localtimestamp");
  private static final Set<String> CLOCK_FUNCTIONS =
      Set.of("current_localtime", "current_localtimestamp");

  /// Ends the query or does nothing; never another result.
  private static final Set<String> HARMLESS = Set.of("error");

  /// SQL within text, which nobody has looked at.
  private static final Set<String> HIDDEN = Set.of("query", "json_execute_serialized_sql");

  private static final List<String> ENGINE = List.of("duckdb_", "pragma_", "pg_");

  /// What a statement does: kind, name, and the number of arguments.
  private static final String USES =
      """
      WITH n AS (SELECT c.key AS key, c.value AS value FROM json_tree(json_serialize_sql(#)) c WHERE c.type IN ('OBJECT', 'ARRAY'))
      SELECT 'call', lower(value->>'function_name'), CAST(json_array_length(value->'arguments') AS VARCHAR) FROM n
        WHERE (value->>'function_name') IS NOT NULL
      UNION ALL SELECT 'name', lower(value->>0), '' FROM n WHERE key = 'column_names' AND json_array_length(value) = 1
      UNION ALL SELECT 'sample', value->>'repeatable', '' FROM n WHERE key = 'sample'\
      """;

  private final Session session;
  private final Set<String> columns;
  private final Set<String> seen = new HashSet<>();

  private QueryStability(Session session, List<String> columns) {
    this.session = session;
    this.columns =
        columns.stream().map(c -> c.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  /// Checks a SELECT that binds.
  ///
  /// @param columns those of the input
  /// @throws PipelineException USER that names the first such function and a cure
  static void check(Session session, String sql, List<String> columns) {
    new QueryStability(session, columns).statement(sql, "");
  }

  private void statement(String sql, String macro) {
    var calls = new ArrayList<String>();
    for (var use : session.texts(USES.replace("#", Sql.text(sql)))) {
      var name = Objects.requireNonNullElse(use.get(1), "");
      switch (Objects.requireNonNull(use.getFirst())) {
        case "sample" -> sample(name);
        case "name" -> clock(name, macro);
        default -> {
          boolean sinceNow = name.equals("age") && !"2".equals(use.get(2));
          if (sinceNow || CLOCK_FUNCTIONS.contains(name)) {
            throw unstable(name, macro);
          }
          calls.add(name);
        }
      }
    }
    calls.removeIf(name -> HARMLESS.contains(name) || !seen.add(name));
    for (var name : calls) {
      if (HIDDEN.contains(name) || ENGINE.stream().anyMatch(name::startsWith)) {
        throw refused(
            "calls "
                + Messages.shorten(macro.isEmpty() ? name : macro, 60)
                + "(), which is about the database itself or hides SQL in text; ask for columns of table t");
      }
    }
    functions(calls, macro);
  }

  private void functions(List<String> calls, String macro) {
    if (calls.isEmpty()) {
      return;
    }
    var known =
        session.texts(
            "SELECT DISTINCT lower(function_name), stability, macro_definition FROM duckdb_functions() WHERE function_type <> 'pragma' AND lower(function_name) IN "
                + Sql.texts(calls)
                + " ORDER BY ALL");
    for (var function : known) {
      var name = Objects.requireNonNull(function.getFirst());
      var stability = function.get(1);
      if (stability != null && !stability.equals("CONSISTENT")) {
        throw unstable(name, macro);
      }
    }
    for (var function : known) {
      body(Objects.requireNonNull(function.getFirst()), function.get(2), macro);
    }
  }

  private void body(String name, @Nullable String definition, String macro) {
    if (definition != null) {
      boolean select = definition.startsWith("SELECT") || definition.startsWith("WITH");
      statement(select ? definition : "SELECT " + definition, macro.isEmpty() ? name : macro);
    }
  }

  private void clock(String name, String macro) {
    if (CLOCK_NAMES.contains(name) && !columns.contains(name)) {
      throw unstable(name, macro);
    }
  }

  private static void sample(String repeatable) {
    if (!repeatable.equals("true")) {
      throw refused(
          "draws a sample without a seed, another one each time; add REPEATABLE (1) to TABLESAMPLE or a seed to USING SAMPLE 10% (bernoulli, 1), or draw it by a hash of the row: WHERE hash(id) % 10 = 0");
    }
  }

  private static PipelineException unstable(String function, String macro) {
    var name = macro.isEmpty() ? function : macro;
    boolean time =
        name.contains("time")
            || name.contains("date")
            || Set.of("now", "today", "ago", "age").contains(name);
    return refused(
        "calls "
            + Messages.shorten(name, 60)
            + (CLOCK_NAMES.contains(name) ? "" : "()")
            + ", which may give something else each time; "
            + (time
                ? "write the date or time as a constant: DATE '2020-12-31'"
                : "draw a sample by a hash of the row: WHERE hash(id) % 10 = 0, number rows by row_number() OVER (ORDER BY id)"));
  }

  private static PipelineException refused(String why) {
    return PipelineException.user("query.unstable", "the query " + why);
  }
}
