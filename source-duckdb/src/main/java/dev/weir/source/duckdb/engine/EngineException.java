package dev.weir.source.duckdb.engine;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What DuckDB said, whole; the sources turn it into one line for people.
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// DuckDB's kinds of errors, as far as they are told apart here; known by the words before the
  /// first colon.
  public enum Kind {
    /// A value does not fit a type.
    CONVERSION,
    /// Wrong content of a file, or a wrong argument.
    INVALID_INPUT,
    /// Reading or writing failed.
    IO,
    /// The text is not SQL.
    PARSER,
    /// A column or function that is not there, or does not fit.
    BINDER,
    /// A table that is not there.
    CATALOG,
    /// The gate said no.
    PERMISSION,
    /// Memory or temporary disk is spent.
    MEMORY,
    /// Interrupted.
    INTERRUPT,
    /// Any other.
    OTHER
  }

  private final Kind kind;

  /// An error with DuckDB's text.
  public EngineException(@Nullable String message) {
    super(message == null ? "unknown error" : message);
    this.kind = kindOf(text());
  }

  /// The text, never null.
  public String text() {
    var message = getMessage();
    return message == null ? "" : message;
  }

  /// The first line without the words for the kind.
  public String firstLine() {
    var text = text();
    int end = text.indexOf('\n');
    var line = end < 0 ? text : text.substring(0, end);
    return line.replaceFirst("^(INTERNAL )?[A-Za-z ]{2,30} Error: ", "").strip();
  }

  /// Its kind.
  public Kind kind() {
    return kind;
  }

  private static Kind kindOf(String message) {
    int colon = message.indexOf(':');
    return switch (colon < 0 ? "" : message.substring(0, colon).toLowerCase(Locale.ROOT)) {
      case "conversion error", "out of range error" -> Kind.CONVERSION;
      case "invalid input error" -> Kind.INVALID_INPUT;
      case "io error" -> Kind.IO;
      case "parser error", "syntax error" -> Kind.PARSER;
      case "binder error" -> Kind.BINDER;
      case "catalog error" -> Kind.CATALOG;
      case "permission error" -> Kind.PERMISSION;
      case "out of memory error" -> Kind.MEMORY;
      case "interrupt error", "interrupted error" -> Kind.INTERRUPT;
      default -> Kind.OTHER;
    };
  }
}
