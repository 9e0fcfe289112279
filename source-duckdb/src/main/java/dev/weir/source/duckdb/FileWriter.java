package dev.weir.source.duckdb;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.PipelineException;
import dev.weir.api.RowWriter;
import dev.weir.api.Schema;
import dev.weir.api.SourceLimits;
import dev.weir.api.Values;
import dev.weir.source.duckdb.engine.Appender;
import dev.weir.source.duckdb.engine.Engine;
import dev.weir.source.duckdb.engine.EngineException;
import dev.weir.source.duckdb.engine.Session;
import dev.weir.source.duckdb.engine.Sql;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Writes rows to Parquet or CSV. They are gathered in a temporary table, which spills to the
/// private folder; [#commit] copies it in order to a hidden file beside the target, brings that to
/// the disk and gives it its name in one step. In CSV a missing cell is an empty field.
final class FileWriter implements RowWriter {
  private static final String TABLE = "weir_rows";

  private final Path target;
  private final Path temporary;
  private final List<Column> columns;
  private final Engine engine;
  private final Session session;
  private final Appender appender;
  private final long memoryBytes;
  private boolean closed;

  FileWriter(Path file, Schema schema, SourceLimits limits) {
    this.target = file.toAbsolutePath().normalize();
    this.temporary =
        checkedFolder(target)
            .resolve(
                "."
                    + target.getFileName()
                    + "."
                    + ProcessHandle.current().pid()
                    + "."
                    + System.nanoTime()
                    + ".tmp");
    this.columns = schema.columns().toList();
    this.memoryBytes = limits.memoryBytes();
    if (columns.isEmpty()) {
      throw PipelineException.user(
          "sink.no-columns", "'" + file + "': a table without columns cannot be written");
    }
    var kinds = columns.stream().map(c -> Appender.Kind.valueOf(c.type().name())).toList();
    // Every thread of a COPY holds batches of rows of its own, which a small budget has no room
    // for.
    this.engine = Engine.open(limits.withThreads(1), List.of(temporary), List.of());
    try {
      this.session = engine.session();
      session.run(create(kinds));
      this.appender = session.appender(TABLE, kinds);
    } catch (EngineException e) {
      engine.close();
      throw fault(e);
    }
  }

  static boolean writes(Path file) {
    var name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return name.endsWith(".parquet") || text(name);
  }

  private static boolean text(String name) {
    return name.endsWith(".csv")
        || name.endsWith(".tsv")
        || name.endsWith(".csv.gz")
        || name.endsWith(".tsv.gz");
  }

  private static Path checkedFolder(Path target) {
    var folder = target.getParent();
    if (Files.isDirectory(target)) {
      throw PipelineException.user(
          "sink.directory", "'" + target + "' is a folder; name a file in it");
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw PipelineException.user(
          "sink.folder", "'" + target + "': there is no folder '" + folder + "'; make it first");
    }
    if (!Files.isWritable(folder)) {
      throw PipelineException.user(
          "sink.permission", "'" + target + "': its folder may not be written to by this user");
    }
    return folder;
  }

  private String create(List<Appender.Kind> kinds) {
    var fields = new ArrayList<String>();
    for (int c = 0; c < kinds.size(); c++) {
      fields.add(Sql.name(columns.get(c).name()) + " " + kinds.get(c).sql());
    }
    return "CREATE TABLE " + TABLE + " (" + String.join(", ", fields) + ")";
  }

  @Override
  public void write(Chunk chunk) {
    requireOpen();
    try {
      for (int from = 0; from < chunk.rows(); from += Appender.BATCH) {
        int count = Math.min(Appender.BATCH, chunk.rows() - from);
        for (int c = 0; c < columns.size(); c++) {
          put(chunk.values(columns.get(c)), c, from, count);
        }
        appender.add(count);
      }
    } catch (EngineException e) {
      throw fault(e);
    }
  }

  private void put(Values values, int column, int from, int count) {
    switch (values) {
      case Values.Doubles doubles -> appender.put(column, doubles.cells(), from, count);
      case Values.Longs longs -> {
        if (longs.type() == dev.weir.api.Type.DATE) {
          for (int i = 0; i < count; i++) {
            appender.put(column, i, longs.validity().at(from + i) ? longs.cells()[from + i] : 0);
          }
        } else {
          appender.put(column, longs.cells(), from, count);
        }
      }
      case Values.Ints ints -> {
        if (ints.type() == dev.weir.api.Type.BOOLEAN) {
          for (int i = 0; i < count; i++) {
            appender.put(column, i, ints.validity().at(from + i) ? ints.cells()[from + i] : 0);
          }
        } else {
          appender.put(column, ints.cells(), from, count);
        }
      }
      case Values.Texts texts -> {
        for (int i = 0; i < count; i++) {
          if (texts.validity().at(from + i)) {
            var text = texts.text();
            appender.put(column, i, text.bytes(), text.start(from + i), text.end(from + i));
          }
        }
      }
    }
    if (!values.validity().all()) {
      for (int i = 0; i < count; i++) {
        if (!values.validity().at(from + i)) {
          appender.putMissing(column, i);
        }
      }
    }
  }

  @Override
  public void commit() {
    requireOpen();
    try {
      appender.finish();
      session.run(
          "COPY " + TABLE + " TO " + Sql.text(temporary.toString()) + " (" + format() + ")");
      try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      move();
      try (var channel = FileChannel.open(checkedFolder(target), StandardOpenOption.READ)) {
        channel.force(true);
      }
    } catch (EngineException e) {
      throw fault(e);
    } catch (IOException e) {
      throw new PipelineException(
          PipelineException.Category.RESOURCE,
          "sink.io",
          "'" + target + "' cannot be written: " + e.getMessage(),
          e);
    }
  }

  private void move() throws IOException {
    try {
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the writer of '" + target + "' is closed");
    }
  }

  private String format() {
    var name = String.valueOf(target.getFileName()).toLowerCase(Locale.ROOT);
    if (!text(name)) {
      return "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE "
          + (memoryBytes < (256L << 20) ? 20_480 : 122_880);
    }
    return "FORMAT csv, HEADER true, DELIMITER "
        + (name.contains(".tsv") ? "'\t'" : "','")
        + (name.endsWith(".gz") ? ", COMPRESSION gzip" : ", COMPRESSION none");
  }

  private PipelineException fault(EngineException e) {
    var full = FullDisk.of(e);
    if (full.isPresent()) {
      var cure =
          full.get().file().equals(Optional.of(temporary))
              ? "its disk is full; free some of it, or choose another place"
              : full.get().forTemporaryFiles();
      return new PipelineException(
          PipelineException.Category.RESOURCE, "sink.disk", "'" + target + "': " + cure, e);
    }
    return Faults.of(e, "'" + target + "'");
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      appender.close();
      session.close();
      engine.close();
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException e) {
        throw new PipelineException(
            PipelineException.Category.RESOURCE,
            "sink.io",
            "'" + temporary + "' could not be deleted: " + e.getMessage(),
            e);
      }
    }
  }
}
