package dev.weir.core.spill;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.Schema;
import dev.weir.api.Values;
import java.util.Optional;

/// Rows in a file, in the order in which they were added.
///
/// @param file the file, whole
/// @param schema of the rows
/// @param rows how many
public record Run(SpillFile file, Schema schema, long rows) {
  /// About how many bytes of rows a frame holds: what a reading keeps in memory, twice.
  static final int FRAME_BYTES = 32 << 10;

  /// What a reading keeps in memory.
  static final long READING_BYTES = 2L * FRAME_BYTES;

  /// Most rows and most bytes of a chunk that is put together from others: fixed figures, so that
  /// the borders of chunks do not depend on the memory.
  static final int BATCH = 1024;

  static final int BATCH_BYTES = 256 << 10;

  private static final int LEAST_ROWS = 16;

  /// Rows of a frame, by the size of a chunk like those that it is made of.
  static int frameRows(Chunk like) {
    long width = Math.max(1, like.byteSize() / Math.max(1, like.rows()));
    return (int) Math.max(LEAST_ROWS, FRAME_BYTES / width);
  }

  /// A new run.
  static Writer write(Workspace workspace, Schema schema, String role) {
    return new Writer(workspace.space().create(role), schema);
  }

  /// Reads the rows from the first on.
  public ChunkReader open() {
    return new Reader(schema, file.open());
  }

  /// Reads the rows from the first on, in chunks of at most 1024.
  public ChunkReader openInBatches() {
    var reader = open();
    return new ChunkReader() {
      private Chunk chunk = Chunk.of(schema, 0, 0, new Values[schema.size()]);
      private int row;
      private long first;

      @Override
      public Optional<Chunk> next() {
        var picked = new Picked(schema);
        int number = picked.add(chunk);
        while (!picked.isBatch()) {
          if (row == chunk.rows()) {
            var next = reader.next();
            if (next.isEmpty()) {
              break;
            }
            chunk = next.get();
            row = 0;
            number = picked.add(chunk);
          } else {
            picked.pick(number, row++);
          }
        }
        var batch = picked.chunk(first);
        first += batch.rows();
        return batch.rows() == 0 ? Optional.empty() : Optional.of(batch);
      }

      @Override
      public void close() {
        reader.close();
      }
    };
  }

  /// Removes the rows.
  public void delete() {
    file.delete();
  }

  /// Writes a run. Used by one thread.
  static final class Writer {
    private final SpillFile file;
    private final Schema schema;
    private final RowFrames frames = new RowFrames();
    private long rows;

    private Writer(SpillFile file, Schema schema) {
      this.file = file;
      this.schema = schema;
    }

    /// Rows so far.
    long rows() {
      return rows;
    }

    /// Adds rows.
    void add(Chunk chunk) {
      int most = frameRows(chunk);
      for (int from = 0; from < chunk.rows(); from += most) {
        int to = (int) Math.min(chunk.rows(), (long) from + most);
        file.write(frames.encode(chunk, from, to));
      }
      rows += chunk.rows();
    }

    /// Adds rows that are to be read as one chunk again.
    void addWhole(Chunk chunk) {
      file.write(frames.encode(chunk, 0, chunk.rows()));
      rows += chunk.rows();
    }

    /// Adds all that a reader gives, and closes it.
    Writer addAll(ChunkReader reader) {
      try (reader) {
        for (var chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) {
          add(chunk.get());
        }
      }
      return this;
    }

    /// Reads the rows so far, of which there are some.
    ChunkReader openSoFar() {
      return new Reader(schema, file.openSoFar());
    }

    /// The run.
    Run finish() {
      file.finish();
      return new Run(file, schema, rows);
    }
  }

  private record Reader(Schema schema, SpillFile.Frames frames) implements ChunkReader {
    @Override
    public Optional<Chunk> next() {
      var content = frames.next();
      return content == null ? Optional.empty() : Optional.of(RowFrames.decode(schema, content));
    }

    @Override
    public void close() {
      frames.close();
    }
  }
}
