package dev.weir.tck;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.Chunk;
import dev.weir.api.MergeablePipeline;
import dev.weir.api.MultiPass;
import dev.weir.api.PipelineResult;
import dev.weir.api.StreamingAwarePipeline;
import dev.weir.api.Transform;
import dev.weir.core.Workbench;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// Calls a tool's methods once over, as an executor would, with a check's own acts in between.
final class HandRun {
  private static final long MEMORY = 1L << 30;

  private final Fold fold;
  private final Merging merging;
  private final Around around;
  private final Workbench bench = new Workbench(MEMORY);
  private final HandContext context = new HandContext(bench);

  HandRun(Fold fold, Merging merging, Around around) {
    this.fold = fold;
    this.merging = merging;
    this.around = around;
  }

  Outcome run(List<List<Chunk>> blocks) {
    return fold.pipeline() instanceof StreamingAwarePipeline<?> streaming
        ? stream(streaming, blocks)
        : whole(fold.pipeline(), blocks.stream().flatMap(List::stream).toList());
  }

  private Outcome whole(AnalysisPipeline tool, List<Chunk> chunks) {
    var table = new HandTable(fold.rows().schema(), chunks, around, context);
    context.begin(0, 0);
    var result = tool.analyze(table, context);
    return outcome(result, table.readings());
  }

  private Outcome outcome(PipelineResult result, int passes) {
    return new Outcome(result, fold.output(), context.emitted(), context.rejected(), passes);
  }

  private <S> Outcome stream(StreamingAwarePipeline<S> tool, List<List<Chunk>> blocks) {
    Supplier<S> fresh = () -> tool.newState(context);
    for (int pass = 0; ; pass++) {
      context.begin(pass, 0);
      S whole = pass(tool, blocks, fresh, pass);
      if (tool instanceof Transform<S> transform) {
        context.end();
        transform.endOfInput(whole, context);
        return outcome(PipelineResult.EMPTY, pass + 1);
      }
      if (tool instanceof MultiPass<S> many) {
        var next = many.nextPass(whole);
        if (next.isPresent()) {
          limit(pass + 2);
          S seed = around.seed(tool, next.get(), bench);
          fresh = () -> many.newState(seed, context);
          continue;
        }
      }
      context.aggregate(false);
      return outcome(tool.aggregateChunkResults(whole, context), pass + 1);
    }
  }

  private void limit(int passes) {
    if (passes > fold.needs().passes()) {
      throw new Finding(
          Law.PASSES,
          fold.led()
              + "it asks for pass "
              + passes
              + ", its binding declared at most "
              + fold.needs().passes());
    }
  }

  private <S> S pass(
      StreamingAwarePipeline<S> tool, List<List<Chunk>> blocks, Supplier<S> fresh, int pass) {
    var gone = Set.copyOf(context.rejected().keySet());
    var states = new ArrayList<S>();
    long rows = 0;
    for (var block : blocks) {
      S state = fresh.get();
      long inBlock = 0;
      long number = 0;
      for (var chunk : block) {
        var left = gone.isEmpty() ? chunk : without(chunk, gone);
        if (left.rows() == 0 && chunk.rows() > 0) {
          continue;
        }
        var given = around.give(left);
        context.begin(pass, number++);
        around.before(context);
        tool.processChunk(given, state, context);
        around.returned(given, context);
        inBlock += left.rows();
        state = around.between(tool, state, inBlock, context, bench);
        context.begin(pass, number);
      }
      states.add(state);
      rows += inBlock;
    }
    if (states.isEmpty()) {
      return fresh.get();
    }
    if (states.size() == 1 && merging.equals(Merging.IN_ORDER)) {
      return states.getFirst();
    }
    var whole = merging.merge((MergeablePipeline<S>) tool, states, fresh);
    return around.between(tool, whole, rows, context, bench);
  }

  private static Chunk without(Chunk chunk, Set<Long> gone) {
    return Tables.filter(chunk, r -> !gone.contains(chunk.position(r)));
  }
}
