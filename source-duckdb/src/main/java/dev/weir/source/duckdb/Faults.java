package dev.weir.source.duckdb;

import dev.weir.api.PipelineException;
import dev.weir.api.PipelineException.Category;
import dev.weir.source.duckdb.engine.EngineException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// DuckDB's errors in one line, with place and cure; its own text stays as the cause.
final class Faults {
  private static final int MOST_SHOWN = 80;
  private static final Pattern LINE = Pattern.compile("CSV Error on Line: (\\d+)");
  private static final Pattern RECORD = Pattern.compile("in (?:line|record/value) (\\d+)");
  private static final Pattern FILE = Pattern.compile("\\n\\s*file = (.+)\\n");
  private static final Pattern CELL =
      Pattern.compile(
          "Error when converting column \"(.*?)\"\\. Could not convert string \"(.*?)\" to '?([^'\\n]*)'?",
          Pattern.DOTALL);
  private static final Pattern FIELDS =
      Pattern.compile("Expected Number of Columns: (\\d+) Found: (\\d+)");
  private static final Pattern LINE_SIZE =
      Pattern.compile(
          "Maximum line size of (\\d+) bytes exceeded.*?Actual Size:\\s*(\\d+)", Pattern.DOTALL);

  /// What [CsvOpener] lets DuckDB say.
  private static final Pattern CHECKED = Pattern.compile("weir cell (.*?)\\t(.*?)\\t([^\\n]*)");

  private Faults() {}

  /// The column whose cell [CsvOpener]'s SQL refused; empty if that is not what DuckDB says.
  static Optional<String> refusedColumn(EngineException e) {
    var checked = CHECKED.matcher(e.text());
    return checked.find() ? Optional.of(checked.group(1)) : Optional.empty();
  }

  /// The error for what DuckDB said while reading `label`.
  static PipelineException of(EngineException e, String label) {
    var checked = CHECKED.matcher(e.text());
    if (checked.find()) {
      return value(label, checked.group(1), checked.group(3).strip(), checked.group(2), true, e);
    }
    if (e.text().contains("CSV Error on Line")) {
      return csv(e, label);
    }
    var full = FullDisk.of(e);
    if (full.isPresent()) {
      return error(
          Category.RESOURCE, "source.disk", label + ": " + full.get().forTemporaryFiles(), e);
    }
    return switch (e.kind()) {
      case INTERRUPT ->
          error(Category.CANCELLED, "source.cancelled", "reading " + label + " was cancelled", e);
      case MEMORY -> memory(e, label);
      case PERMISSION -> error(Category.USER, "source.permission", denied(e, label), e);
      case IO -> io(e, label);
      case CONVERSION ->
          error(
              Category.DATA,
              "source.value",
              label + ": " + shown(e) + "; cast the column in the query, or read it as text",
              e);
      case PARSER, BINDER, CATALOG ->
          error(Category.USER, "source.sql", label + ": " + shown(e), e);
      case INVALID_INPUT, OTHER -> content(e, label);
    };
  }

  private static PipelineException memory(EngineException e, String label) {
    return error(
        Category.RESOURCE,
        "source.memory",
        label + ": DuckDB's part of the memory is spent; allow more with --memory",
        e);
  }

  private static String denied(EngineException e, String label) {
    return label
        + ": a query may read its input (table t) and nothing else; DuckDB says: "
        + shown(e);
  }

  private static PipelineException io(EngineException e, String label) {
    var text = e.text();
    if (text.contains("GZIP") || text.contains("gzip")) {
      return error(
          Category.DATA,
          "source.compression",
          label
              + (text.contains("not a GZIP") || text.contains("not a gzip")
                  ? ": its name says gzip, its content is not; rename it if it is not compressed"
                  : ": the gzip data is broken or cut off (" + shown(e) + "); get the file again"),
          e);
    }
    if (text.contains("ZSTD") || text.contains("zstd")) {
      return error(
          Category.DATA,
          "source.compression",
          label + ": the zstd data is broken (" + shown(e) + "); get the file again",
          e);
    }
    if (text.contains("not a valid DuckDB database")) {
      return error(
          Category.DATA,
          "source.database",
          label + " is no DuckDB database; check the file, or rename it to what it is",
          e);
    }
    return error(Category.DATA, "source.io", label + ": " + shown(e), e);
  }

  /// DuckDB counts records, not lines, and one too many.
  private static String record(String text) {
    return RECORD
        .matcher(text.replaceFirst(" in file \".*?\",", ""))
        .replaceFirst(found -> "of record " + (Long.parseLong(found.group(1)) - 1));
  }

