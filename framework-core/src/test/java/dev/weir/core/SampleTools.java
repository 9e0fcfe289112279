package dev.weir.core;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.CustomPipeline;
import dev.weir.api.DomainPlugin;
import dev.weir.api.Estimator;
import dev.weir.api.Expression;
import dev.weir.api.KeyTable;
import dev.weir.api.MergeablePipeline;
import dev.weir.api.MultiPass;
import dev.weir.api.OptionDescriptor;
import dev.weir.api.OptionType;
import dev.weir.api.OptionValues;
import dev.weir.api.PipelineResult;
import dev.weir.api.Rows;
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

/// A small tool of every mode and role.
final class SampleTools implements DomainPlugin {
  private static final OptionDescriptor COLUMN =
      OptionDescriptor.of("column", OptionType.COLUMN, "x", "Column to read");

  private static ToolDescriptor tool(Class<? extends AnalysisPipeline> type, String name) {
    return describe(type, name).option(COLUMN).build();
  }

  private static ToolDescriptor.Builder describe(
      Class<? extends AnalysisPipeline> type, String name) {
    return ToolDescriptor.of(type, name, "A sample")
        .description("A sample.")
        .produces("value", "a value")
        .example("weir run f.csv " + name);
  }

  @Override
  public List<ToolDescriptor> tools() {
    return List.of(
        describe(Keep.class, "t.keep")
            .option(OptionDescriptor.required("where", OptionType.EXPRESSION, "Condition"))
            .build(),
        tool(Sum.class, "t.sum"),
        tool(SequentialHash.class, "t.hash"),
        tool(Lag.class, "t.lag"),
        tool(Centre.class, "t.centre"),
        tool(Median.class, "t.median"),
        describe(Median.class, "t.sampled-median")
            .option(COLUMN)
            .overflow(ToolDescriptor.Overflow.SAMPLE)
            .build(),
        tool(TwoReads.class, "t.two-reads"),
        tool(Positive.class, "t.positive"),
        tool(Keys.class, "t.keys"),
        describe(Lookup.class, "t.lookup").option(COLUMN).fitOn("names").notGroupable().build(),
        describe(Sum.class, "t.all").build(),
        tool(Large.class, "t.large"),
        tool(Broken.class, "t.broken"));
  }

  @Override
  public AnalysisPipeline create(String tool, OptionValues options, Binding input, Binding fitted) {
    if (tool.equals("t.keep")) {
      return new Keep(input.expression(options.text("where"), Type.BOOLEAN), input);
    }
    if (tool.equals("t.all")) {
      return new Sum(input.columns(List.of()).getFirst());
    }
    var column =
        input.column(
            options.text("column"), tool.equals("t.keys") ? Type.values() : Type.numeric());
    return switch (tool) {
      case "t.sum" -> new Sum(column);
      case "t.large" -> new Large(column);
      case "t.hash" -> new SequentialHash(column, input);
      case "t.lag" -> new Lag(column, input);
      case "t.centre" -> new Centre(column, input);
      case "t.median", "t.sampled-median" -> new Median(column, input);
      case "t.two-reads" -> new TwoReads(column, input);
      case "t.positive" -> new Positive(column);
      case "t.keys" -> new Keys(column);
      case "t.lookup" -> new Lookup(column, input, fitted);
      case "t.broken" -> new Broken(column);
      default -> throw new IllegalArgumentException(tool);
    };
  }

  /// A stateless transform that filters.
  static final class Keep implements StatelessTransform {
    private final Expression where;

    Keep(Expression where, Binding in) {
      this.where = where;
      in.keepsOnly(where);
    }

    @Override
    public Chunk transform(Chunk chunk, ChunkProcessingContext context) {
      var rows = new int[chunk.rows()];
      return chunk.select(rows, where.selectTrue(chunk, rows, context));
    }
  }

