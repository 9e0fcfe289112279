package dev.weir.tck;

import dev.weir.api.DomainPlugin;
import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.api.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/// The law of strange input, EDGES: a case's rows are replaced by strange ones of the same columns.
final class EdgeLaws {
  private EdgeLaws() {}

  static void edges(DomainPlugin plugin, String tool, Case example) {
    var usual = answer(plugin, tool, example);
    for (var strange : Edges.of(example.data()).entrySet()) {
      check(plugin, tool, example.withData(strange.getValue()), usual, strange.getKey());
    }
    if (example.fitOn().isPresent()) {
      for (var strange : Edges.of(example.fitOn().get()).entrySet()) {
        check(
            plugin,
            tool,
            example.withFitOn(strange.getValue()),
            usual,
            "fitted on " + strange.getKey());
      }
    }
  }

  private static PipelineResult answer(DomainPlugin plugin, String tool, Case example) {
    var fold = Fold.of(plugin, tool, example);
    return fold.shown(fold.run().result());
  }

  private static void check(
      DomainPlugin plugin, String tool, Case strange, PipelineResult usual, String what) {
    var results = new ArrayList<PipelineResult>();
    try {
      var first = Fold.of(plugin, tool, strange);
      var answer = first.run().result();
      results.add(first.shown(answer));
      if (first.pipeline() instanceof dev.weir.api.Estimator) {
        first.transform(answer).run();
      }
      var budget = Math.max(1, strange.data().rows().orElse(1));
      var run = new EngineRun(plugin, tool, strange, null);
      results.add(run.run(EngineRun.grid(64, 4096).withErrorBudget(budget)).result());
    } catch (PipelineException e) {
      Finding.unless(
          e.category() != PipelineException.Category.INTERNAL,
          what + ": it failed by " + e.getMessage());
      return;
    } catch (Finding e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw new Finding(what + ": it threw " + e, e);
    }
    for (var result : results) {
      Finding.unless(
          shape(result).equals(shape(usual)),
          what
              + ": the shape of the answer became "
              + shape(result)
              + ", on the case's own rows it is "
              + shape(usual));
    }
  }

  private static Map<String, String> shape(PipelineResult result) {
    var shape = new LinkedHashMap<String, String>();
    result.tables().forEach((name, table) -> shape.put(name, columns(table)));
    result.values().forEach((name, value) -> shape.put(name, value.getClass().getSimpleName()));
    return shape;
  }

  private static String columns(Table table) {
    return "(" + Comparison.shape(table.schema()) + ")";
  }
}
