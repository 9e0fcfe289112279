package dev.weir.core;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.DomainPlugin;
import dev.weir.api.Estimator;
import dev.weir.api.MergeablePipeline;
import dev.weir.api.MultiPass;
import dev.weir.api.OptionDescriptor;
import dev.weir.api.OptionType;
import dev.weir.api.OptionValues;
import dev.weir.api.PipelineResult;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.StatelessTransform;
import dev.weir.api.StreamingAwarePipeline;
import dev.weir.api.Table;
import dev.weir.api.ToolDescriptor;
import dev.weir.api.Transform;
import dev.weir.api.Type;
import dev.weir.api.Values;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/// Tools of every kind that fail where a test says so, or reject rows where it says so: the same
/// tools, so that a run that recovers can be compared with one in which the tool knew the rows.
final class FaultyTools implements DomainPlugin {
  /// What is to happen.
  interface Script {
    /// Called at each seam; may throw.
    void at(Seam seam);

    /// True if the tool of this number throws on the row.
    boolean poison(int tool, long position);

    /// True if it rejects the row.
    boolean rejects(int tool, long position);

    /// Rows that a state of that tool can take before it fails for a reason that is not in the row.
    long most(int tool);
  }

  /// Where things go wrong.
  enum Seam {
    READ,
    CHUNK,
    MERGE,
    CODEC,
    AGGREGATE
  }

  private final Script script;

  FaultyTools(Script script) {
    this.script = script;
  }

  @Override
  public List<ToolDescriptor> tools() {
    return List.of(
        tool(Sum.class, "f.sum"),
        tool(Hash.class, "f.hash"),
        tool(Lag.class, "f.lag"),
        tool(Mapped.class, "f.map"),
        tool(Centre.class, "f.centre"),
        tool(Median.class, "f.median"));
  }

  private static ToolDescriptor tool(Class<? extends AnalysisPipeline> type, String name) {
    return SampleTools.describe(type, name)
        .option(OptionDescriptor.of("column", OptionType.COLUMN, "x", "Column to read"))
        .option(OptionDescriptor.of("number", OptionType.INTEGER, "0", "Number in the script"))
        .build();
  }

  @Override
  public AnalysisPipeline create(String tool, OptionValues options, Binding in, Binding fitted) {
    var column = in.column(options.text("column"), Type.numeric());
    var part = new Part(script, (int) options.integer("number"), column);
    return switch (tool) {
      case "f.sum" -> new Sum(part);
      case "f.hash" -> new Hash(part, in);
      case "f.lag" -> new Lag(part, in);
      case "f.map" -> new Mapped(part, in);
      case "f.centre" -> new Centre(part, in);
      case "f.median" -> new Median(part, in);
      default -> throw new IllegalArgumentException(tool);
    };
  }

  /// What all tools share.
  private record Part(Script script, int number, Column column) {
    /// The rows that the tool takes; each is looked at before it is taken, so a failure leaves the
    /// state half changed.
    LongPredicate rows(Chunk chunk, ChunkProcessingContext context) {
      script.at(Seam.CHUNK);
      return r -> {
        long position = chunk.position((int) r);
        if (script.poison(number, position)) {
          throw new IllegalStateException("poison at " + position);
        }
        if (script.rejects(number, position)) {
          context.reject(chunk, (int) r, "known");
          return false;
        }
        return true;
      };
    }

    void grown(double rows) {
      if (rows > script.most(number)) {
        throw new IllegalStateException("too many rows");
      }
    }

    long retained(long bytes) {
      script.at(Seam.CODEC);
      return bytes;
    }

    StateCodec<double[]> reals() {
      return StateCodec.of(1, (s, out) -> out.reals(s), StateCodec.In::reals, _ -> retained(64));
    }
  }

  private record Sum(Part part) implements MergeablePipeline<double[]> {
    @Override
    public double[] newState(ChunkProcessingContext context) {
      return new double[2];
    }