  /// A mergeable fold of floating-point sums: its last bits show the order of merging.
  record Sum(Column column) implements MergeablePipeline<double[]> {
    @Override
    public double[] newState(ChunkProcessingContext context) {
      return new double[2];
    }

    @Override
    public void processChunk(Chunk chunk, double[] s, ChunkProcessingContext context) {
      var cells = chunk.doubles(column);
      var valid = chunk.validity(column);
      for (int r = 0; r < chunk.rows(); r++) {
        if (valid.at(r)) {
          s[0] += cells[r];
          s[1]++;
        }
      }
    }

    @Override
    public double[] merge(double[] a, double[] b) {
      a[0] += b[0];
      a[1] += b[1];
      return a;
    }

    @Override
    public PipelineResult aggregateChunkResults(double[] s, ChunkProcessingContext context) {
      return PipelineResult.EMPTY.withValue("sum", s[0]).withValue("count", (long) s[1]);
    }

    @Override
    public StateCodec<double[]> stateCodec() {
      return StateCodec.of(1, (s, out) -> out.reals(s), StateCodec.In::reals, _ -> 32);
    }
  }

  /// A fold whose state is large.
  record Large(Column column) implements MergeablePipeline<byte[]> {
    @Override
    public byte[] newState(ChunkProcessingContext context) {
      return new byte[10_000];
    }

    @Override
    public void processChunk(Chunk chunk, byte[] s, ChunkProcessingContext context) {
      s[0]++;
    }

    @Override
    public byte[] merge(byte[] a, byte[] b) {
      return a;
    }

    @Override
    public PipelineResult aggregateChunkResults(byte[] s, ChunkProcessingContext context) {
      return PipelineResult.EMPTY.withValue("bytes", (long) s.length);
    }

    @Override
    public StateCodec<byte[]> stateCodec() {
      return StateCodec.of(1, (s, out) -> out.bytes(s), StateCodec.In::bytes, s -> s.length);
    }
  }

  /// A fold that needs all rows in order: a hash of the sequence.
  static final class SequentialHash implements StreamingAwarePipeline<long[]> {
    private final Column column;

    SequentialHash(Column column, Binding in) {
      this.column = column;
      in.ordered();
    }

    @Override
    public long[] newState(ChunkProcessingContext context) {
      return new long[] {7};
    }

    @Override
    public void processChunk(Chunk chunk, long[] s, ChunkProcessingContext context) {
      var cells = chunk.doubles(column);
      for (int r = 0; r < chunk.rows(); r++) {
        s[0] = s[0] * 31 + Double.doubleToLongBits(cells[r]);
      }
    }

    @Override
    public PipelineResult aggregateChunkResults(long[] s, ChunkProcessingContext context) {
      return PipelineResult.EMPTY.withValue("hash", s[0]);
    }

    @Override
    public StateCodec<long[]> stateCodec() {
      return StateCodec.of(1, (s, out) -> out.integers(s), StateCodec.In::integers, _ -> 24);
    }
  }

  /// A sequential transform that carries the last value over and emits one more row at the end.
  static final class Lag implements Transform<double[]> {
    private final Column column;
    private final Schema.Field lagged;
    private final Schema output;

    Lag(Column column, Binding in) {
      this.column = column;
      lagged = Schema.Field.of("lag", Type.DOUBLE);
      output = in.schema().with(lagged);
      in.emits(output);
      in.ordered();
    }

    @Override
    public double[] newState(ChunkProcessingContext context) {
      return new double[] {Double.NaN};
    }

    @Override
    public void processChunk(Chunk chunk, double[] last, ChunkProcessingContext context) {
      var cells = chunk.doubles(column);
      var lags = new double[chunk.rows()];
      for (int r = 0; r < lags.length; r++) {
        lags[r] = last[0];
        last[0] = cells[r];
      }
      context.emit(chunk.with(lagged, Values.of(lags)));
    }

