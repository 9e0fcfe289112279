package dev.weir.source.duckdb;

import dev.weir.api.PipelineException;
import dev.weir.api.Type;
import dev.weir.source.duckdb.engine.Engine;
import dev.weir.source.duckdb.engine.EngineException;
import dev.weir.source.duckdb.engine.Sql;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// Decides dialects and types of CSV files once, and says how DuckDB is to read them: with
/// everything said, nothing guessed.
///
/// Types come from the first 100,000 rows of the first files (fewer where they have more than 50
/// columns: 5 million cells; 1,000 of each file at least, 64 files at most). A later cell that does
/// not fit is an error while reading.
final class CsvOpener {
  private static final int SAMPLE_ROWS = 100_000;
  private static final int SAMPLE_CELLS = 5_000_000;
  private static final int SAMPLE_FILES = 64;
  private static final int HEAD_LINES = 1000;

  private final ReadOptions options;
  private final long lineBytes;
  private final int columnsAtOnce;
  private final List<CsvDialect> dialects = new ArrayList<>();
  private final List<Path> files;
  private final Engine engine;
  private OptionalLong estimatedRows = OptionalLong.of(0);

  CsvOpener(Engine engine, List<Path> files, ReadOptions options, long memoryBytes) {
    this.engine = engine;
    this.files = files;
    this.options = options;
    this.lineBytes = lineBytes(memoryBytes);
    this.columnsAtOnce = ColumnMemory.columnsWithin(memoryBytes);
    for (var file : files) {
      var head = head(file);
      dialects.add(CsvDialect.of(label(file), head, options));
      estimatedRows = sum(estimatedRows, head.rows());
    }
    checkNames();
    checkRows();
    options.checkTypes(label(files.getFirst()), dialects.getFirst().names());
  }

