package dev.weir.source.duckdb.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A connection, used by one thread; [#interrupt] may come from any other.
public abstract class Session implements AutoCloseable {
  /// For the two ways to call DuckDB.
  protected Session() {}

  /// Runs one statement of ours to its end.
  public void run(String sql) {
    try (var rows = stream(sql)) {
      boolean more = rows.next();
      while (more) {
        more = rows.next();
      }
    }
  }

  /// All rows of a small result, whose columns must all be VARCHAR.
  public final List<List<@Nullable String>> texts(String sql) {
    var all = new ArrayList<List<@Nullable String>>();
    try (var rows = stream(sql)) {
      while (rows.next()) {
        for (int r = 0; r < rows.rows(); r++) {
          var row = new ArrayList<@Nullable String>();
          for (int c = 0; c < rows.columns(); c++) {
            var vector = rows.vector(c);
            row.add(vector.isNull(r) ? null : new String(vector.text(r), StandardCharsets.UTF_8));
          }
          all.add(row);
        }
      }
    }
    return all;
  }

  /// Begins a statement of ours; its rows stream.
  public abstract RowStream stream(String sql);

  /// Begins a scan of ours: the rows of `SELECT columns from`. Of the batches the taker has those
  /// that it takes, the stream the others, each of them in the order of the rows: while the stream
  /// goes to its next batch, or begins, the taker may be offered the batches before it. Where rows
  /// are fetched, the taker is offered none.
  ///
  /// @param columns SQL of each column, of a type that [Vector] can read
  /// @param from SQL from FROM on
  public RowStream scan(List<String> columns, String from, Batch.Taker taker) {
    return stream("SELECT " + String.join(", ", columns) + " " + from);
  }

  /// What text from a user is.
  ///
  /// @param isSelect true for a SELECT
  /// @param names names of the columns of the result
  public record Select(boolean isSelect, List<String> names) {
    /// Copies the list.
    public Select {
      names = List.copyOf(names);
    }
  }

  /// How many statements a text from a user holds. Nothing is run.
  ///
  /// @throws EngineException if it cannot be parsed
  public abstract long statements(String sql);

  /// Checks the first statement of a text from a user. Nothing is run.
  ///
  /// @throws EngineException if it cannot be parsed or bound
  public abstract Select check(String sql);

  /// Fills a table of the main schema.
  public abstract Appender appender(String table, List<Appender.Kind> kinds);

  /// Ends the statement that runs, from any thread: it fails with [EngineException.Kind#INTERRUPT].
  public abstract void interrupt();

  @Override
  public abstract void close();
}
