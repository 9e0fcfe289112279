package dev.weir.tck;

import dev.weir.api.Chunk;
import dev.weir.api.StreamingAwarePipeline;
import dev.weir.core.Workbench;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// One of each, as drawn.
record DrawnChoices(Draw draw) implements Choices {
  private static final @Nullable String[] KEYS = {"a", "b", "c", null};
  private static final int MOST_BLOCK_ROWS = 16;
  private static final int MANY = 1 << 20;

  /// Chunks with the drawn borders, which count round where there are more rows.
  private List<Chunk> cut(Chunk rows) {
    boolean fitted = rows.rows() == draw.fitRows().size() && rows.rows() != draw.rows().size();
    var drawn = fitted ? draw.fitRows() : draw.rows();
    var parts = new ArrayList<Chunk>();
    int from = 0;
    for (int r = 0; r < rows.rows() && !drawn.isEmpty(); r++) {
      for (int border = 0; border < drawn.get(r % drawn.size()).borders(); border++) {
        parts.add(rows.slice(from, r));
        from = r;
      }
    }
    if (from < rows.rows()) {
      parts.add(rows.slice(from, rows.rows()));
    }
    return parts;
  }

  private static String sizes(List<Chunk> parts) {
    return parts.stream().map(Chunk::rows).toList() + " rows";
  }

  @Override
  public Map<String, List<Chunk>> cuts(Chunk rows) {
    var parts = cut(rows);
    return Map.of("chunks of " + sizes(parts), parts);
  }

  @Override
  public List<Chunk> chunks(Chunk rows, int... usual) {
    return cut(rows);
  }

  @Override
  public Map<String, List<List<Chunk>>> blocks(Chunk rows) {
    var parts = cut(rows);
    return Map.of(
        "blocks of " + sizes(parts),
        parts.stream().map(part -> part.rows() == 0 ? List.<Chunk>of() : List.of(part)).toList());
  }

  @Override
  public List<Merging> mergings(boolean ordered) {
    return List.of(new DrawnMerging(draw.pairs(), ordered));
  }

  /// Of the grids the plainest has one block and chunk.
  private Grid grid(int threads) {
    int blockRows = draw.choice() % (MOST_BLOCK_ROWS + 1);
    return new Grid(
        blockRows == 0 ? MANY : blockRows, draw.choice() % 4 < 2 ? MANY : 1024, threads);
  }

  /// Every second time, for runs take their time.
  @Override
  public List<Grid> grids() {
    return draw.choice() % 2 == 0 ? List.of() : List.of(grid(1));
  }

  @Override
  public List<Grid> threads() {
    return List.of(grid(1), grid(2 + draw.choice() % 3));
  }

  @Override
  public List<Layout> layouts() {
    var all = List.of(Layout.values());
    return List.of(all.get(draw.choice() % all.size()));
  }

  @Override
  public Around at(Around acts, int moments) {
    return new AtMoment(acts, draw.choice() % Math.max(1, moments));
  }

  @Override
  public Map<String, IntPredicate> parts() {
    return Map.of("rows of the drawn groups a and c only", r -> draw.group(r) % 2 == 0);
  }

  @Override
  public @Nullable String[] keys(int rows) {
    var keys = new @Nullable String[rows];
    for (int r = 0; r < rows; r++) {
      keys[r] = KEYS[draw.group(r)];
    }
    return keys;
  }

  @Override
  public boolean weighs() {
    return draw.choice() % 6 == 5;
  }

  /// Acts between chunks only once.
  private static final class AtMoment implements Around {
    private final Around acts;
    private final int moment;
    private int count;

    AtMoment(Around acts, int moment) {
      this.acts = acts;
      this.moment = moment;
    }

    @Override
    public <S> S between(
        StreamingAwarePipeline<S> tool, S state, long rows, HandContext context, Workbench bench) {
      return count++ == moment ? acts.between(tool, state, rows, context, bench) : state;
    }

    @Override
    public <S> S seed(StreamingAwarePipeline<S> tool, S seed, Workbench bench) {
      return acts.seed(tool, seed, bench);
    }
  }
}
