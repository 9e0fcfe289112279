package dev.weir.tck;

import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.OptionDescriptor;
import dev.weir.api.OptionType;
import dev.weir.api.OptionValues;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.StatelessTransform;
import dev.weir.api.ToolDescriptor;
import dev.weir.api.Transform;
import dev.weir.api.Type;
import dev.weir.api.Values;
import java.util.ArrayList;
import java.util.List;

/// Transforms that can be broken in one place.
final class FaultyRows {
  private FaultyRows() {}

  /// The places.
  enum Fault {
    NONE,
    EMITS_ANOTHER_SCHEMA,
    CHANGES_WHAT_IT_PASSES_THROUGH,
    FORGETS_POSITIONS,
    USES_THE_MEAN_OF_THE_CHUNK,
    EMITS_REJECTED,
    HOLDS_ROWS_BACK,
    HOLDS_CHUNKS,
    FORGETS_AT_BORDERS,
    SAME_IDENTITY_TWICE,
    READS_TOO_OFTEN
  }

  private static final Schema.Field OUT = Schema.Field.of("out", Type.DOUBLE);

  private static ToolDescriptor.Builder descriptor(Class<? extends Transform<?>> type) {
    return ToolDescriptor.of(type, "faulty.rows", "Rows")
        .description("Of a column.")
        .option(
            OptionDescriptor.required("column", OptionType.COLUMN, "The column.")
                .ofTypes(Type.DOUBLE))
        .produces("rows", "them")
        .example("weir run f.csv faulty.rows --column x");
  }

  static OneTool alone(Fault fault) {
    return new OneTool(
        descriptor(Alone.class).build(), (options, in, _) -> new Alone(fault, options, in));
  }

  static OneTool carried(Fault fault) {
    return new OneTool(
        descriptor(Carried.class).build(), (options, in, _) -> new Carried(fault, options, in));
  }

  /// Each row alone: the column plus one.
  static final class Alone implements StatelessTransform {
    private final Fault fault;
    private final Column column;

    Alone(Fault fault, OptionValues options, Binding in) {
      this.fault = fault;
      column = in.column(options.text("column"), Type.DOUBLE);
      in.emits(in.schema().with(OUT));
    }

    @Override
    public Chunk transform(Chunk chunk, ChunkProcessingContext context) {
      var cells = chunk.doubles(column);
      var out = new double[chunk.rows()];
      var kept = new int[chunk.rows()];
      int count = 0;
      double mean = 0;
      for (int r = 0; r < out.length; r++) {
        mean += chunk.validity(column).at(r) ? cells[r] / out.length : 0;
      }
      for (int r = 0; r < out.length; r++) {
        out[r] = cells[r] + (fault == Fault.USES_THE_MEAN_OF_THE_CHUNK ? mean : 1);
        boolean bad = chunk.validity(column).at(r) && cells[r] < -1.5;
        if (bad) {
          context.reject(chunk, r, "below -1.5");
        }
        if (!bad || fault == Fault.EMITS_REJECTED) {
          kept[count++] = r;
        }
      }
      var values = new Values.Doubles(out, chunk.validity(column));
      return switch (fault) {
        case EMITS_ANOTHER_SCHEMA ->
            chunk.with(Schema.Field.of("other", Type.DOUBLE), values).select(kept, count);
        case CHANGES_WHAT_IT_PASSES_THROUGH ->
            chunk.with(column.field(), values).with(OUT, values).select(kept, count);
        case FORGETS_POSITIONS -> anew(chunk.with(OUT, values).select(kept, count));
        case SAME_IDENTITY_TWICE -> twice(chunk.with(OUT, values).select(kept, count));
        default -> chunk.with(OUT, values).select(kept, count);
      };
    }

    private static Chunk anew(Chunk chunk) {
      var rows = Rows.of(chunk.schema());
      for (int r = 0; r < chunk.rows(); r++) {
        rows.row();
        for (var column : chunk.schema().columns().toList()) {
          rows.put(column.index(), chunk, column, r);
        }
      }
      return rows.chunk();
    }

    private static Chunk twice(Chunk chunk) {
      var each = new int[2 * chunk.rows()];
      for (int i = 0; i < each.length; i++) {
        each[i] = i / 2;
      }
      return chunk.rows() == 0 ? chunk : chunk.select(each, each.length);
    }
  }

  /// Carries the value before.
  static final class Carried implements Transform<Carried.State> {
    private final Fault fault;
    private final Column column;

    static final class State {
      double before = Double.NaN;
      final List<Chunk> held = new ArrayList<>();
    }

    Carried(Fault fault, OptionValues options, Binding in) {
      this.fault = fault;
      column = in.column(options.text("column"), Type.DOUBLE);
      in.ordered();
      in.emits(in.schema().with(OUT));
    }

    @Override
    public State newState(ChunkProcessingContext context) {
      return new State();
    }

    @Override
    public void processChunk(Chunk chunk, State state, ChunkProcessingContext context) {
      var before = new double[chunk.rows()];
      if (fault == Fault.FORGETS_AT_BORDERS) {
        state.before = Double.NaN;
      }
      for (int r = 0; r < before.length; r++) {
        before[r] = state.before;
        state.before = chunk.validity(column).at(r) ? chunk.doubles(column)[r] : Double.NaN;
      }
      var wider = chunk.with(OUT, Values.of(before));
      switch (fault) {
        case HOLDS_ROWS_BACK -> {
          int half = chunk.rows() / 2;
          context.emit(wider.slice(half, chunk.rows()));
          context.emit(wider.slice(0, half));
        }
        case HOLDS_CHUNKS -> state.held.add(wider);
        default -> context.emit(wider);
      }
    }

    @Override
    public void endOfInput(State state, ChunkProcessingContext context) {
      state.held.forEach(context::emit);
    }

    @Override
    public StateCodec<State> stateCodec() {
      return StateCodec.of(
          1,
          (state, out) -> out.real(state.before),
          in -> {
            var state = new State();
            state.before = in.real();
            return state;
          },
          _ -> 32);
    }
  }
}