    @Override
    public StateCodec<double[]> stateCodec() {
      return StateCodec.of(1, (s, out) -> out.reals(s), StateCodec.In::reals, _ -> 24);
    }
  }

  /// An estimator of two passes: subtracts the mean of the rows above the mean.
  static final class Centre implements MergeablePipeline<double[]>, MultiPass<double[]>, Estimator {
    private final Column column;

    Centre(Column column, Binding in) {
      this.column = column;
      in.passes(2);
      in.emits(in.schema().with(Schema.Field.of("centred", Type.DOUBLE)));
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
      var cells = chunk.doubles(column);
      for (int r = 0; r < chunk.rows(); r++) {
        if (cells[r] > s[0]) {
          s[1] += cells[r];
          s[2]++;
        }
      }
    }

    @Override
    public double[] merge(double[] a, double[] b) {
      a[1] += b[1];
      a[2] += b[2];
      return a;
    }

    @Override
    public Optional<double[]> nextPass(double[] whole) {
      return whole[3] == 1
          ? Optional.empty()
          : Optional.of(new double[] {whole[1] / whole[2], 0, 0, 1});
    }

    @Override
    public PipelineResult aggregateChunkResults(double[] s, ChunkProcessingContext context) {
      return PipelineResult.EMPTY.withValue("upper", s[1] / s[2]);
    }

    @Override
    public StatelessTransform transformer(PipelineResult model) {
      double upper = model.value("upper", Double.class);
      return (chunk, _) -> {
        var cells = chunk.doubles(column);
        var out = new double[chunk.rows()];
        for (int r = 0; r < out.length; r++) {
          out[r] = cells[r] - upper;
        }
        return chunk.with(Schema.Field.of("centred", Type.DOUBLE), Values.of(out));
      };
    }

    @Override
    public StateCodec<double[]> stateCodec() {
      return StateCodec.of(1, (s, out) -> out.reals(s), StateCodec.In::reals, _ -> 64);
    }
  }

  /// Needs the whole table.
  record Median(Column column) implements AnalysisPipeline {
    /// A list of boxed numbers, which grows by half.
    Median(Column column, Binding in) {
      this(column);
      in.memory(1024, 32);
    }

    @Override
    public PipelineResult analyze(Table table, ChunkProcessingContext context) {
      var cells = new java.util.ArrayList<Double>();
      table.forEachChunk(chunk -> {
        for (int r = 0; r < chunk.rows(); r++) {
          cells.add(chunk.doubles(column)[r]);
        }
      });
      java.util.Collections.sort(cells);
      return PipelineResult.EMPTY
          .withValue("median", cells.isEmpty() ? 0.0 : cells.get(cells.size() / 2))
          .withValue("omitted", table.omitted());
    }
  }

  /// Reads its input itself, twice.
  static final class TwoReads implements CustomPipeline {
    private final Column column;

    TwoReads(Column column, Binding in) {
      this.column = column;
      in.passes(2);
    }

    @Override
    public PipelineResult analyze(Table table, ChunkProcessingContext context) {
      var sums = new double[2];
      for (int pass = 0; pass < 2; pass++) {
        int at = pass;
        table.forEachChunk(chunk -> {
          for (int r = 0; r < chunk.rows(); r++) {
            sums[at] += chunk.doubles(column)[r];
          }
        });
      }
      return PipelineResult.EMPTY.withValue("sums", sums);
    }
  }

  /// Sets negative values aside.
  record Positive(Column column) implements MergeablePipeline<double[]> {
    @Override
    public double[] newState(ChunkProcessingContext context) {
      return new double[1];
    }

    @Override
    public void processChunk(Chunk chunk, double[] s, ChunkProcessingContext context) {
      var cells = chunk.doubles(column);
      for (int r = 0; r < chunk.rows(); r++) {
        if (cells[r] < 0) {
          context.reject(chunk, r, "value is below 0");
        } else {
          s[0] += cells[r];
        }
      }
    }

