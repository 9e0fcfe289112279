package dev.weir.source.duckdb;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.Condition;
import dev.weir.api.OptionParser;
import dev.weir.api.PipelineException;
import dev.weir.api.SourceLimits;
import dev.weir.api.SourceRequest;
import dev.weir.api.StreamingDataSource;
import dev.weir.api.StreamingDataSource.Scan;
import dev.weir.api.Values;
import dev.weir.source.duckdb.engine.Engine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.zip.GZIPOutputStream;

/// A folder with files, and short words for opening and reading them.
record Given(Path folder) {
  /// The build runs some tests with one thread too, where rows are not fetched.
  static final int THREADS = Integer.getInteger("weir.test.threads", 2);

  static final DuckDbSourceProvider PROVIDER = new DuckDbSourceProvider();

  Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  Path bytes(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  Path gzip(String name, String content) throws IOException {
    var file = folder.resolve(name);
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  SourceLimits limits() {
    return limits(256);
  }

  SourceLimits limits(int megabytes) {
    try {
      return new SourceLimits(
          (long) megabytes << 20,
          THREADS,
          4L << 30,
          Files.createDirectories(folder.resolve("spill")));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// Runs statements in an ungated engine of its own; `%s` stands for this folder.
  void sql(String... statements) {
    var first = List.of(statements).stream().map(s -> s.replace("%s", folder.toString())).toList();
    Engine.open(limits(), List.of(), first).close();
  }

  StreamingDataSource open(String location, String... options) {
    return open(location, Optional.empty(), limits(), options);
  }

  StreamingDataSource query(String location, String sql) {
    return open(location, Optional.of(sql), limits());
  }

  StreamingDataSource open(
      String location, Optional<String> query, SourceLimits limits, String... options) {
    var given = new java.util.LinkedHashMap<String, Object>();
    for (int i = 0; i < options.length; i += 2) {
      given.put(options[i], options[i + 1]);
    }
    var values = OptionParser.parse("duckdb", PROVIDER.options(), Map.copyOf(given));
    return PROVIDER.open(new SourceRequest(location, folder, query, values, limits));
  }

  static Scan all(StreamingDataSource source) {
    return scan(source.schema().names(), List.of(), 0);
  }

  static Scan scan(List<String> columns, List<Condition> conditions, long from) {
    return new Scan(columns, conditions, from, 1 << 18, 6 << 20, 1 << 20);
  }

  /// Opens, reads all and closes: one line a row, cells separated by `|`, a missing one as `~`.
  List<String> rows(String location, String... options) {
    try (var source = open(location, options)) {
      return rows(source, all(source));
    }
  }

  List<String> queried(String location, String sql) {
    try (var source = query(location, sql)) {
      return rows(source, all(source));
    }
  }

  static List<String> rows(StreamingDataSource source, Scan scan) {
    return chunks(source, scan).stream().flatMap(c -> lines(c).stream()).toList();
  }

  static List<Chunk> chunks(StreamingDataSource source, Scan scan) {
    try (var reader = source.open(scan)) {
      return drain(reader);
    }
  }

  static List<Chunk> drain(ChunkReader reader) {
    var chunks = new ArrayList<Chunk>();
    for (var chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) {
      chunks.add(chunk.get());
    }
    return chunks;
  }

  static List<String> lines(Chunk chunk) {
    var lines = new ArrayList<String>();
    var columns = chunk.schema().columns().filter(chunk::has).toList();
    for (int r = 0; r < chunk.rows(); r++) {
      var line = new StringJoiner("|");
      for (var column : columns) {
        line.add(chunk.validity(column).at(r) ? cell(chunk.values(column), r) : "~");
      }
      lines.add(line.toString());
    }
    return lines;
  }

  static String cell(Values values, int row) {
    return switch (values) {
      case Values.Ints ints -> Integer.toString(ints.cells()[row]);
      case Values.Longs longs -> Long.toString(longs.cells()[row]);
      case Values.Doubles doubles -> Double.toString(doubles.cells()[row]);
      case Values.Texts texts -> texts.text().string(row);
    };
  }

  /// Opens and reads all, which must fail with one line that holds all the parts; the error.
  PipelineException refused(String code, String location, List<String> options, String... parts) {
    return refused(code, () -> rows(location, options.toArray(String[]::new)), parts);
  }

  static PipelineException refused(String code, Runnable what, String... parts) {
    var error = assertThrows(PipelineException.class, what::run);
    for (var part : parts) {
      assertTrue(
          error.getMessage().contains(part), () -> "'" + part + "' in: " + error.getMessage());
    }
    assertTrue(error.getMessage().indexOf('\n') < 0, () -> "one line: " + error.getMessage());
    assertTrue(error.code().equals(code), () -> error.code() + ": " + error.getMessage());
    return error;
  }
}
