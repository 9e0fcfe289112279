package dev.weir.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.Condition;
import dev.weir.api.PipelineException;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.StreamingDataSource;
import dev.weir.api.StreamingDataSource.Scan;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.api.Values;
import dev.weir.core.memory.MemoryLedger;
import dev.weir.core.spill.SpillSpace;
import dev.weir.core.spill.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sources in the order of columns, in memory and on the disk.
final class SortedSourceTest {
  private static final Schema SCHEMA =
      Schema.of(
          Schema.Field.of("k", Type.INT),
          Schema.Field.of("misfit", Type.TEXT),
          Schema.Field.of("n", Type.LONG));
  private static final long SMALL = 512 << 10;
  private static final long LARGE = 64 << 20;

  @TempDir private Path folder;

  /// Rows of two splits; those whose `n` is a multiple of 1,000 are misfits. Says what it was
  /// asked.
  private static final class TwoSplits implements StreamingDataSource {
    private final int rows;
    private final int[] keys;
    private final List<Scan> scans = new ArrayList<>();
    private int failAt = -1;
    private int open;

    TwoSplits(int rows, java.util.function.IntUnaryOperator key) {
      this.rows = rows;
      this.keys = IntStream.range(0, rows).map(key).toArray();
    }

    @Override
    public Schema schema() {
      return SCHEMA;
    }

    @Override
    public Set<Ability> abilities() {
      return Set.of(Ability.REREAD, Ability.STABLE_ORDER, Ability.FILTER, Ability.SEEK);
    }

    @Override
    public OptionalLong rows() {
      return OptionalLong.of(rows);
    }

    @Override
    public String fingerprint() {
      return "two splits";
    }

    @Override
    public String description() {
      return "rows of two splits";
    }

    @Override
    public ChunkReader open(Scan scan) {
      scans.add(scan);
      open++;
      return new ChunkReader() {
        private int at;
        private boolean cancelled;

        @Override
        public Optional<Chunk> next() {
          if (cancelled) {
            throw new IllegalStateException("cancelled");
          }
          if (at == failAt) {
            failAt = -1;
            throw new PipelineException(
                PipelineException.Category.RESOURCE, "source.io", "it is away");
          }
          if (at == rows) {
            return Optional.empty();
          }
          int split = at < rows / 2 ? 0 : 1;
          int to = Math.min(split == 0 ? rows / 2 : rows, at + 400);
          var chunk = Rows.of(SCHEMA);
          for (int r = at; r < to; r++) {
            var row = chunk.row();
            if (keys[r] >= 0) {
              row.put(0, (long) keys[r]);
            }
            row.put(1, "text " + r).put(2, (long) r);
          }
          int first = at - split * (rows / 2);
          long position = Chunk.position(split, first);
          if (scan.misfits().isPresent()) {
            for (int r = at; r < to; r++) {
              if (r % 1000 == 0) {
                scan.misfits().get().add(position + r - at, "row " + r + " is bad");
              }
            }
          }
          at = to;
          var cells = chunk.chunk();
          var values = SCHEMA.columns().map(cells::values).toArray(Values[]::new);
          return Optional.of(Chunk.of(SCHEMA, cells.rows(), position, values));
        }

        @Override
        public void cancel() {
          cancelled = true;
        }

        @Override
        public void close() {
          open--;
        }
      };
    }

    @Override
    public void close() {}
  }

  private static Scan scan(long from) {
    return new Scan(List.of("n"), List.of(), from, 300, 1 << 20, 700);
  }

  private static List<Long> numbers(StreamingDataSource source, Scan scan) {
    var numbers = new ArrayList<Long>();
    long next = scan.fromPosition();
    var n = SCHEMA.column("n");
    try (var reader = source.open(scan)) {
      for (var chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) {
        var rows = chunk.get();
        assertFalse(rows.has(SCHEMA.column("k")), "a column that nobody wants");
        assertTrue(rows.rows() <= scan.chunkRows());
        assertEquals(next, rows.position(0));
        next += rows.rows();
        assertEquals(
            rows.position(0) / scan.blockRows(), (next - 1) / scan.blockRows(), "one block");
        for (int r = 0; r < rows.rows(); r++) {
          numbers.add(rows.longs(n)[r]);
        }
      }
    }
    return numbers;
  }

  /// Ascending, missing ones (below 0) last, ties as they stand.
  private static List<Long> expected(TwoSplits source) {
    return IntStream.range(0, source.rows)
        .boxed()
        .sorted(
            java.util.Comparator.comparingInt(
                r -> source.keys[r] < 0 ? Integer.MAX_VALUE : source.keys[r]))
        .map(Integer::longValue)
        .toList();
  }

  private Workspace workspace(long bytes) {
    return new Workspace(new MemoryLedger(bytes), new SpillSpace(folder, LARGE));
  }

