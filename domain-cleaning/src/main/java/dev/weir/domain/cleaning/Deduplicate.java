package dev.weir.domain.cleaning;

import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.Estimator;
import dev.weir.api.KeyTable;
import dev.weir.api.MergeablePipeline;
import dev.weir.api.Option;
import dev.weir.api.OptionType;
import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.Tool;
import dev.weir.api.Transform;
import java.util.List;

/// Keeps the first of the rows that are equal in the given columns.
///
/// Two rows are equal if their cells are in each of `--columns`; without it, in all columns. Of
/// equal rows the first by position stays, unchanged and in order, the others are left out.
///
/// - Missing cells equal each other, all NaN are one value, and `-0.0` is `0.0`. Text is compared
///   by its bytes: `a`, `A` and `a ` differ; bring them to one form first with `cleaning.derive`.
/// - Exact for any number of rows: what is kept of each distinct row goes to the disk when it does
///   not fit into memory.
/// - No rows: no rows.
///
/// Errors: rows that an earlier step made from one row (tokens of a text, areas of a point) have no
/// order among themselves and are refused; write them to a file first.
///
/// Cost: two scans; one look-up in a hash table a row in the first, a comparison of positions in
/// the second; memory for each distinct row (the bytes of its cells and about 40), beyond the
/// budget on the disk. `--by` has no place here: name the columns of the groups too.
@Tool(
    name = "cleaning.deduplicate",
    exactness = "exact",
    groupable = false,
    ownRows = true,
    produces = {
      "rows: the first of equal rows, with the columns of the input",
      "distinct: rows kept",
      "duplicates: rows left out"
    },
    example = "weir run diamonds.csv cleaning.deduplicate --columns carat,cut,price")
final class Deduplicate implements MergeablePipeline<Deduplicate.State>, Estimator {
  static final String FIRST = "first";

  /// What the user chose.
  ///
  /// @param columns columns that make rows equal; none: all
  record Options(@Option(type = OptionType.COLUMNS) List<String> columns) {}

  /// First position by key; mutable, of one thread at a time.
  static final class State {
    private KeyTable first;
    private long rows;

    State(KeyTable first) {
      this.first = first;
    }
  }

  private final Column[] columns;
  private final Schema key;

  Deduplicate(Options options, Binding in) {
    var bound = in.columns(options.columns());
    columns = bound.toArray(Column[]::new);
    key = new Schema(bound.stream().map(c -> Schema.Field.of(c.name(), c.type())).toList());
    in.ordered();
    in.memory(4096, 0);
  }

  @Override
  public State newState(ChunkProcessingContext context) {
    return new State(context.keyTable(key, KeyTable.Cell.MIN));
  }

  @Override
  public void processChunk(Chunk chunk, State state, ChunkProcessingContext context) {
    for (int row = 0; row < chunk.rows(); row++) {
      if (row > 0 && chunk.position(row) == chunk.position(row - 1)) {
        throw PipelineException.data(
            "rows.position",
            "cleaning.deduplicate: an earlier step makes several rows of one, and which of them is the first is not known; write them out (--out FILE) and run it on that file");
      }
      state.first.at(chunk, row, columns).add(0, chunk.position(row));
    }
    state.rows += chunk.rows();
  }

  @Override
  public State merge(State earlier, State later) {
    earlier.first = earlier.first.merge(later.first);
    earlier.rows += later.rows;
    return earlier;
  }

  /// The positions to keep, ascending, are the table `first`, for the transformer alone.
  @Override
  public PipelineResult aggregateChunkResults(State state, ChunkProcessingContext context) {
    long distinct = state.first.keys();
    return PipelineResult.EMPTY
        .withTable(FIRST, Positions.of(state.first.table(), key.size()))
        .withValue("distinct", distinct)
        .withValue("duplicates", state.rows - distinct);
  }

  @Override
  public PipelineResult shown(PipelineResult model) {
    return PipelineResult.EMPTY
        .withValue("distinct", model.value("distinct", Long.class))
        .withValue("duplicates", model.value("duplicates", Long.class));
  }

  @Override
  public Transform<?> transformer(PipelineResult model) {
    return new KeepPositions(model.table(FIRST));
  }

  @Override
  public StateCodec<State> stateCodec() {
    return StateCodec.of(1, Deduplicate::write, Deduplicate::read, state -> 64);
  }

  private static void write(State state, StateCodec.Out out) {
    out.keys(state.first);
    out.integer(state.rows);
  }

  private static State read(StateCodec.In in) {
    var state = new State(in.keys());
    state.rows = in.integer();
    return state;
  }
}