    @Override
    public void processChunk(Chunk chunk, double[] s, ChunkProcessingContext context) {
      var cells = chunk.doubles(part.column());
      var takes = part.rows(chunk, context);
      for (int r = 0; r < chunk.rows(); r++) {
        s[1]++;
        if (takes.test(r)) {
          s[0] += cells[r];
          part.grown(s[1]);
        } else {
          s[1]--;
        }
      }
    }

    @Override
    public double[] merge(double[] a, double[] b) {
      part.script().at(Seam.MERGE);
      a[0] += b[0];
      a[1] += b[1];
      return a;
    }

    @Override
    public PipelineResult aggregateChunkResults(double[] s, ChunkProcessingContext context) {
      part.script().at(Seam.AGGREGATE);
      return PipelineResult.EMPTY.withValue("sum", s[0]).withValue("count", (long) s[1]);
    }

    @Override
    public StateCodec<double[]> stateCodec() {
      return part.reals();
    }
  }

  private static final class Hash implements StreamingAwarePipeline<double[]> {
    private final Part part;

    Hash(Part part, Binding in) {
      this.part = part;
      in.ordered();
    }

    @Override
    public double[] newState(ChunkProcessingContext context) {
      return new double[] {7, 0};
    }

    @Override
    public void processChunk(Chunk chunk, double[] s, ChunkProcessingContext context) {
      var cells = chunk.doubles(part.column());
      var takes = part.rows(chunk, context);
      for (int r = 0; r < chunk.rows(); r++) {
        double before = s[0];
        s[0] = -1;
        if (takes.test(r)) {
          s[0] = before * 0.99 + cells[r];
          s[1]++;
          part.grown(s[1]);
        } else {
          s[0] = before;
        }
      }
    }

    @Override
    public PipelineResult aggregateChunkResults(double[] s, ChunkProcessingContext context) {
      part.script().at(Seam.AGGREGATE);
      return PipelineResult.EMPTY.withValue("hash", s[0]).withValue("count", (long) s[1]);
    }

    @Override
    public StateCodec<double[]> stateCodec() {
      return part.reals();
    }
  }

  /// Replaces a cell by the one before; the last is emitted when the rows end.
  private static final class Lag implements Transform<double[]> {
    private final Part part;

    Lag(Part part, Binding in) {
      this.part = part;
      in.ordered();
      in.emits(in.schema());
    }

    @Override
    public double[] newState(ChunkProcessingContext context) {
      return new double[] {0};
    }

    @Override
    public void processChunk(Chunk chunk, double[] s, ChunkProcessingContext context) {
      var cells = chunk.doubles(part.column());
      var takes = part.rows(chunk, context);
      var rows = new int[chunk.rows()];
      var lags = new double[chunk.rows()];
      int count = 0;
      for (int r = 0; r < chunk.rows(); r++) {
        double before = s[0];
        s[0] = Double.NaN;
        if (takes.test(r)) {
          lags[count] = before;
          rows[count++] = r;
          s[0] = cells[r];
        } else {
          s[0] = before;
        }
      }
      context.emit(replaced(chunk.select(rows, count), part.column(), lags));
    }

    @Override
    public StateCodec<double[]> stateCodec() {
      return part.reals();
    }
  }

  private static Chunk replaced(Chunk chunk, Column column, double[] cells) {
    var values =
        chunk
            .schema()
            .columns()
            .map(c ->
                c.index() == column.index()
                    ? Values.of(java.util.Arrays.copyOf(cells, chunk.rows()))
                    : chunk.has(c) ? chunk.values(c) : null)
            .toArray(Values[]::new);
    var positions = new long[chunk.rows()];
    var identities = new long[chunk.rows()];
    for (int r = 0; r < chunk.rows(); r++) {
      positions[r] = chunk.position(r);
      identities[r] = chunk.identity(r);
    }
    return Chunk.of(chunk.schema(), chunk.rows(), positions, identities, values);
  }

