package dev.weir.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.ErrorBudget;
import dev.weir.api.PipelineException;
import dev.weir.api.Schema;
import dev.weir.api.StreamingConfig;
import dev.weir.api.StreamingDataSource;
import dev.weir.api.StreamingDataSource.Scan;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.api.Values;
import dev.weir.core.memory.Reserving;
import dev.weir.core.run.SkipSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Rows that a source says do not fit: out of the scan in which it says so, and of all later ones.
class MisfitsTest {
  private static final Schema SCHEMA = new Schema(List.of(Schema.Field.of("a", Type.LONG)));

  private static Chunk chunk(long first, int rows) {
    return Chunk.of(
        SCHEMA, rows, first, Values.of(LongStream.range(first, first + rows).toArray()));
  }

  private static List<Long> positions(Chunk chunk) {
    var positions = new ArrayList<Long>();
    for (int r = 0; r < chunk.rows(); r++) {
      positions.add(chunk.position(r));
    }
    return positions;
  }

  private static StreamingDataSource source() {
    return new TableSource(Table.of(SCHEMA, List.of(chunk(0, 10))));
  }

  private static SkipSet skipSet(long budget) {
    return new SkipSet(source(), new ErrorBudget.Rows(budget), Reserving.NOTHING);
  }

  private static Scan scan() {
    return new Scan(List.of("a"), List.of(), 0, 100, 1000, 1000);
  }

  @Test
  void outOfThisScanAndLaterOnes() {
    var skip = skipSet(5);
    skip.beginScan();
    var hears = skip.watching(scan()).misfits().orElseThrow();
    hears.add(2, "bad");
    assertEquals(List.of(0L, 1L, 3L, 4L), positions(skip.filter(chunk(0, 5))));
    skip.add(3, "tool", "worse");
    assertEquals(List.of(5L, 6L), positions(skip.filter(chunk(5, 2))));
    skip.beginScan();
    hears.add(2, "bad");
    assertEquals(List.of(0L, 1L, 4L), positions(skip.filter(chunk(0, 5))));
    assertEquals(2, skip.size());
    assertEquals("bad", skip.first().getFirst().reason());
    assertEquals("reading", skip.first().getFirst().step());
  }

  @Test
  void allRowsOfAChunk() {
    var skip = skipSet(5);
    skip.beginScan();
    var hears = skip.watching(scan()).misfits().orElseThrow();
    hears.add(0, "bad");
    hears.add(1, "bad");
    assertEquals(0, skip.filter(chunk(0, 2)).rows());
  }

  @Test
  void withoutABudgetTheSourceItselfRefuses() {
    assertEquals(true, skipSet(0).watching(scan()).misfits().isEmpty());
  }

  @Test
  void oneMoreThanTheBudget() {
    var hears = skipSet(1).watching(scan()).misfits().orElseThrow();
    hears.add(7, "bad");
    hears.add(7, "bad");
    var error =
        org.junit.jupiter.api.Assertions.assertThrows(
            PipelineException.class, () -> hears.add(8, "column 'a': 'x' is no number"));
    assertEquals("rows.budget", error.code());
    assertEquals(PipelineException.Category.RESOURCE, error.category());
    assertEquals(true, error.getMessage().contains("row 9: column 'a': 'x'"), error.getMessage());
  }

  /// Says that some rows of a table do not fit, in every scan in which somebody listens.
  private static final class Misfitting extends WrappedSource {
    private final List<Long> misfits;

    Misfitting(StreamingDataSource source, List<Long> misfits) {
      super(source);
      this.misfits = misfits;
    }

    @Override
    Optional<Chunk> next(Scan scan, ChunkReader reader) {
      var hears = scan.misfits().orElseThrow();
      var chunk = reader.next();
      chunk.ifPresent(
          c -> positions(c).stream().filter(misfits::contains).forEach(p -> hears.add(p, "bad")));
      return chunk;
    }
  }

  /// Tools of every mode, several passes and readings of their own see the other rows alone.
  @Test
  void outOfEveryToolsRows() {
    long rows = 5000;
    var misfits = LongStream.range(0, rows).filter(a -> a % 97 == 3).boxed().toList();
    var cells = LongStream.range(0, rows).mapToDouble(a -> a).toArray();
    var schema = new Schema(List.of(Schema.Field.of("x", Type.DOUBLE)));
    var table = Table.of(schema, List.of(Chunk.of(schema, (int) rows, 0, Values.of(cells))));
    var input = Input.of("misfits", _ -> new Misfitting(new TableSource(table), misfits));
    double sum = 0;
    for (long a = 0; a < rows; a++) {
      sum += misfits.contains(a) ? 0 : a;
    }
    var config = StreamingConfig.defaults().withErrorBudget(misfits.size()).withBlockRows(512);
    var run =
        new StreamingPipelineExecutor(Catalogue.of(List.of(new SampleTools()), List.of()), config)
            .run(
                Pipeline.from(input)
                    .step("t.sum")
                    .with("column", "x")
                    .step("t.two-reads")
                    .with("column", "x"));
    assertEquals(rows, run.rowsRead());
    assertEquals(misfits.size(), run.rowsSkipped());
    assertEquals(rows - misfits.size(), run.rowsUsed());
    var sums = run.last().result().value("sums", double[].class);
    assertEquals(sum, sums[0]);
    assertEquals(sum, sums[1]);
  }
}
