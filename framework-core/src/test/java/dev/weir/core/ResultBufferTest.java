package dev.weir.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.PipelineException;
import dev.weir.api.Schema;
import dev.weir.api.StreamingConfig;
import dev.weir.api.StreamingDataSource;
import dev.weir.api.Type;
import dev.weir.api.Values;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultBufferTest {
  private static final Schema SCHEMA = Schema.of(Schema.Field.of("n", Type.LONG));

  @TempDir private Path spill;

  private ResultBuffer buffer(
      long rows, int chunk, Set<StreamingDataSource.Ability> abilities, long memory) {
    var config = StreamingConfig.defaults().withSpillDirectory(spill).withMemoryBytes(memory);
    return new StreamingQueryExecutor(Catalogue.of(List.of(), List.of()), config)
        .query(Input.of("numbers", _ -> new Numbers(rows, chunk, abilities)));
  }

  private static final Set<StreamingDataSource.Ability> FILE =
      Set.of(StreamingDataSource.Ability.REREAD, StreamingDataSource.Ability.STABLE_ORDER);

  @Test
  void everyRowIsOnExactlyOnePage() {
    for (int chunk : new int[] {1, 7, 999, 1000, 1001, 4096}) {
      try (var buffer = buffer(12_345, chunk, FILE, 64 << 20)) {
        var seen = new TreeSet<Long>();
        long pages = 0;
        for (var page = buffer.page(0); page.isPresent(); page = buffer.page(++pages)) {
          for (int r = 0; r < page.get().rows(); r++) {
            assertTrue(seen.add(page.get().longs(SCHEMA.column("n"))[r]));
          }
        }
        assertEquals(13, pages);
        assertEquals(12_345, seen.size());
        assertEquals(12_344, seen.last());
        assertEquals(12_345, buffer.rows().orElseThrow());
      }
    }
  }

  @Test
  void firstPageComesBeforeTheScanEnds() {
    try (var buffer = buffer(Long.MAX_VALUE, 1000, FILE, 64 << 20)) {
      assertEquals(1000, buffer.page(0).orElseThrow().rows());
      assertFalse(buffer.rows().isPresent());
    }
  }

  @Test
  void pagesThatHaveGoneAreReadAgain() {
    try (var buffer = buffer(3_000_000, 1000, FILE, 64 << 20)) {
      assertEquals(2_900_000, first(buffer, 2900));
      assertEquals(3_000, first(buffer, 3));
      assertEquals(2_999_000, first(buffer, 2999));
      assertFalse(buffer.page(3000).isPresent());
    }
    try (var buffer = buffer(3_000_000, 1000, Set.of(), 64 << 20)) {
      assertEquals(2_900_000, first(buffer, 2900));
      var gone = assertThrows(PipelineException.class, () -> buffer.page(0));
      assertEquals("result.gone", gone.code());
    }
  }

  private static long first(ResultBuffer buffer, long page) {
    return buffer.page(page).orElseThrow().longs(SCHEMA.column("n"))[0];
  }

  private record Numbers(long count, int chunkRows, Set<Ability> abilities)
      implements StreamingDataSource {
    @Override
    public Schema schema() {
      return SCHEMA;
    }

    @Override
    public OptionalLong rows() {
      return OptionalLong.empty();
    }

    @Override
    public String fingerprint() {
      return "numbers";
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
          int rows = (int) Math.min(chunkRows, count - next);
          var cells = new long[rows];
          for (int r = 0; r < rows; r++) {
            cells[r] = next + r;
          }
          var chunk = Chunk.of(SCHEMA, rows, next, Values.of(cells));
          next += rows;
          return rows == 0 ? Optional.empty() : Optional.of(chunk);
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public void close() {}
  }
}