  private long filesNow() throws IOException {
    try (var all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).count();
    }
  }

  private static java.util.function.IntUnaryOperator random() {
    var random = new Random(3);
    return _ -> random.nextInt(60) - 2;
  }

  @Test
  void ranksAreTheSameInMemoryAndOnTheDisk() throws IOException {
    var source = new TwoSplits(40_000, random());
    for (long bytes : new long[] {SMALL, LARGE}) {
      try (var workspace = workspace(bytes)) {
        source.scans.clear();
        var sorted = new SortedSource(source, List.of("k"), workspace, _ -> {});
        assertEquals(expected(source), numbers(sorted, scan(0)));
        assertEquals(bytes == SMALL, filesNow() > 0, "on the disk");
        assertEquals(expected(source).subList(12_345, 40_000), numbers(sorted, scan(12_345)));
        assertEquals(1, source.scans.size(), "the source is read once");
        assertEquals(List.of("k", "n"), source.scans.getFirst().columns());
        sorted.close();
        assertEquals(0, filesNow());
        assertEquals(0, workspace.ledger().status().reserved());
      }
    }
    assertEquals(0, source.open);
  }

  @Test
  void chunksDoNotDependOnTheMemory() {
    var source = new TwoSplits(40_000, random());
    var borders = new ArrayList<List<Long>>();
    for (long bytes : new long[] {SMALL, LARGE}) {
      try (var workspace = workspace(bytes);
          var sorted = new SortedSource(source, List.of("k"), workspace, _ -> {});
          var reader = sorted.open(new Scan(List.of("misfit"), List.of(), 0, 10_000, 9_000, 700))) {
        var here = new ArrayList<Long>();
        for (var chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) {
          here.add(chunk.get().position(0));
        }
        borders.add(here);
      }
    }
    assertEquals(borders.get(0), borders.get(1));
    assertTrue(borders.getFirst().size() > 40_000 / 700 + 1, "chunks end by their bytes too");
  }

  @Test
  void rowsInOrderMakeOneRun() throws IOException {
    var source = new TwoSplits(40_000, r -> r / 3);
    try (var workspace = workspace(SMALL);
        var sorted = new SortedSource(source, List.of("k"), workspace, _ -> {})) {
      assertEquals(expected(source), numbers(sorted, scan(0)));
      assertEquals(1, filesNow());
    }
  }

  @Test
  void conditionsReachTheSource() {
    var source = new TwoSplits(100, random());
    var condition = new Condition("k", Condition.Comparison.GREATER, 3L);
    try (var workspace = workspace(LARGE);
        var sorted = new SortedSource(source, List.of("k"), workspace, _ -> {})) {
      numbers(sorted, new Scan(List.of("n"), List.of(condition), 0, 300, 1 << 20, 700));
      assertEquals(List.of(condition), source.scans.getFirst().conditions());
    }
  }

  private static String bad(long row) {
    return "row " + row + " is bad (row " + (row % 2_500 + 1) + ")";
  }

  @Test
  void misfitsAreToldAtTheirRanksBeforeTheirChunks() {
    var source = new TwoSplits(5_000, random());
    var ranks = expected(source);
    for (long from : new long[] {0, 2_000}) {
      try (var workspace = workspace(SMALL);
          var sorted = new SortedSource(source, List.of("k"), workspace, _ -> {})) {
        var told = new TreeMap<Long, String>();
        var whole = scan(from).withMisfits(told::put);
        try (var reader = sorted.open(whole)) {
          for (var chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) {
            long last = chunk.get().position(chunk.get().rows() - 1);
            assertTrue(told.isEmpty() || told.lastKey() <= last);
            for (long row = chunk.get().position(0); row <= last; row++) {
              assertEquals(ranks.get((int) row) % 1000 == 0, told.containsKey(row));
            }
          }
        }
        told.forEach((rank, reason) -> assertEquals(bad(ranks.get(rank.intValue())), reason));
        assertEquals(ranks.stream().skip(from).filter(n -> n % 1000 == 0).count(), told.size());
      }
    }
  }

  @Test
  void aFailedReadingLeavesNothingAndCanBeMadeAgain() throws IOException {
    var source = new TwoSplits(40_000, random());
    source.failAt = 30_000;
    try (var workspace = workspace(SMALL);
        var sorted = new SortedSource(source, List.of("k"), workspace, _ -> {})) {
      var error = assertThrows(PipelineException.class, () -> numbers(sorted, scan(0)));
      assertEquals("source.io", error.code());
      assertEquals(0, source.open);
      assertEquals(0, filesNow());
      assertEquals(0, workspace.ledger().status().reserved());
      assertEquals(expected(source), numbers(sorted, scan(0)));
    }
  }

  @Test
  void cancelledWhileItSorts() {
    var source = new TwoSplits(40_000, random());
    try (var workspace = workspace(LARGE);
        var sorted = new SortedSource(source, List.of("k"), workspace, _ -> {})) {
      var reader = sorted.open(scan(0).withMisfits((_, _) -> {}));
      reader.cancel();
      var error = assertThrows(PipelineException.class, reader::next);
      assertEquals("source.cancelled", error.code());
      reader.close();
      assertEquals(0, source.open);
    }
  }

  @Test
  void aDamagedFileIsSortedOnceMore() throws IOException {
    var source = new TwoSplits(40_000, random());
    try (var workspace = workspace(SMALL);
        var sorted = new SortedSource(source, List.of("k"), workspace, _ -> {})) {
      numbers(sorted, scan(0));
      Path file;
      try (var all = Files.walk(folder)) {
        file = all.filter(Files::isRegularFile).findFirst().orElseThrow();
      }
      var bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
      var error = assertThrows(PipelineException.class, () -> numbers(sorted, scan(0)));
      assertEquals("spill.corrupt", error.code());
      assertEquals(expected(source), numbers(sorted, scan(0)));
      assertEquals(2, source.scans.size());
    }
  }

  @Test
  void saysWhereARowIs() {
    try (var workspace = workspace(LARGE)) {
      var sorted =
          new SortedSource(new TwoSplits(10, random()), List.of("k", "n"), workspace, _ -> {});
      assertEquals("rows of two splits, in order of k, n, row 18", sorted.place(17));
    }
  }

  @Test
  void noRows() {
    var source = new TwoSplits(0, random());
    try (var workspace = workspace(LARGE);
        var sorted = new SortedSource(source, List.of("k"), workspace, _ -> {})) {
      assertEquals(List.of(), numbers(sorted, scan(0)));
      assertEquals(Table.of(SCHEMA, List.of()).rows(), sorted.rows());
    }
  }
}