    @Override
    public double[] merge(double[] a, double[] b) {
      a[0] += b[0];
      return a;
    }

    @Override
    public PipelineResult aggregateChunkResults(double[] s, ChunkProcessingContext context) {
      return PipelineResult.EMPTY.withValue("sum", s[0]);
    }

    @Override
    public StateCodec<double[]> stateCodec() {
      return StateCodec.of(1, (s, out) -> out.reals(s), StateCodec.In::reals, _ -> 24);
    }
  }

  /// Counts keys.
  record Keys(Column column) implements MergeablePipeline<KeyTable> {
    @Override
    public KeyTable newState(ChunkProcessingContext context) {
      return context.keyTable(Schema.of(column.field()), KeyTable.Cell.COUNT);
    }

    @Override
    public void processChunk(Chunk chunk, KeyTable s, ChunkProcessingContext context) {
      for (int r = 0; r < chunk.rows(); r++) {
        s.at(chunk, r, column).add(0, 1L);
      }
    }

    @Override
    public KeyTable merge(KeyTable a, KeyTable b) {
      return a.merge(b);
    }

    @Override
    public PipelineResult aggregateChunkResults(KeyTable s, ChunkProcessingContext context) {
      return PipelineResult.EMPTY
          .withTable("keys", s.table().sortedBy("-count", column.name()))
          .withValue("distinct", s.keys());
    }

    @Override
    public StateCodec<KeyTable> stateCodec() {
      return StateCodec.keyTable();
    }
  }

  /// Adds a name from another table, by number.
  static final class Lookup implements CustomPipeline, Estimator {
    private final Column column;
    private final Column number;
    private final Column name;

    Lookup(Column column, Binding in, Binding names) {
      this.column = column;
      number = names.column("number", Type.numeric());
      name = names.column("name", Type.TEXT);
      in.emits(in.schema().with(name.field()));
    }

    @Override
    public PipelineResult analyze(Table table, ChunkProcessingContext context) {
      var rows = Rows.of(Schema.of(number.field(), name.field()));
      table.forEachChunk(chunk -> {
        for (int r = 0; r < chunk.rows(); r++) {
          rows.row().put(0, chunk, number, r).put(1, chunk, name, r);
        }
      });
      return PipelineResult.EMPTY.withTable("names", rows.table());
    }

    @Override
    public StatelessTransform transformer(PipelineResult model) {
      var names = new java.util.HashMap<Double, String>();
      var table = model.table("names");
      table.forEachChunk(chunk -> {
        for (int r = 0; r < chunk.rows(); r++) {
          names.put(
              chunk.doubles(table.schema().column("number"))[r],
              chunk.text(table.schema().column("name")).string(r));
        }
      });
      return (chunk, _) -> {
        var out = new String[chunk.rows()];
        for (int r = 0; r < out.length; r++) {
          out[r] = names.getOrDefault(chunk.doubles(column)[r], "none");
        }
        return chunk.with(name.field(), Values.of(out));
      };
    }
  }

  /// Fails on the value 13.
  record Broken(Column column) implements MergeablePipeline<double[]> {
    @Override
    public double[] newState(ChunkProcessingContext context) {
      return new double[1];
    }

    @Override
    public void processChunk(Chunk chunk, double[] s, ChunkProcessingContext context) {
      for (int r = 0; r < chunk.rows(); r++) {
        if (chunk.doubles(column)[r] == 13) {
          throw new IllegalStateException("thirteen");
        }
      }
    }

    @Override
    public double[] merge(double[] a, double[] b) {
      return a;
    }

    @Override
    public PipelineResult aggregateChunkResults(double[] s, ChunkProcessingContext context) {
      return PipelineResult.EMPTY;
    }

    @Override
    public StateCodec<double[]> stateCodec() {
      return StateCodec.of(1, (s, out) -> out.reals(s), StateCodec.In::reals, _ -> 24);
    }
  }
}
