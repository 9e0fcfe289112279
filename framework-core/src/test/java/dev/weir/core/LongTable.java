package dev.weir.core;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.Schema;
import dev.weir.api.StreamingDataSource;
import dev.weir.api.Type;
import dev.weir.api.Values;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Whole numbers from 0, made as they are read.
record LongTable(long count, Set<Ability> abilities) implements StreamingDataSource {
  private static final Schema NUMBERS = Schema.of(Schema.Field.of("x", Type.DOUBLE));

  LongTable(long count) {
    this(count, Set.of(Ability.REREAD, Ability.STABLE_ORDER));
  }

  @Override
  public Schema schema() {
    return NUMBERS;
  }

  @Override
  public OptionalLong rows() {
    return count == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(count);
  }

  @Override
  public String fingerprint() {
    return "numbers:" + count;
  }

  @Override
  public String description() {
    return "numbers";
  }

  @Override
  public ChunkReader open(Scan scan) {
    return new ChunkReader() {
      private long next;

      @Override
      public Optional<Chunk> next() {
        long border = (next / scan.blockRows() + 1) * scan.blockRows();
        int rows = (int) Math.min(Math.min(count, border) - next, scan.chunkRows());
        if (rows == 0) {
          return Optional.empty();
        }
        var cells = new double[rows];
        for (int r = 0; r < rows; r++) {
          cells[r] = next + r;
        }
        var chunk = Chunk.of(NUMBERS, rows, next, Values.of(cells));
        next += rows;
        return Optional.of(chunk);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {}
}
