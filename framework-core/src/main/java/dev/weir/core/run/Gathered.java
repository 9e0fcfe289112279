package dev.weir.core.run;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Exactness;
import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.StreamingAwarePipeline;
import dev.weir.api.Table;
import dev.weir.api.ToolDescriptor.Overflow;
import dev.weir.core.memory.MemoryLedger;
import dev.weir.numerics.Hashing;
import java.util.ArrayList;
import java.util.List;

/// Gathers rows for an analysis of the whole table, as a fold. What does not fit is refused, or
/// sampled: then a row stays if its coin, made of seed and identity, lies below a threshold that is
/// halved whenever the rows kept are more than fit; so the sample depends on the rows and the room
/// alone.
public final class Gathered implements StreamingAwarePipeline<Gathered.Rows> {
  private final AnalysisPipeline inner;
  private final Schema schema;
  private final long mostRows;
  private final Overflow overflow;
  private final long seed;
  private final String step;

  /// Rows kept so far.
  static final class Rows {
    private List<Chunk> chunks = new ArrayList<>();
    private long kept;
    private long seen;
    private int halvings;
  }

  /// Gathers at most this many rows.
  public Gathered(
      String step,
      AnalysisPipeline inner,
      Schema schema,
      long mostRows,
      Overflow overflow,
      long seed) {
    this.step = step;
    this.inner = inner;
    this.schema = schema;
    this.mostRows = mostRows;
    this.overflow = overflow;
    this.seed = seed;
  }

  @Override
  public Rows newState(ChunkProcessingContext context) {
    return new Rows();
  }

  @Override
  public void processChunk(Chunk chunk, Rows rows, ChunkProcessingContext context) {
    rows.seen += chunk.rows();
    keep(rows, sampled(chunk, rows.halvings));
    while (rows.kept > mostRows) {
      if (overflow == Overflow.REFUSE) {
        throw PipelineException.resource(
            "memory.gather",
            step
                + ": needs all rows in memory at once, and no more than "
                + mostRows
                + " fit into "
                + MemoryLedger.mib(context.memory().budget())
                + "; give more by --memory, or filter or sample the rows first");
      }
      rows.halvings++;
      var before = rows.chunks;
      rows.chunks = new ArrayList<>();
      rows.kept = 0;
      before.forEach(c -> keep(rows, sampled(c, rows.halvings)));
    }
  }

  private static void keep(Rows rows, Chunk chunk) {
    if (chunk.rows() > 0) {
      rows.chunks.add(chunk);
      rows.kept += chunk.rows();
    }
  }

  private Chunk sampled(Chunk chunk, int halvings) {
    if (halvings == 0) {
      return chunk;
    }
    var kept = new int[chunk.rows()];
    int count = 0;
    for (int r = 0; r < kept.length; r++) {
      if (Long.numberOfLeadingZeros(Hashing.mix(chunk.identity(r) ^ Hashing.mix(seed)))
          >= halvings) {
        kept[count++] = r;
      }
    }
    return chunk.select(kept, count);
  }

  @Override
  public PipelineResult aggregateChunkResults(Rows rows, ChunkProcessingContext context) {
    if (context.early()) {
      return PipelineResult.EMPTY;
    }
    var result = inner.analyze(table(rows), context);
    return rows.kept == rows.seen
        ? result
        : result.withExactness("rows", new Exactness.Sampled(rows.seen, rows.kept));
  }

  private Table table(Rows rows) {
    var table = Table.of(schema, rows.chunks);
    return rows.kept == rows.seen ? table : new SampleTable(table, rows.seen - rows.kept);
  }

  /// A sample knows how many rows it leaves out.
  private record SampleTable(Table kept, long omitted) implements Table {
    @Override
    public Schema schema() {
      return kept.schema();
    }

    @Override
    public java.util.OptionalLong rows() {
      return kept.rows();
    }

    @Override
    public dev.weir.api.ChunkReader open() {
      return kept.open();
    }

    @Override
    public Table sortedBy(String... columns) {
      return new SampleTable(kept.sortedBy(columns), omitted);
    }
  }

  @Override
  public StateCodec<Rows> stateCodec() {
    return StateCodec.of(
        1,
        (_, _) -> {
          throw PipelineException.refused("state.rows", step + ": gathered rows cannot be saved");
        },
        _ -> new Rows(),
        rows -> rows.chunks.stream().mapToLong(Chunk::byteSize).sum());
  }
}
