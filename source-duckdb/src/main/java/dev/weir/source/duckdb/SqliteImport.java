package dev.weir.source.duckdb;

import dev.weir.api.PipelineException;
import dev.weir.api.Type;
import dev.weir.source.duckdb.engine.Appender;
import dev.weir.source.duckdb.engine.Session;
import dev.weir.source.duckdb.engine.Sql;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/// A table of a SQLite file, read through SQLite itself, read-only. The first reader copies it into
/// a temporary table of DuckDB, which spills; that table is read.
///
/// SQLite types cells, not columns. A column is what its declaration says: INT… is LONG; REAL,
/// FLOA…, DOUB…, NUMERIC and DECIMAL are DOUBLE; BOOL… is BOOLEAN; BLOB is BYTES; any other, or
/// none, is TEXT. A cell that is something else is an error that names it.
final class SqliteImport extends Preparation {
  static final String TABLE = "weir_sqlite";
  private static final int CHECK_CANCEL = 0xff;

  private final Path file;
  private final String table;
  private final List<String> names;
  private final List<Type> types;

  private SqliteImport(Path file, String table, List<String> names, List<Type> types) {
    this.file = file;
    this.table = table;
    this.names = names;
    this.types = types;
  }

  static SqliteImport of(Path file, Optional<String> wanted) {
    var label = String.valueOf(file.getFileName());
    try (var connection = connect(file)) {
      var tables =
          texts(
              connection,
              "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY name",
              1);
      var table = DatabaseOpener.choose(label, tables, wanted);
      var info = "PRAGMA table_info(" + Sql.name(table) + ")";
      var names = texts(connection, info, 2);
      var types = texts(connection, info, 3).stream().map(SqliteImport::type).toList();
      return new SqliteImport(file, table, names, types);
    } catch (SQLException e) {
      throw failed(label, e);
    }
  }

  private static PipelineException failed(String label, SQLException e) {
    return new PipelineException(
        PipelineException.Category.DATA,
        "source.sqlite",
        label
            + " cannot be read as a SQLite database: "
            + Messages.shorten(String.valueOf(e.getMessage()), 200)
            + "; check the file",
        e);
  }

  private static Connection connect(Path file) throws SQLException {
    var config = new SQLiteConfig();
    config.setReadOnly(true);
    var properties = new Properties();
    properties.putAll(config.toProperties());
    return JDBC.createConnection("jdbc:sqlite:" + file, properties);
  }

  private static List<String> texts(Connection connection, String sql, int column)
      throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var texts = new ArrayList<String>();
      while (rows.next()) {
        texts.add(String.valueOf(rows.getString(column)));
      }
      return texts;
    }
  }

  private static Type type(String declared) {
    var upper = declared.toUpperCase(Locale.ROOT);
    if (upper.contains("BOOL")) {
      return Type.BOOLEAN;
    }
    if (upper.contains("INT")) {
      return Type.LONG;
    }
    if (upper.contains("REAL")
        || upper.contains("FLOA")
        || upper.contains("DOUB")
        || upper.contains("NUMERIC")
        || upper.contains("DECIMAL")) {
      return Type.DOUBLE;
    }
    return upper.contains("BLOB") ? Type.BYTES : Type.TEXT;
  }

  private List<Appender.Kind> kinds() {
    return types.stream().map(t -> Appender.Kind.valueOf(t.name())).toList();
  }

  /// Makes the empty table, so that queries can be bound to it.
  String create() {
    var fields = new ArrayList<String>();
    for (int c = 0; c < names.size(); c++) {
      fields.add(Sql.name(names.get(c)) + " " + kinds().get(c).sql());
    }
    return "CREATE TABLE " + TABLE + " (" + String.join(", ", fields) + ")";
  }

  Split split() {
    var columns = new ArrayList<SourceColumn>();
    for (int c = 0; c < names.size(); c++) {
      columns.add(TypeRule.column(names.get(c), kinds().get(c).sql()));
    }
    return new Split(file.getFileName() + " table " + table, TABLE, "rowid", true, -1, columns);
  }

  @Override
  void run(Session session, BooleanSupplier cancelled) {
    var select =
        names.stream()
            .map(Sql::name)
            .collect(Collectors.joining(", ", "SELECT ", " FROM " + Sql.name(table)));
    session.run("BEGIN TRANSACTION");
    boolean whole = false;
    try (var connection = connect(file);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(select);
        var appender = session.appender(TABLE, kinds())) {
      long row = 0;
      int batch = 0;
      while (rows.next()) {
        for (int c = 0; c < names.size(); c++) {
          put(appender, rows, c, batch, row);
        }
        row++;
        if (++batch == Appender.BATCH) {
          appender.add(batch);
          batch = 0;
        }
        if ((row & CHECK_CANCEL) == 0 && cancelled.getAsBoolean()) {
          throw new PipelineException(
              PipelineException.Category.CANCELLED,
              "source.cancelled",
              "the reading was cancelled");
        }
      }
      if (batch > 0) {
        appender.add(batch);
      }
      appender.finish();
      whole = true;
    } catch (SQLException e) {
      throw failed(String.valueOf(file.getFileName()), e);
    } finally {
      session.run(whole ? "COMMIT" : "ROLLBACK");
    }
  }

  private void put(Appender appender, ResultSet rows, int column, int batch, long row)
      throws SQLException {
    var value = rows.getObject(column + 1);
    if (value == null) {
      appender.putMissing(column, batch);
      return;
    }
    switch (types.get(column)) {
      case LONG -> {
        if (!(value instanceof Long || value instanceof Integer)) {
          throw misfit(column, row, value);
        }
        appender.put(column, batch, ((Number) value).longValue());
      }
      case BOOLEAN -> {
        if (!(value instanceof Number number)
            || (number.doubleValue() != 0 && number.doubleValue() != 1)) {
          throw misfit(column, row, value);
        }
        appender.put(column, batch, number.longValue());
      }
      case DOUBLE -> {
        if (!(value instanceof Number number)) {
          throw misfit(column, row, value);
        }
        appender.put(column, batch, number.doubleValue());
      }
      case TEXT, BYTES -> {
        var bytes =
            value instanceof byte[] raw ? raw : value.toString().getBytes(StandardCharsets.UTF_8);
        if (types.get(column) == Type.TEXT && value instanceof byte[]) {
          throw misfit(column, row, "bytes");
        }
        appender.put(column, batch, bytes, 0, bytes.length);
      }
      case INT, DATE, TIMESTAMP -> throw new AssertionError(types.get(column));
    }
  }

  private PipelineException misfit(int column, long row, Object value) {
    return PipelineException.data(
        "source.value",
        file.getFileName()
            + " table "
            + table
            + ", row "
            + (row + 1)
            + ", column '"
            + names.get(column)
            + "': '"
            + Messages.shorten(value.toString(), 80)
            + "' is no "
            + types.get(column)
            + ", as the column is declared; correct it, or make a view with CAST("
            + names.get(column)
            + " AS TEXT) and read that with --table");
  }
}
