package dev.weir.source.duckdb.engine;

import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;

/// The only place where names and texts become SQL.
public final class Sql {
  private Sql() {}

  /// A name in double quotes.
  public static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /// A text literal in single quotes. DuckDB knows no backslash escapes in it.
  public static String text(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a text with a NUL character cannot be part of SQL");
    }
    return '\'' + text.replace("'", "''") + '\'';
  }

  /// A file for a reading function. Should DuckDB take a name with `*` or `[` for a pattern, the
  /// gate lets no other file through.
  public static String file(Path file) {
    return text(file.toString());
  }

  /// A list of texts.
  public static String texts(Collection<String> texts) {
    return texts.stream().map(Sql::text).collect(Collectors.joining(", ", "[", "]"));
  }
}
