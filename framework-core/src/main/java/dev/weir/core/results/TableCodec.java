package dev.weir.core.results;

import dev.weir.api.Chunk;
import dev.weir.api.Table;
import dev.weir.core.spill.FrameReader;
import dev.weir.core.spill.FrameWriter;
import dev.weir.core.spill.RowFrames;
import dev.weir.core.spill.Workspace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// A table of a result as frames: its head (name, columns, rows left out by a sample, how many
/// groups have models behind the rows), one for each chunk, an empty one, and for each of the
/// groups its key and its result.
final class TableCodec {
  /// Larger chunks are cut, so that a frame is never too long to be one.
  private static final long LARGEST = 64 << 20;

  private TableCodec() {}

  /// A table and its name.
  record Named(String name, Table table) {}

  static void write(String name, Table table, FrameWriter out) throws IOException {
    var head = new Fields().text(name).integer(table.omitted()).schema(table.schema());
    var parts = table instanceof ModelParts model ? model : null;
    head.integer(parts == null ? -1 : parts.models().size()).end(out);
    rows(table, out);
    if (parts != null) {
      parts
          .models()
          .<IOException>forEach((key, model) -> {
            new Fields().bytes(key).end(out);
            ResultCodec.write(model, out);
          });
    }
  }

  private static void rows(Table table, FrameWriter out) throws IOException {
    var frames = new RowFrames();
    try (var reader = table.open()) {
      for (var next = reader.next(); next.isPresent(); next = reader.next()) {
        var chunk = next.get();
        int most = most(chunk);
        for (int from = 0; from < chunk.rows(); from += most) {
          int to = (int) Math.min(chunk.rows(), (long) from + most);
          out.write(frames.encode(chunk, from, to));
        }
      }
    }
    out.write(ByteBuffer.allocate(0));
  }

  private static int most(Chunk chunk) {
    long parts = 1 + chunk.byteSize() / LARGEST;
    return (int) Math.max(1, chunk.rows() / parts);
  }

  /// @param workspace holds the rows; null: they are few, and nobody counts them
  static Named read(FrameReader in, @Nullable Workspace workspace, String role) throws IOException {
    var head = new Fields.Reader(in.next());
    var name = head.text();
    long omitted = head.integer();
    var schema = head.schema();
    long parts = head.integer();
    head.end();
    Table table;
    if (workspace == null) {
      var chunks = new ArrayList<Chunk>();
      for (var frame = in.next(); frame.hasRemaining(); frame = in.next()) {
        chunks.add(RowFrames.decode(schema, frame));
      }
      table = Table.of(schema, chunks);
    } else {
      var rows = workspace.table(schema, role + ", table '" + name + "'");
      for (var frame = in.next(); frame.hasRemaining(); frame = in.next()) {
        rows.add(RowFrames.decode(schema, frame));
      }
      table = rows.table();
    }
    if (parts >= 0) {
      var models =
          new GroupModels.Builder(workspace == null ? Workspace.uncounted() : workspace, false);
      for (long i = 0; i < parts; i++) {
        var key = new Fields.Reader(in.next()).bytes();
        models.add(key, ResultCodec.read(in, null, role));
      }
      table = new ModelParts(table, models.finish());
    }
    return new Named(name, omitted == 0 ? table : new Sample(table, omitted));
  }
}