  private static final class Mapped implements StatelessTransform {
    private final Part part;

    Mapped(Part part, Binding in) {
      this.part = part;
      in.emits(in.schema());
    }

    @Override
    public Chunk transform(Chunk chunk, ChunkProcessingContext context) {
      var cells = chunk.doubles(part.column());
      var takes = part.rows(chunk, context);
      var rows = new int[chunk.rows()];
      var made = new double[chunk.rows()];
      int count = 0;
      for (int r = 0; r < chunk.rows(); r++) {
        if (takes.test(r)) {
          made[count] = cells[r] * 1.5 + 1;
          rows[count++] = r;
        }
      }
      return replaced(chunk.select(rows, count), part.column(), made);
    }
  }

  /// Two passes, then subtracts the mean of the rows above the mean.
  private static final class Centre
      implements MergeablePipeline<double[]>, MultiPass<double[]>, Estimator {
    private final Part part;

    Centre(Part part, Binding in) {
      this.part = part;
      in.passes(2);
      in.emits(in.schema());
    }

    @Override
    public double[] newState(ChunkProcessingContext context) {
      return new double[] {Double.NEGATIVE_INFINITY, 0, 0, 0};
    }

    @Override
    public double[] newState(double[] seed, ChunkProcessingContext context) {
      return new double[] {seed[0], 0, 0, 1};
    }

    @Override
    public void processChunk(Chunk chunk, double[] s, ChunkProcessingContext context) {
      var cells = chunk.doubles(part.column());
      var takes = part.rows(chunk, context);
      for (int r = 0; r < chunk.rows(); r++) {
        if (takes.test(r) && cells[r] > s[0]) {
          s[1] += cells[r];
          s[2]++;
        }
      }
    }

    @Override
    public double[] merge(double[] a, double[] b) {
      part.script().at(Seam.MERGE);
      a[1] += b[1];
      a[2] += b[2];
      return a;
    }

    @Override
    public Optional<double[]> nextPass(double[] whole) {
      part.script().at(Seam.AGGREGATE);
      return whole[3] == 1
          ? Optional.empty()
          : Optional.of(new double[] {whole[1] / Math.max(1, whole[2]), 0, 0, 1});
    }

    @Override
    public PipelineResult aggregateChunkResults(double[] s, ChunkProcessingContext context) {
      part.script().at(Seam.AGGREGATE);
      return PipelineResult.EMPTY.withValue("upper", s[1] / Math.max(1, s[2]));
    }

    @Override
    public StatelessTransform transformer(PipelineResult model) {
      double upper = model.value("upper", Double.class);
      return (chunk, _) -> {
        var cells = chunk.doubles(part.column());
        var out = new double[chunk.rows()];
        for (int r = 0; r < out.length; r++) {
          out[r] = cells[r] - upper;
        }
        return replaced(chunk, part.column(), out);
      };
    }

    @Override
    public StateCodec<double[]> stateCodec() {
      return part.reals();
    }
  }

  private record Median(Part part) implements AnalysisPipeline {
    Median(Part part, Binding in) {
      this(part);
      in.memory(1024, 32);
    }

    @Override
    public PipelineResult analyze(Table table, ChunkProcessingContext context) {
      part.script().at(Seam.AGGREGATE);
      var cells = new java.util.ArrayList<Double>();
      table.forEachChunk(chunk -> {
        for (int r = 0; r < chunk.rows(); r++) {
          cells.add(chunk.doubles(part.column())[r]);
        }
      });
      java.util.Collections.sort(cells);
      return PipelineResult.EMPTY
          .withValue("median", cells.isEmpty() ? 0.0 : cells.get(cells.size() / 2))
          .withValue("count", (long) cells.size());
    }
  }

  /// Rows of the schema that all plans use.
  static final Schema SCHEMA =
      Schema.of(Schema.Field.of("x", Type.DOUBLE), Schema.Field.of("k", Type.INT));
}