  private static PipelineException content(EngineException e, String label) {
    var text = e.text();
    if (text.contains("magic bytes")
        || text.contains("Parquet")
        || text.contains("parquet")
        || text.contains("thrift")
        || text.contains("TProtocol")) {
      return error(
          Category.DATA,
          "source.parquet",
          label + ": not a whole Parquet file (" + shown(e) + "); write or get it again",
          e);
    }
    if (text.contains("JSON")) {
      return error(
          Category.DATA, "source.json", label + ": " + record(shown(e)) + "; correct it there", e);
    }
    if (text.contains("does not support a full read")) {
      return error(
          Category.RESOURCE,
          "source.csv.long-line",
          label
              + ": a line is longer than the buffers that this memory allows; allow more with --memory (six times the longest line, at least)",
          e);
    }
    if (text.contains("state machine reached an invalid state")) {
      return error(
          Category.DATA,
          "source.csv.line-breaks",
          label
              + ": line breaks of several kinds, or a quote in the middle of a field; convert the file to one kind (dos2unix)",
          e);
    }
    if (text.contains("GZIP") || text.contains("gzip") || text.contains("ZSTD")) {
      return io(e, label);
    }
    return error(Category.DATA, "source.content", label + ": " + shown(e), e);
  }

  private static PipelineException csv(EngineException e, String label) {
    var text = e.text();
    var line = LINE.matcher(text);
    var file = FILE.matcher(text);
    var place =
        (file.find() ? java.nio.file.Path.of(file.group(1).strip()).getFileName() : label)
            + (line.find() ? ", line " + line.group(1) : "");
    var cell = CELL.matcher(text);
    if (cell.find()) {
      return cell(e, place, cell);
    }
    var fields = FIELDS.matcher(text);
    if (fields.find()) {
      return error(
          Category.DATA,
          "source.csv.ragged",
          place
              + ": "
              + Messages.count(Long.parseLong(fields.group(2)), "field")
              + " where line 1 has "
              + fields.group(1)
              + "; "
              + Messages.RAGGED_CURE,
          e);
    }
    var size = LINE_SIZE.matcher(text);
    if (size.find()) {
      return error(
          Category.RESOURCE,
          "source.csv.long-line",
          place
              + ": a line of "
              + size.group(2)
              + " bytes, at most "
              + size.group(1)
              + " fit this memory; allow more with --memory",
          e);
    }
    if (text.contains("nvalid unicode") || text.contains("not utf-8 encoded")) {
      return error(
          Category.DATA,
          "source.csv.encoding",
          place + ": the text is not UTF-8; give its encoding, for example --encoding latin-1",
          e);
    }
    if (text.contains("unterminated quote") || text.contains("quoted value")) {
      return error(
          Category.DATA,
          "source.csv.quote",
          place
              + ": a quoted field does not end, or goes on after its closing quote; double quotes inside quoted fields (\"\") and close each one",
          e);
    }
    return error(Category.DATA, "source.csv", place + ": " + secondLine(text), e);
  }

  private static PipelineException cell(EngineException e, String place, Matcher cell) {
    return value(place, cell.group(1), cell.group(2), "is no " + typeName(cell.group(3)), true, e);
  }

  /// A cell that does not fit its column.
  ///
  /// @param csv true if `--types` and `--null-value` can help
  static PipelineException value(
      String place, String column, String value, String why, boolean csv, Throwable cause) {
    boolean word = !value.isBlank() && value.length() <= 12 && value.indexOf(',') < 0;
    var cure =
        csv
            ? "read the column as text with --types "
                + column
                + "=text"
                + (word ? ", or say --null-value '" + value + "' if it means a missing value" : "")
            : "leave the column out, or read it by a query that casts it: SELECT CAST(\""
                + column
                + "\" AS DOUBLE) or AS VARCHAR";
    return error(
        Category.DATA,
        "source.value",
        place
            + ", column '"
            + column
            + "': '"
            + Messages.shorten(value, MOST_SHOWN)
            + "' "
            + why
            + "; "
            + cure,
        cause);
  }

  private static String typeName(String type) {
    return switch (type.strip()) {
      case "BIGINT" -> "whole number";
      case "DOUBLE" -> "number";
      case "BOOLEAN" -> "boolean (true or false)";
      case "DATE" -> "date (2020-12-31)";
      case "TIMESTAMP" -> "timestamp (2020-12-31 23:59:59)";
      default -> type.strip();
    };
  }

  private static String secondLine(String text) {
    var lines =
        text.lines().skip(1).filter(l -> !l.isBlank() && !l.startsWith("Original Line")).toList();
    return lines.isEmpty() ? "it cannot be read" : Messages.shorten(lines.getFirst(), 200);
  }

  private static String shown(EngineException e) {
    return Messages.shorten(e.firstLine(), 300);
  }

  private static PipelineException error(
      Category category, String code, String message, Throwable cause) {
    return new PipelineException(category, code, message, cause);
  }
}
