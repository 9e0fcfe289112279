package dev.weir.domain.stats;

import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.KeyTable;
import dev.weir.api.MergeablePipeline;
import dev.weir.api.Option;
import dev.weir.api.OptionType;
import dev.weir.api.PipelineResult;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.Table;
import dev.weir.api.Tool;
import dev.weir.numerics.ExactSum;
import java.util.ArrayList;
import java.util.List;

/// Counts how often each value, or combination of values, occurs.
///
/// One row for each distinct combination of the cells of `--columns`, with its number of rows and
/// its share of all rows counted, the most frequent first; of equal counts the smallest by the
/// columns' order comes first (text by its bytes). All counts are exact, whatever the number of
/// distinct values: what does not fit into memory goes to the disk.
///
/// - A missing cell is a value of its own, and its row of the table has a missing cell; with
///   `--omit-missing` rows with a missing cell are left out and counted as `omitted`.
/// - `-0.0` is `0.0`, and all NaN are one value.
/// - `--top N` gives the first N rows of the table (0: all); `distinct`, `entropy` and the shares
///   always speak of all.
/// - The columns added are named `count` and `share`, with an underscore if a counted column has
///   that name.
/// - `entropy` is `-sum(p log2 p)` in bits: 0 if there is one value, `log2(distinct)` if all are
///   equally frequent.
/// - No rows: an empty table, `distinct` 0, `entropy` 0.
///
/// Cost: one look-up in a hash table a row; memory for each distinct combination (its bytes and
/// about 30), beyond the budget on the disk. Source: Shannon 1948
/// (doi:10.1002/j.1538-7305.1948.tb01338.x); checked against R's `table`.
@Tool(
    name = "stats.frequencies",
    exactness = "counts exact; shares and entropy to rounding, in any order of rows the same bits",
    produces = {
      "frequencies: the columns counted, then count and share",
      "counted: rows counted",
      "omitted: rows left out for a missing cell",
      "distinct: number of distinct combinations",
      "entropy: in bits"
    },
    example = "weir run diamonds.csv stats.frequencies --columns cut,color --top 10")
final class Frequencies implements MergeablePipeline<Frequencies.State> {
  private static final int EARLY = 20;

  /// What the user chose.
  ///
  /// @param columns columns whose combinations are counted
  /// @param top most rows of the table, the most frequent; 0: all
  /// @param omitMissing leave out rows with a missing cell in one of the columns
  record Options(
      @Option(type = OptionType.COLUMNS, required = true) List<String> columns,
      @Option(byDefault = "100", least = 0) long top,
      boolean omitMissing) {}

  /// Counts by key; mutable, of one thread at a time.
  static final class State {
    private KeyTable counts;
    private long counted;
    private long omitted;

    State(KeyTable counts) {
      this.counts = counts;
    }
  }

  private final Options options;
  private final Column[] columns;
  private final Schema key;
  private final String count;
  private final String share;

  Frequencies(Options options, Binding in) {
    this.options = options;
    var bound = in.columns(options.columns());
    columns = bound.toArray(Column[]::new);
    key = new Schema(bound.stream().map(c -> Schema.Field.of(c.name(), c.type())).toList());
    count = free("count");
    share = free("share");
    in.memory(4096, 0);
  }

  /// A name that no counted column has; key tables give their cells the same.
  private String free(String name) {
    var free = name;
    while (key.indexOf(free) >= 0) {
      free += "_";
    }
    return free;
  }

  @Override
  public State newState(ChunkProcessingContext context) {
    return new State(context.keyTable(key, KeyTable.Cell.COUNT));
  }

  @Override
  public void processChunk(Chunk chunk, State state, ChunkProcessingContext context) {
    for (int row = 0; row < chunk.rows(); row++) {
      if (options.omitMissing() && misses(chunk, row)) {
        state.omitted++;
      } else {
        state.counts.at(chunk, row, columns).add(0, 1);
        state.counted++;
      }
    }
  }

  private boolean misses(Chunk chunk, int row) {
    for (var column : columns) {
      if (!chunk.validity(column).at(row)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public State merge(State earlier, State later) {
    earlier.counts = earlier.counts.merge(later.counts);
    earlier.counted += later.counted;
    earlier.omitted += later.omitted;
    return earlier;
  }

  @Override
  public PipelineResult aggregateChunkResults(State state, ChunkProcessingContext context) {
    var counts = state.counts.table();
    long top = options.top() == 0 ? Long.MAX_VALUE : options.top();
    long most = context.early() ? Math.min(top, EARLY) : top;
    var order = new ArrayList<>(List.of("-" + count));
    order.addAll(key.names());
    var sorted = MostFrequent.of(counts, count, most, order.toArray(String[]::new));
    return PipelineResult.EMPTY
        .withTable("frequencies", new Shares(sorted, count, share, state.counted, most))
        .withValue("counted", state.counted)
        .withValue("omitted", state.omitted)
        .withValue("distinct", state.counts.keys())
        .withValue("entropy", entropy(counts, state.counted));
  }

  /// `log2 n - sum(c log2 c) / n`, the sum exact, so that the order of the keys does not show.
  private double entropy(Table counts, long rows) {
    if (rows == 0) {
      return 0;
    }
    var sum = ExactSum.create();
    var column = counts.schema().column(count);
    counts.forEachChunk(chunk -> {
      var cells = chunk.longs(column);
      for (int r = 0; r < chunk.rows(); r++) {
        sum.add(cells[r] * log2((double) cells[r]));
      }
    });
    return Math.max(0, log2((double) rows) - sum.sum() / rows);
  }

  private static double log2(double x) {
    return StrictMath.log(x) / StrictMath.log(2);
  }

  @Override
  public StateCodec<State> stateCodec() {
    return StateCodec.of(1, Frequencies::write, Frequencies::read, state -> 64);
  }

  private static void write(State state, StateCodec.Out out) {
    out.keys(state.counts);
    out.integer(state.counted);
    out.integer(state.omitted);
  }

  private static State read(StateCodec.In in) {
    var state = new State(in.keys());
    state.counted = in.integer();
    state.omitted = in.integer();
    return state;
  }
}
