package dev.weir.source.duckdb;

import dev.weir.api.PipelineException;
import dev.weir.api.SourceLimits;
import dev.weir.source.duckdb.engine.Engine;
import dev.weir.source.duckdb.engine.EngineException;
import dev.weir.source.duckdb.engine.Session;
import dev.weir.source.duckdb.engine.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// JSON files: lines of objects, or one array of objects. Columns and types come from all records
/// of files up to 64 MiB, else from the first million; a key that appears only later is not seen.
final class JsonOpener {
  private static final long WHOLE_BYTES = 64L << 20;
  private static final int SAMPLE = 1_000_000;

  private JsonOpener() {}

  /// The largest record that is read. DuckDB holds two buffers of twice its size a thread, which
  /// are half of the memory at most, but for records of less than a mebibyte.
  static long recordBytes(SourceLimits limits) {
    return Math.clamp(limits.memoryBytes() / (8L * limits.threads()), 1L << 20, 16L << 20);
  }

  static List<Split> splits(Engine engine, List<Path> files, SourceLimits limits) {
    var splits = new ArrayList<Split>();
    try (var session = engine.session()) {
      for (var file : files) {
        splits.add(split(session, file, splits.isEmpty() ? null : splits.getFirst(), limits));
      }
    }
    return splits;
  }

  private static Split split(
      Session session, Path file, @Nullable Split first, SourceLimits limits) {
    var label = String.valueOf(file.getFileName());
    try {
      var common =
          ", format = '"
              + format(file, label)
              + "', maximum_object_size = "
              + recordBytes(limits)
              + ", ignore_errors = false, hive_partitioning = false";
      long sample = Files.size(file) <= WHOLE_BYTES ? -1 : SAMPLE;
      var sniffed =
          session.texts(
              "DESCRIBE SELECT * FROM read_json("
                  + Sql.file(file)
                  + common
                  + ", auto_detect = true, map_inference_threshold = -1, sample_size = "
                  + sample
                  + ")");
      var columns = new ArrayList<SourceColumn>();
      var types = new ArrayList<String>();
      for (var row : sniffed) {
        var name = Objects.requireNonNull(row.get(0));
        var type = Objects.requireNonNull(row.get(1));
        columns.add(TypeRule.column(name, type));
        types.add(Sql.text(name) + ": " + Sql.text(type));
      }
      if (columns.size() == 1 && columns.getFirst().name().equals("json")) {
        throw PipelineException.data(
            "source.json",
            label + ": its records are not objects; write one {\"name\": value, …} a line");
      }
      var from =
          "read_json("
              + Sql.file(file)
              + common
              + ", auto_detect = false, records = true, columns = {"
              + String.join(", ", types)
              + "})";
      return Split.counted(
          label, from, first == null ? columns : ParquetOpener.agreeing(file, columns, first));
    } catch (EngineException e) {
      throw Faults.of(e, label);
    } catch (IOException e) {
      throw new PipelineException(
          PipelineException.Category.DATA,
          "source.io",
          label + " cannot be read: " + e.getMessage(),
          e);
    }
  }

  private static String format(Path file, String label) throws IOException {
    var name = file.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".json") && !name.endsWith(".json.gz")) {
      return "newline_delimited";
    }
    try (var raw = Files.newInputStream(file);
        var in = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == '[') {
          return "array";
        }
        if (b > ' ' && b < 0x80) {
          return "unstructured";
        }
      }
      throw PipelineException.data("source.empty", label + " holds no record");
    }
  }
}
