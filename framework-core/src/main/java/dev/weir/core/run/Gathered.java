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
import dev.weir.api.ToolDescriptor.Overflow;
import dev.weir.core.memory.MemoryLedger;
import dev.weir.core.results.Sample;
import dev.weir.core.spill.RowBytes;
import dev.weir.core.spill.Spacious;
import dev.weir.core.spill.TableBuilder;
import dev.weir.core.spill.Workspace;
import dev.weir.numerics.Hashing;

/// Gathers rows for an analysis of the whole table, as a fold. Rows that do not fit into memory
/// wait on the disk; what the analysis itself keeps of each row bounds their number. What is beyond
/// that is refused, or sampled: then a row stays if its coin, made of seed and identity, lies below
/// a threshold that is halved whenever the rows kept are more than fit; so the sample depends on
/// the rows and the room alone.
public final class Gathered implements StreamingAwarePipeline<Gathered.Rows> {
  private final AnalysisPipeline inner;
  private final Schema schema;
  private final long mostRows;
  private final double bytesPerRow;
  private final Overflow overflow;
  private final long seed;
  private final String step;

  /// Rows kept so far.
  static final class Rows {
    private final Workspace workspace;
    private TableBuilder table;
    private long seen;
    private int halvings;

    Rows(Workspace workspace, TableBuilder table) {
      this.workspace = workspace;
      this.table = table;
    }
  }

  /// Gathers at most this many rows.
  ///
  /// @param bytesPerRow what the analysis keeps of each
  public Gathered(
      String step,
      AnalysisPipeline inner,
      Schema schema,
      long mostRows,
      double bytesPerRow,
      Overflow overflow,
      long seed) {
    this.step = step;
    this.inner = inner;
    this.schema = schema;
    this.mostRows = mostRows;
    this.bytesPerRow = bytesPerRow;
    this.overflow = overflow;
    this.seed = seed;
  }

  @Override
  public Rows newState(ChunkProcessingContext context) {
    var workspace =
        context instanceof Spacious spacious ? spacious.workspace() : Workspace.uncounted();
    return new Rows(workspace, builder(workspace));
  }

  private TableBuilder builder(Workspace workspace) {
    return workspace.table(schema, "rows of " + step);
  }

  @Override
  public void processChunk(Chunk chunk, Rows rows, ChunkProcessingContext context) {
    rows.seen += chunk.rows();
    rows.table.add(sampled(chunk, rows.halvings));
    while (rows.table.rows() > mostRows) {
      if (overflow == Overflow.REFUSE) {
        throw PipelineException.resource(
            "memory.gather",
            step
                + ": keeps something of every row, and no more than "
                + mostRows
                + " rows fit into "
                + MemoryLedger.mib(context.memory().budget())
                + "; give more by --memory, or filter or sample the rows first");
      }
      rows.halvings++;
      var before = rows.table.table();
      rows.table = builder(rows.workspace);
      before.forEachChunk(c -> rows.table.add(sampled(c, rows.halvings)));
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
    long kept = rows.table.rows();
    var table = rows.table.table();
    var result =
        inner.analyze(kept == rows.seen ? table : new Sample(table, rows.seen - kept), context);
    return kept == rows.seen
        ? result
        : result.withExactness("rows", new Exactness.Sampled(rows.seen, kept));
  }

  /// What the analysis will keep is held for it from the first row on; the rows count by
  /// themselves.
  @Override
  public StateCodec<Rows> stateCodec() {
    return StateCodec.of(
        1,
        (rows, out) -> {
          out.integer(rows.seen);
          out.integer(rows.halvings);
          RowBytes.write(rows.table.openSoFar(), out);
        },
        this::read,
        rows -> (long) Math.ceil(bytesPerRow * rows.table.rows()));
  }

  private Rows read(StateCodec.In in) {
    var workspace = in instanceof Spacious spacious ? spacious.workspace() : Workspace.uncounted();
    var rows = new Rows(workspace, builder(workspace));
    rows.seen = in.integer();
    rows.halvings = Math.toIntExact(in.integer());
    try (var chunks = RowBytes.rows(schema, in)) {
      for (var chunk = chunks.next(); chunk.isPresent(); chunk = chunks.next()) {
        rows.table.add(chunk.get());
      }
    }
    return rows;
  }
}
