package dev.weir.core.spill;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.Type;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Optional;

/// Rows and schemas among the bytes of a state.
public final class RowBytes {
  private RowBytes() {}

  /// Writes names, types and units.
  public static void write(Schema schema, StateCodec.Out out) {
    out.integer(schema.size());
    for (var field : schema.fields()) {
      out.text(field.name());
      out.text(field.type().name());
      out.integer(field.nullable() ? 1 : 0);
      out.text(field.unit());
    }
  }

  /// Reads names, types and units.
  public static Schema schema(StateCodec.In in) {
    var fields = new ArrayList<Schema.Field>();
    for (long left = in.integer(); left > 0; left--) {
      fields.add(
          new Schema.Field(in.text(), Type.valueOf(in.text()), in.integer() != 0, in.text()));
    }
    return new Schema(fields);
  }

  /// Writes all that a reader gives, chunk by chunk, and closes it.
  public static void write(ChunkReader rows, StateCodec.Out out) {
    var frames = new RowFrames();
    try (rows) {
      for (var chunk = rows.next(); chunk.isPresent(); chunk = rows.next()) {
        out.integer(1);
        write(chunk.get(), frames, out);
      }
    }
    out.integer(0);
  }

  private static void write(Chunk chunk, RowFrames frames, StateCodec.Out out) {
    var content = frames.encode(chunk, 0, chunk.rows());
    var bytes = new byte[content.remaining()];
    content.get(bytes);
    out.bytes(bytes);
  }

  /// Reads chunk by chunk what was written; must be read to its end.
  public static ChunkReader rows(Schema schema, StateCodec.In in) {
    return new ChunkReader() {
      @Override
      public Optional<Chunk> next() {
        if (in.integer() == 0) {
          return Optional.empty();
        }
        var content = ByteBuffer.wrap(in.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        return Optional.of(RowFrames.decode(schema, content));
      }

      @Override
      public void close() {}
    };
  }
}