  private CsvHead head(Path file) {
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".zst")) {
      return CsvHead.of(file, label(file), options);
    }
    // Java cannot unpack zstd: DuckDB gives the lines, as one column.
    var sql =
        "SELECT line FROM read_csv("
            + Sql.file(file)
            + ", auto_detect = false, columns = {line: 'VARCHAR'}, delim = chr(1), quote = '', escape = '', header = false, max_line_size = "
            + lineBytes
            + ", buffer_size = "
            + lineBytes
            + ") LIMIT "
            + HEAD_LINES;
    try (var session = engine.session()) {
      var lines = session.texts(sql);
      var text =
          lines.stream()
              .map(l -> Objects.requireNonNullElse(l.getFirst(), "") + "\n")
              .collect(Collectors.joining());
      return new CsvHead(text, lines.size() < HEAD_LINES, OptionalLong.empty());
    } catch (EngineException e) {
      throw Faults.of(e, label(file));
    }
  }

  /// About how many rows the files have, by their sizes and the lines at their beginnings; unknown
  /// if one of them is packed.
  OptionalLong estimatedRows() {
    return estimatedRows;
  }

  private static OptionalLong sum(OptionalLong a, OptionalLong b) {
    return a.isPresent() && b.isPresent()
        ? OptionalLong.of(a.getAsLong() + b.getAsLong())
        : OptionalLong.empty();
  }

  static String label(Path file) {
    return String.valueOf(file.getFileName());
  }

  /// The longest line that is read: a buffer's size. A thread holds a few buffers, so they are an
  /// eighth of the memory at most.
  static long lineBytes(long memoryBytes) {
    return Math.clamp(memoryBytes / 6, 1L << 20, 32L << 20);
  }

  private void checkNames() {
    var first = dialects.getFirst().names();
    for (int f = 1; f < files.size(); f++) {
      var names = dialects.get(f).names();
      for (var name : first) {
        if (!names.contains(name)) {
          throw differs(f, "has no column '" + name + "'");
        }
      }
      for (var name : names) {
        if (!first.contains(name)) {
          throw differs(f, "has a column '" + name + "'");
        }
      }
    }
  }

  /// A table of nothing but names is more likely a file that went wrong, or one without a header.
  private void checkRows() {
    if (dialects.stream().allMatch(CsvDialect::empty)) {
      throw PipelineException.data(
          "source.empty",
          label(files.getFirst())
              + (files.size() > 1
                  ? " and the other " + Messages.count(files.size() - 1, "file") + " hold"
                  : " holds")
              + " a header line and no rows; get a file with rows, or say --header no if that line is data");
    }
  }

  private PipelineException differs(int file, String what) {
    return PipelineException.data(
        "source.schema",
        files.get(file)
            + " "
            + what
            + ", unlike "
            + label(files.getFirst())
            + "; the files of one input must have the same columns");
  }

  /// The splits, one a file, columns in the order of the first file.
  List<Split> splits() {
    var types = types();
    var splits = new ArrayList<Split>();
    for (int f = 0; f < files.size(); f++) {
      var columns = new ArrayList<SourceColumn>();
      for (var name : dialects.getFirst().names()) {
        columns.add(column(name, types.getOrDefault(name, Type.TEXT)));
      }
      var file = files.get(f);
      splits.add(new Split(label(file), from(f, types), "", true, -1, from(f, Map.of()), columns));
    }
    return splits;
  }

  private Map<String, Type> types() {
    var kinds = new HashMap<String, Set<CellKind>>();
    int sampled = Math.min(files.size(), SAMPLE_FILES);
    int rows = Math.min(SAMPLE_ROWS, SAMPLE_CELLS / dialects.getFirst().names().size());
    for (int f = 0; f < sampled; f++) {
      sample(f, Math.max(1000, rows / sampled), kinds);
    }
    var types = new HashMap<String, Type>();
    kinds.forEach((name, seen) -> types.put(name, CellKind.type(seen)));
    types.putAll(options.types());
    return types;
  }

  /// Looks at as many columns at once as the memory allows.
  private void sample(int file, int rows, Map<String, Set<CellKind>> kinds) {
    var names = dialects.get(file).names();
    for (int from = 0; from < names.size(); from += columnsAtOnce) {
      sample(file, rows, names.subList(from, Math.min(names.size(), from + columnsAtOnce)), kinds);
    }
  }

  private void sample(int file, int rows, List<String> names, Map<String, Set<CellKind>> kinds) {
    var sql =
        "SELECT "
            + names.stream().map(Sql::name).collect(Collectors.joining(", "))
            + " FROM "
            + from(file, Map.of())
            + " LIMIT "
            + rows;
    try (var session = engine.session();
        var stream = session.stream(sql)) {
      var sets = new ArrayList<Set<CellKind>>();
      for (var name : names) {
        sets.add(kinds.computeIfAbsent(name, n -> EnumSet.noneOf(CellKind.class)));
      }
      while (stream.next()) {
        for (int c = 0; c < sets.size(); c++) {
          var seen = sets.get(c);
          if (seen.contains(CellKind.TEXT)) {
            continue;
          }
          var vector = stream.vector(c);
          for (int r = 0; r < stream.rows(); r++) {
            if (!vector.isNull(r)) {
              var bytes = vector.text(r);
              seen.add(CellKind.of(bytes, 0, bytes.length));
            }
          }
        }
      }
    } catch (EngineException e) {
      throw Faults.of(e, label(files.get(file)));
    }
  }

  /// How a cell must be spelled, and what casts it then.
  ///
  /// @param pattern of the whole cell
  /// @param cast SQL, `#` standing for the cell
  /// @param why what is wrong with any other
  private record Spelling(String pattern, String cast, String why) {}

  /// Whole numbers, dates and timestamps are read as text and checked by us: DuckDB would read
  /// `1.5` as 2, and drop a time of day or an offset.
  private static Optional<Spelling> spelling(Type type) {
    var whole = " *[+-]?[0-9]+ *";
    return switch (type) {
      case INT -> Optional.of(new Spelling(whole, "CAST(# AS INTEGER)", "is no whole number"));
      case LONG -> Optional.of(new Spelling(whole, "CAST(# AS BIGINT)", "is no whole number"));
      case DATE ->
          Optional.of(new Spelling(" *\\d{4}-\\d\\d-\\d\\d *", "CAST(# AS DATE)", "is no date"));
      case TIMESTAMP ->
          Optional.of(
              new Spelling(
                  " *\\d{4}-\\d\\d-\\d\\d([ T].*)?",
                  "CAST(CAST(# AS TIMESTAMPTZ) AS TIMESTAMP)", "is no timestamp"));
      case BOOLEAN, DOUBLE, TEXT, BYTES -> Optional.empty();
    };
  }

  private static SourceColumn column(String name, Type type) {
    var sql = Sql.name(name);
    var typed =
        type == Type.BYTES
            ? "CAST(" + sql + " AS BLOB)"
            : spelling(type).map(s -> checked(name, s)).orElse(sql);
    var wire =
        switch (type) {
          case INT, LONG -> Wire.WHOLE_NUMBER;
          case DATE -> Wire.ISO_DATE;
          case TIMESTAMP -> Wire.ISO_TIMESTAMP;
          case BOOLEAN -> Wire.BOOL;
          case DOUBLE -> Wire.DOUBLE;
          case TEXT, BYTES -> Wire.TEXT;
        };
    var plain = type == Type.BYTES ? typed : sql;
    return new SourceColumn(name, type, wire, plain, typed, typed, false, lenient(type, sql));
  }

  /// DuckDB's reader and its cast take the same spellings for the same values: where the file is
  /// read as text, the cast is as good, and can be asked whether it works.
  private static Optional<SourceColumn.Lenient> lenient(Type type, String sql) {
    return switch (type) {
      case TEXT -> Optional.empty();
      case INT, LONG, DATE, TIMESTAMP ->
          spelling(type).map(s -> new SourceColumn.Lenient(sql, tried(sql, s), "", ""));
      case BOOLEAN -> Optional.of(cast(sql, "BOOLEAN", "is no boolean (true or false)"));
      case DOUBLE -> Optional.of(cast(sql, "DOUBLE", "is no number"));
      case BYTES -> Optional.of(cast(sql, "BLOB", "is no text of bytes (\\xNN where not ASCII)"));
    };
  }

  private static SourceColumn.Lenient cast(String sql, String type, String why) {
    var tried = "TRY_CAST(" + sql + " AS " + type + ")";
    var misfit = "CASE WHEN " + sql + " IS NOT NULL AND " + tried + " IS NULL THEN " + sql + " END";
    return new SourceColumn.Lenient(tried, tried, misfit, why);
  }

  /// SQL that casts what is spelled as it should, and leaves anything else missing.
  private static String tried(String sql, Spelling spelling) {
    return "CASE WHEN regexp_full_match("
        + sql
        + ", "
        + Sql.text(spelling.pattern())
        + ") THEN "
        + spelling.cast().replace("CAST(", "TRY_CAST(").replace("#", sql)
        + " END";
  }

  /// SQL that casts what is spelled as it should, and ends the query for anything else; for queries
  /// and ORDER BY. [Faults] knows the message.
  private static String checked(String name, Spelling spelling) {
    var sql = Sql.name(name);
    return "CASE WHEN "
        + sql
        + " IS NULL OR regexp_full_match("
        + sql
        + ", "
        + Sql.text(spelling.pattern())
        + ") THEN "
        + spelling.cast().replace("#", sql)
        + " ELSE error("
        + Sql.text("weir cell " + name + "\t" + spelling.why() + "\t")
        + " || "
        + sql
        + ") END";
  }

  private String from(int file, Map<String, Type> types) {
    var dialect = dialects.get(file);
    var columns = new ArrayList<String>();
    for (var name : dialect.names()) {
      columns.add(Sql.text(name) + ": '" + readType(types.getOrDefault(name, Type.TEXT)) + "'");
    }
    return "read_csv("
        + Sql.file(files.get(file))
        + ", auto_detect = false, columns = {"
        + String.join(", ", columns)
        + "}, delim = "
        + Sql.text(String.valueOf(dialect.delimiter()))
        + ", quote = '\"', escape = "
        + Sql.text(String.valueOf(dialect.escape()))
        + ", comment = '', header = "
        + dialect.header()
        + ", skip = 0, nullstr = "
        + Sql.texts(options.nulls())
        + ", allow_quoted_nulls = true, encoding = "
        + Sql.text(options.encoding())
        + ", max_line_size = "
        + lineBytes
        + ", buffer_size = "
        + lineBytes
        + ", strict_mode = true, null_padding = false, ignore_errors = false, hive_partitioning = false)";
  }

  private static String readType(Type type) {
    return switch (type) {
      case BOOLEAN, DOUBLE -> type.name();
      case INT, LONG, DATE, TIMESTAMP, TEXT, BYTES -> "VARCHAR";
    };
  }
}
