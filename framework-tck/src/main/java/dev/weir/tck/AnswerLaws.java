package dev.weir.tck;

import dev.weir.api.Chunk;
import dev.weir.api.MergeablePipeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Laws that say when two answers are the same: CHUNKING, LAYOUT, TWICE, MERGE, THREADS.
final class AnswerLaws {
  private static final int[] BLOCKS = {1, 64, 7, 100, 3, 31};
  private static final int RANDOM_CUTS = 6;
  private static final int MOST_BORDERS = 50;

  private AnswerLaws() {}

  private static Comparison stated(Fold fold) {
    return Comparison.asStated(fold.example(), Tables.of(fold.rows()));
  }

  /// Ways to cut the rows, by what they are.
  private static Map<String, List<Chunk>> cuts(Chunk rows, long seed) {
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

  static void chunking(Fold fold) {
    var expected = fold.run();
    for (var cut : cuts(fold.rows(), fold.example().seed()).entrySet()) {
      var found = stated(fold).difference(expected, fold.run(cut.getValue()));
      var where = fold.led() + "%s against one chunk of all " + fold.rows().rows();
      if (found.isPresent()) {
        oneBorder(fold, expected, cut.getValue(), where);
        Finding.none(found, where.formatted(cut.getKey()));
      }
    }
  }

  /// Says so if a single one of the borders is enough.
  private static void oneBorder(Fold fold, Outcome expected, List<Chunk> cut, String where) {
    int border = 0;
    for (var chunk : cut.subList(0, Math.min(cut.size(), MOST_BORDERS))) {
      border += chunk.rows();
      if (border > 0 && border < fold.rows().rows()) {
        var two = Tables.cut(fold.rows(), border, fold.rows().rows());
        Finding.none(
            stated(fold).difference(expected, fold.run(two)),
            where.formatted("a border after " + border + (border == 1 ? " row," : " rows,")));
      }
    }
  }

  /// The same through the executor, on several grids.
  static void grids(Fold fold) {
    var run = EngineRun.of(fold);
    var budget = Math.max(1, fold.example().data().rows().orElse(1));
    var expected = run.run(EngineRun.grid(1 << 20, 6 << 20).withErrorBudget(budget));
    for (int blockRows : new int[] {1, 50, 64, 1000}) {
      for (int chunkBytes : new int[] {1024, 1 << 20}) {
        var config = EngineRun.grid(blockRows, chunkBytes).withErrorBudget(budget);
        Finding.none(
            Comparison.asStated(fold.example(), fold.example().data())
                .difference(expected, run.run(config)),
            "run with --block-rows "
                + blockRows
                + " --chunk-bytes "
                + chunkBytes
                + " against one block and chunk");
      }
    }
  }

  static void layout(Fold fold) {
    var expected = fold.run();
    for (var layout : Layout.values()) {
      var other = layout.of(fold.rows());
      Finding.none(
          Comparison.toTheBit()
              .difference(expected, fold.run(other.rows() == 0 ? List.of() : List.of(other))),
          fold.led() + layout.words());
    }
  }

  static void twice(Fold fold) {
    var chunks = Tables.cut(fold.rows(), 50);
    var expected = fold.run(chunks);
    Finding.none(
        Comparison.toTheBit().difference(expected, fold.run(chunks)),
        fold.led() + "the second time with the same instance");
  }

  /// The same with another instance of the tool.
  static void twiceAnew(List<Fold> parts, List<Fold> anew) {
    for (int i = 0; i < parts.size(); i++) {
      var chunks = Tables.cut(parts.get(i).rows(), 50);
      Finding.none(
          Comparison.toTheBit().difference(parts.get(i).run(chunks), anew.get(i).run(chunks)),
          parts.get(i).led() + "the second time with a new instance");
    }
  }

  static void merge(Fold fold) {
    if (!(fold.pipeline() instanceof MergeablePipeline<?>) || fold.rows().rows() == 0) {
      return;
    }
    var expected = fold.run();
    for (var sizes : List.of(BLOCKS, new int[] {50}, new int[] {fold.rows().rows()})) {
      var blocks = Tables.cut(fold.rows(), sizes).stream().map(List::of).toList();
      for (var merging : Merging.values()) {
        if (merging == Merging.REVERSED && fold.needs().order().isPresent()) {
          continue;
        }
        Finding.none(
            stated(fold).difference(expected, fold.run(blocks, merging, Around.NOTHING)),
            fold.led()
                + "blocks of "
                + Arrays.toString(sizes)
                + " rows merged "
                + merging.words()
                + ", against one state");
      }
    }
  }

  static void threads(Fold fold) {
    var run = EngineRun.of(fold);
    var config =
        EngineRun.grid(16, 1024)
            .withErrorBudget(Math.max(1, fold.example().data().rows().orElse(1)));
    var expected = run.run(config);
    for (int threads : new int[] {2, 4, 4}) {
      Finding.none(
          Comparison.toTheBit().difference(expected, run.run(config.withThreads(threads))),
          "run with " + threads + " threads against one, blocks of 16 rows");
    }
  }
}
