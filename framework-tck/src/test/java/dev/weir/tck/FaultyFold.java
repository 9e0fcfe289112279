package dev.weir.tck;

import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.MergeablePipeline;
import dev.weir.api.OptionDescriptor;
import dev.weir.api.OptionType;
import dev.weir.api.OptionValues;
import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.ToolDescriptor;
import dev.weir.api.Type;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/// A fold over one column - count, sum, greatest, and the values sorted - that can be broken in one
/// place.
final class FaultyFold implements MergeablePipeline<FaultyFold.State> {
  /// The places.
  enum Fault {
    NONE,
    COUNTS_CHUNKS,
    USES_CHUNK_NUMBER,
    KEEPS_FIRST_OF_CHUNK,
    MERGE_FORGETS_MOST,
    MERGE_AVERAGES_AVERAGES,
    MERGE_MINDS_THE_ORDER,
    FRESH_STATE_COUNTS_AS_ZERO,
    AGGREGATES_DESTRUCTIVELY,
    KEEPS_ARRAYS,
    SORTS_INPUT,
    CODEC_DROPS_MOST,
    CODEC_ROUNDS,
    CODEC_READS_ANY_VERSION,
    STATIC_COUNTER,
    SHARED_FIELD,
    COUNTS_REJECTED,
    KEEPS_MORE_THAN_DECLARED,
    UNDERSTATES_BYTES,
    KEEPS_SCRATCH_UNSAID,
    FAILS_ON_EMPTY,
    OTHER_SHAPE_FOR_NO_ROWS,
    READS_MISSING_CELLS,
    READS_BEHIND_THE_ROWS,
    SWALLOWS_CANCELLATION,
    SAYS_TOO_LITTLE,
    TAKES_ANY_COLUMN,
    TABLE_OF_ANOTHER_SCHEMA,
    EXACTNESS_OF_NOTHING,
    USES_THE_THREAD,
    USES_THE_NUMBER_OF_ROWS,
    PROMISES_A_CONDITION
  }

  private static final AtomicLong CALLS = new AtomicLong();

  static OneTool plugin(Fault fault) {
    var descriptor =
        ToolDescriptor.of(FaultyFold.class, "faulty.fold", "A fold")
            .description("Of a column.")
            .option(
                OptionDescriptor.required("column", OptionType.COLUMN, "The column.")
                    .ofTypes(Type.DOUBLE))
            .produces("count", "how many")
            .produces("sum", "their sum")
            .produces("mean", "their mean")
            .produces("most", "the greatest")
            .produces("median", "the lower median")
            .produces("table", "the count again");
    if (fault == Fault.SAYS_TOO_LITTLE) {
      descriptor.produces("least", "the least");
    }
    return new OneTool(
        descriptor.example("weir run f.csv faulty.fold --column x").build(),
        (options, in, _) -> new FaultyFold(fault, options, in));
  }

  static final class State {
    long count;
    double sum;
    double mean;
    double most = Double.NEGATIVE_INFINITY;
    double first = Double.NaN;
    double[] values = new double[0];
    double[] lent = new double[0];
    double[] scratch = new double[0];
  }

  private final Fault fault;
  private final Column column;
  private double shared;

  private FaultyFold(Fault fault, OptionValues options, Binding in) {
    this.fault = fault;
    if (is(Fault.TAKES_ANY_COLUMN)) {
      int at = Math.max(0, in.schema().indexOf(options.text("column")));
      column = in.column(in.schema().names().get(at), Type.DOUBLE);
    } else {
      column = in.column(options.text("column"), Type.DOUBLE);
    }
    if (is(Fault.PROMISES_A_CONDITION)) {
      in.keepsOnly(in.expression(column.name() + " > 0", Type.BOOLEAN));
    }
    in.memory(200, is(Fault.KEEPS_MORE_THAN_DECLARED) ? 4 : 8);
  }

  private boolean is(Fault other) {
    return fault == other;
  }

  @Override
  public State newState(ChunkProcessingContext context) {
    var state = new State();
    state.scratch = new double[is(Fault.KEEPS_SCRATCH_UNSAID) ? 5000 : 0];
    if (is(Fault.FRESH_STATE_COUNTS_AS_ZERO)) {
      state.most = 0;
      state.count = 1;
    }
    return state;
  }

  @Override
  public void processChunk(Chunk chunk, State state, ChunkProcessingContext context) {
    var cells = chunk.doubles(column);
    if (is(Fault.SORTS_INPUT)) {
      Arrays.sort(cells, 0, chunk.rows());
    }
    if (is(Fault.SWALLOWS_CANCELLATION)) {
      try {
        context.checkCancelled();
      } catch (PipelineException e) {
        state.count += 0;
      }
    }
    double sum = is(Fault.SHARED_FIELD) ? shared : 0;
    int rows = is(Fault.READS_BEHIND_THE_ROWS) ? cells.length : chunk.rows();
    var kept = new double[rows];
    int count = 0;
    for (int r = 0; r < rows; r++) {
      boolean here = chunk.validity(column).at(Math.min(r, chunk.rows() - 1));
      if (!here && !is(Fault.READS_MISSING_CELLS)) {
        continue;
      }
      if (cells[r] < -1.5 && r < chunk.rows()) {
        context.reject(chunk, r, "below -1.5");
        if (!is(Fault.COUNTS_REJECTED)) {
          continue;
        }
      }
      sum += cells[r];
      state.most = Math.max(state.most, cells[r]);
      kept[count++] = cells[r];
    }
    state.count += count;
    state.sum += is(Fault.SHARED_FIELD) ? sum - shared : sum;
    shared = sum;
    keep(state, kept, count);
    if (is(Fault.KEEPS_ARRAYS)) {
      state.lent = cells;
    }
    ofChunk(state, context);
  }

