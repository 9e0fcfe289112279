package dev.weir.tck;

import dev.weir.api.Chunk;
import dev.weir.api.MergeablePipeline;
import java.util.List;

/// Laws that say when two answers are the same: CHUNKING, LAYOUT, TWICE, MERGE, THREADS.
final class AnswerLaws {
  private static final int MOST_BORDERS = 50;

  private AnswerLaws() {}

  private static Comparison stated(Fold fold) {
    return Comparison.asStated(fold.example(), Tables.of(fold.rows()));
  }

  static void chunking(Fold fold, Choices choices) {
    var expected = fold.run();
    for (var cut : choices.cuts(fold.rows()).entrySet()) {
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
  static void grids(Fold fold, Choices choices) {
    if (choices.grids().isEmpty()) {
      return;
    }
    var run = EngineRun.of(fold);
    var budget = fold.budget();
    var expected = run.run(EngineRun.grid(1 << 20, 6 << 20).withErrorBudget(budget));
    for (var grid : choices.grids()) {
      Finding.none(
          Comparison.asStated(fold.example(), fold.example().data())
              .difference(expected, run.run(grid.config().withErrorBudget(budget))),
          "run with " + grid + " against one block and chunk");
    }
  }

  static void layout(Fold fold, Choices choices) {
    var expected = fold.run();
    for (var layout : choices.layouts()) {
      var other = layout.of(fold.rows());
      Finding.none(
          Comparison.toTheBit()
              .difference(expected, fold.run(other.rows() == 0 ? List.of() : List.of(other))),
          fold.led() + layout.words());
    }
  }

  static void twice(Fold fold, Choices choices) {
    var chunks = choices.chunks(fold.rows(), 50);
    var expected = fold.run(chunks);
    Finding.none(
        Comparison.toTheBit().difference(expected, fold.run(chunks)),
        fold.led() + "the second time with the same instance");
  }

  /// The same with another instance of the tool.
  static void twiceAnew(List<Fold> parts, List<Fold> anew, Choices choices) {
    for (int i = 0; i < parts.size(); i++) {
      var chunks = choices.chunks(parts.get(i).rows(), 50);
      Finding.none(
          Comparison.toTheBit().difference(parts.get(i).run(chunks), anew.get(i).run(chunks)),
          parts.get(i).led() + "the second time with a new instance");
    }
  }

  static void merge(Fold fold, Choices choices) {
    if (!(fold.pipeline() instanceof MergeablePipeline<?>) || fold.rows().rows() == 0) {
      return;
    }
    var expected = fold.run();
    for (var blocks : choices.blocks(fold.rows()).entrySet()) {
      for (var merging : choices.mergings(fold.needs().order().isPresent())) {
        Finding.none(
            stated(fold).difference(expected, fold.run(blocks.getValue(), merging, Around.NOTHING)),
            fold.led() + blocks.getKey() + " merged " + merging.words() + ", against one state");
      }
    }
  }

  static void threads(Fold fold, Choices choices) {
    var run = EngineRun.of(fold);
    var grids = choices.threads();
    var expected = run.run(grids.getFirst().config().withErrorBudget(fold.budget()));
    for (var grid : grids.subList(1, grids.size())) {
      Finding.none(
          Comparison.toTheBit()
              .difference(expected, run.run(grid.config().withErrorBudget(fold.budget()))),
          "run with " + grid + " against one thread");
    }
  }
}
