package dev.weir.tck;

import dev.weir.api.Chunk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// The same for every case, but for some random sizes of chunks.
///
/// @param seed of the case
record UsualChoices(long seed) implements Choices {
  private static final int[] BLOCKS = {1, 64, 7, 100, 3, 31};
  private static final int RANDOM_CUTS = 6;

  @Override
  public Map<String, List<Chunk>> cuts(Chunk rows) {
    var cuts = new LinkedHashMap<String, List<Chunk>>();
    int all = Math.max(1, rows.rows());
    cuts.put("chunks of 1 row", Tables.cut(rows, 1));
    cuts.put("chunks of 2 rows", Tables.cut(rows, 2));
    cuts.put("chunks of 63, 64 and 65 rows", Tables.cut(rows, 63, 64, 65));
    cuts.put("a first chunk of 1 row and the rest", Tables.cut(rows, 1, all));
    cuts.put("all but one row and then that", Tables.cut(rows, Math.max(1, all - 1), 1));
    var random = new SplittableRandom(seed);
    for (int i = 0; i < RANDOM_CUTS; i++) {
      int most = Math.max(2, all >> (i % 4));
      var sizes = random.ints(all, 1, most).toArray();
      var parts = Tables.cut(rows, sizes);
      var shown = parts.stream().map(Chunk::rows).limit(12).toList();
      cuts.put("chunks of " + shown + (parts.size() > 12 ? "… rows" : " rows"), parts);
    }
    var spaced = new ArrayList<Chunk>();
    for (var part : Tables.cut(rows, 50)) {
      spaced.add(Tables.filter(part, _ -> false));
      spaced.add(part);
    }
    cuts.put("chunks of 50 rows with empty chunks between", spaced);
    return cuts;
  }

  @Override
  public List<Chunk> chunks(Chunk rows, int... usual) {
    return Tables.cut(rows, usual);
  }

  @Override
  public Map<String, List<List<Chunk>>> blocks(Chunk rows) {
    var blocks = new LinkedHashMap<String, List<List<Chunk>>>();
    for (var sizes : List.of(BLOCKS, new int[] {50}, new int[] {Math.max(1, rows.rows())})) {
      blocks.put(
          "blocks of " + Arrays.toString(sizes) + " rows",
          Tables.cut(rows, sizes).stream().map(List::of).toList());
    }
    return blocks;
  }

  @Override
  public List<Merging> mergings(boolean ordered) {
    return Arrays.<Merging>stream(UsualMerging.values())
        .filter(merging -> !ordered || merging != UsualMerging.REVERSED)
        .toList();
  }

  @Override
  public List<Grid> grids() {
    var grids = new ArrayList<Grid>();
    for (int blockRows : new int[] {1, 50, 64, 1000}) {
      for (int chunkBytes : new int[] {1024, 1 << 20}) {
        grids.add(new Grid(blockRows, chunkBytes, 1));
      }
    }
    return grids;
  }

  @Override
  public List<Grid> threads() {
    return List.of(
        new Grid(16, 1024, 1), new Grid(16, 1024, 2), new Grid(16, 1024, 4), new Grid(16, 1024, 4));
  }

  @Override
  public List<Layout> layouts() {
    return List.of(Layout.values());
  }

  @Override
  public Around at(Around acts, int moments) {
    return acts;
  }

  @Override
  public Map<String, IntPredicate> parts() {
    var parts = new LinkedHashMap<String, IntPredicate>();
    parts.put("every 2. row only", r -> r % 2 == 1);
    parts.put("every 3. row only", r -> r % 3 == 1);
    return parts;
  }

  @Override
  public @Nullable String[] keys(int rows) {
    var keys = new @Nullable String[rows];
    for (int r = 0; r < keys.length; r++) {
      keys[r] = r % 7 == 3 ? null : r % 3 == 0 ? "a" : r < keys.length / 2 ? "b" : "c";
    }
    return keys;
  }

  @Override
  public boolean weighs() {
    return true;
  }
}