  private void ofChunk(State state, ChunkProcessingContext context) {
    if (is(Fault.COUNTS_CHUNKS)) {
      state.count++;
    }
    if (is(Fault.USES_CHUNK_NUMBER)) {
      state.sum += context.chunkNumber();
    }
    if (is(Fault.KEEPS_FIRST_OF_CHUNK)) {
      state.first = state.values.length == 0 ? state.first : state.values[0];
    }
    if (is(Fault.MERGE_AVERAGES_AVERAGES)) {
      state.mean = state.sum / state.count;
    }
    if (is(Fault.USES_THE_THREAD) && Thread.currentThread().getName().endsWith("2")) {
      state.sum++;
    }
    if (is(Fault.STATIC_COUNTER)) {
      state.sum += CALLS.incrementAndGet();
    }
  }

  private static void keep(State state, double[] kept, int count) {
    var all = Arrays.copyOf(state.values, state.values.length + count);
    System.arraycopy(kept, 0, all, state.values.length, count);
    state.values = all;
  }

  @Override
  public State merge(State earlier, State later) {
    double weighted = (earlier.mean + later.mean) / 2;
    earlier.mean = later.count == 0 ? earlier.mean : earlier.count == 0 ? later.mean : weighted;
    earlier.count += later.count;
    earlier.sum += is(Fault.MERGE_MINDS_THE_ORDER) ? later.sum * 0.999 : later.sum;
    earlier.most = is(Fault.MERGE_FORGETS_MOST) ? earlier.most : Math.max(earlier.most, later.most);
    earlier.first = later.first;
    earlier.lent = later.lent;
    keep(earlier, later.values, later.values.length);
    return earlier;
  }

  @Override
  public PipelineResult aggregateChunkResults(State state, ChunkProcessingContext context) {
    if (is(Fault.FAILS_ON_EMPTY) && state.count == 0) {
      throw new ArithmeticException("/ by zero");
    }
    if (is(Fault.OTHER_SHAPE_FOR_NO_ROWS) && state.count == 0) {
      return PipelineResult.EMPTY.withValue("count", 0L);
    }
    double mean = is(Fault.MERGE_AVERAGES_AVERAGES) ? state.mean : state.sum / state.count;
    double extra = state.lent.length > 0 ? state.lent[0] : 0;
    extra += is(Fault.USES_THE_NUMBER_OF_ROWS) ? context.estimatedRows().orElse(0) : 0;
    double first = is(Fault.KEEPS_FIRST_OF_CHUNK) ? state.first : 0;
    var result =
        PipelineResult.EMPTY
            .withValue("count", state.count)
            .withValue("sum", state.sum + extra + first)
            .withValue("mean", state.count == 0 ? Double.NaN : mean)
            .withValue("most", state.most)
            .withValue("median", median(state))
            .withTable("table", table(state).table());
    return is(Fault.EXACTNESS_OF_NOTHING)
        ? result.withExactness("medain", new dev.weir.api.Exactness.Bound("rank", 0.1, 1))
        : result;
  }

  private double median(State state) {
    var sorted = state.values.clone();
    Arrays.sort(sorted);
    double median = sorted.length == 0 ? Double.NaN : sorted[(sorted.length - 1) / 2];
    if (is(Fault.AGGREGATES_DESTRUCTIVELY)) {
      state.values = new double[0];
    }
    return median;
  }

  private Rows table(State state) {
    var count = new Schema.Field("count", Type.LONG, is(Fault.TABLE_OF_ANOTHER_SCHEMA), "");
    var stated = new Schema.Field("count", Type.LONG, false, "");
    var rows = Rows.of(Schema.of(is(Fault.TABLE_OF_ANOTHER_SCHEMA) ? stated : count)).row();
    return is(Fault.TABLE_OF_ANOTHER_SCHEMA) ? rows : rows.put(0, state.count);
  }

  @Override
  public StateCodec<State> stateCodec() {
    var codec =
        StateCodec.<State>of(
            1, this::write, this::read, state -> is(Fault.UNDERSTATES_BYTES) ? 64 : bytes(state));
    return is(Fault.CODEC_READS_ANY_VERSION) ? new AnyVersion(codec) : codec;
  }

  private static long bytes(State state) {
    return 100 + 8L * state.values.length;
  }

  private void write(State state, StateCodec.Out out) {
    out.integer(state.count);
    out.real(is(Fault.CODEC_ROUNDS) ? (float) state.sum : state.sum);
    out.real(state.mean);
    out.real(is(Fault.CODEC_DROPS_MOST) ? Double.NEGATIVE_INFINITY : state.most);
    out.real(state.first);
    out.reals(state.values);
  }

  private State read(StateCodec.In in) {
    var state = new State();
    state.scratch = new double[is(Fault.KEEPS_SCRATCH_UNSAID) ? 5000 : 0];
    state.count = in.integer();
    state.sum = in.real();
    state.mean = in.real();
    state.most = in.real();
    state.first = in.real();
    state.values = in.reals();
    return state;
  }

  private record AnyVersion(StateCodec<State> codec) implements StateCodec<State> {
    @Override
    public int version() {
      return 1;
    }

    @Override
    public void write(State state, Out out) {
      codec.write(state, out);
    }

    @Override
    public State read(In in, int version) {
      return codec.read(in, 1);
    }

    @Override
    public long retainedBytes(State state) {
      return codec.retainedBytes(state);
    }
  }
}
