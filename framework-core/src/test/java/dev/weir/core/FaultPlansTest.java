package dev.weir.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Completeness;
import dev.weir.api.ErrorPolicy.OnError;
import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.api.StreamingPipelineResult;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.core.run.RunControl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A thousand random pipelines in which reading, chunks, merges, codecs and results fail at random:
/// each ends with the answer of a run in which the tools had rejected the rows set aside, or with
/// one of the first rows that says so, or with an error that is typed. Nothing is left in the
/// ledger, no thread and no file.
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class FaultPlansTest {
  private static final int PLANS = 1200;

  @TempDir private Path folder;
  private final Map<String, Integer> outcomes = new TreeMap<>();

  private record Ended(Optional<RunResult> result, Optional<PipelineException> error) {}

  @Test
  void everyPlanEndsAsDocumented() throws Exception {
    for (long seed = 0; seed < PLANS; seed++) {
      var plan = new FaultPlan(seed);
      try {
        check(plan, run(plan, plan.rows));
      } catch (Throwable e) {
        throw new AssertionError(plan.toString(), e);
      }
    }
    for (var outcome : List.of("complete", "complete without rows", "partial", "error")) {
      assertTrue(outcomes.getOrDefault(outcome, 0) > PLANS / 50, outcomes::toString);
    }
    try (var left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
    assertEquals(
        List.of(),
        Thread.getAllStackTraces().keySet().stream()
            .filter(t -> t.getName().startsWith("weir-fold"))
            .toList());
  }

  private Ended run(FaultPlan plan, int rows) {
    var catalogue = Catalogue.of(List.of(new FaultyTools(plan)), List.of());
    var config = plan.config(folder);
    var open = new ArrayList<AutoCloseable>();
    PipelineRun run = null;
    try (var directory = RunDirectory.create(folder);
        var control = new RunControl(Optional.empty())) {
      try {
        var planner = new Planner(catalogue, plan.pipeline(rows), config, directory, open);
        run =
            new PipelineRun(
                planner,
                planner.plan(),
                directory,
                config,
                control,
                new RunReport(catalogue, config, RunListener.NONE, System::nanoTime),
                new RunCache(Optional.empty(), catalogue, plan.pipeline(rows), config),
                false,
                null);
        var report = new RunReport(catalogue, config, RunListener.NONE, System::nanoTime);
        report.begin(run);
        return new Ended(Optional.of(run.execute()), Optional.empty());
      } catch (PipelineException e) {
        return new Ended(Optional.empty(), Optional.of(e));
      } finally {
        if (run != null) {
          run.close();
          run.workspace().close();
          assertEquals(0, run.ledger().status().reserved(), "bytes left in the ledger");
        }
        StreamingPipelineExecutor.closeAll(open);
      }
    }
  }

  private void check(FaultPlan plan, Ended ended) {
    if (ended.error().isPresent()) {
      var error = ended.error().get();
      assertFalse(error.getMessage().isBlank());
      count("error");
      return;
    }
    var result = ended.result().orElseThrow();
    var aside = new HashMap<Integer, Set<Long>>();
    for (var row : result.skipped()) {
      aside
          .computeIfAbsent(Integer.parseInt(row.step().substring(1)), _ -> new TreeSet<>())
          .add(row.position());
    }
    assertEquals(result.skipped().size(), result.rowsSkipped());
    assertEquals(result.rowsRead() - result.rowsSkipped(), result.rowsUsed());
    if (result.completeness() == Completeness.COMPLETE) {
      count(aside.isEmpty() ? "complete" : "complete without rows");
      assertEquals(plan.rows, result.rowsRead());
      assertEquals(texts(reference(plan, aside, plan.rows)), texts(result));
      return;
    }
    count("partial");
    assertTrue(result.stoppedBy().isPresent());
    assertEquals(OnError.PARTIAL, plan.policy().onError());
    for (var step : result.steps()) {
      checkPart(plan, aside, step);
    }
  }

  /// A step's part is the answer for the rows that it says it is of.
  private void checkPart(
      FaultPlan plan, Map<Integer, Set<Long>> aside, StreamingPipelineResult step) {
    boolean whole = step.completeness() == Completeness.COMPLETE;
    if (plan.fits() || !(step.tool().equals("f.sum") || step.tool().equals("f.hash"))) {
      return;
    }
    int rows = whole ? plan.rows : (int) step.rowsRead();
    assertTrue(rows > 0);
    assertEquals(
        text(reference(plan, aside, rows).step(step.step()).result()),
        text(step.result()),
        step.step() + " of " + rows + " rows");
  }

  private RunResult reference(FaultPlan plan, Map<Integer, Set<Long>> aside, int rows) {
    var ended = run(plan.knowing(aside), rows);
    return ended
        .result()
        .orElseThrow(() -> new AssertionError("reference", ended.error().orElseThrow()));
  }

  private void count(String outcome) {
    outcomes.merge(outcome, 1, Integer::sum);
  }

  private static Map<String, String> texts(RunResult run) {
    var texts = new TreeMap<String, String>();
    run.steps().forEach(step -> texts.put(step.step(), text(step.result())));
    return texts;
  }

  private static String text(PipelineResult result) {
    var text = new StringBuilder();
    new TreeMap<>(result.values())
        .forEach((name, value) ->
            text.append(name)
                .append('=')
                .append(value instanceof Double d ? Double.toHexString(d) : value.toString())
                .append(' '));
    new TreeMap<>(result.tables()).forEach((name, table) -> text.append(name).append(text(table)));
    return text.toString();
  }

  private static String text(Table table) {
    var text = new StringBuilder();
    table.forEachChunk(chunk -> {
      for (int r = 0; r < chunk.rows(); r++) {
        int row = r;
        table
            .schema()
            .columns()
            .forEach(c ->
                text.append(
                        c.type() == Type.DOUBLE
                            ? Double.toHexString(chunk.doubles(c)[row])
                            : Long.toString(chunk.longs(c)[row]))
                    .append(','));
        text.append(';');
      }
    });
    return text.toString();
  }
}
