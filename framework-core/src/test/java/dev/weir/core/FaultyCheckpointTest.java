package dev.weir.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Completeness;
import dev.weir.api.ErrorBudget;
import dev.weir.api.ErrorPolicy;
import dev.weir.api.ErrorPolicy.OnError;
import dev.weir.api.PipelineException;
import dev.weir.core.checkpoint.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs that set rows aside on which their tools fail (`--on-error skip|partial`), and write them
/// to a file (`--rejects`), end at any write to their folder of checkpoints, are taken up, and end
/// as if they had never been stopped: the same bits, the same rows in both files, the same errors
/// told of.
final class FaultyCheckpointTest {
  private static final int PLANS = 30;
  private static final int POINTS = 4;

  @TempDir private Path folder;
  private final RowFiles files = new RowFiles();
  private final Map<String, Integer> outcomes = new TreeMap<>();

  private StreamingPipelineExecutor executor(FaultPlan plan, ErrorPolicy policy, Storage storage) {
    var config =
        plan.config(folder)
            .withMemoryBytes(256 << 20)
            .withErrorPolicy(policy)
            .withCheckpoints(folder.resolve("checkpoints"), Duration.ZERO);
    var catalogue = Catalogue.of(List.of(new FaultyTools(plan)), List.of(files));
    return new StreamingPipelineExecutor(catalogue, config, storage, System::nanoTime);
  }

  /// How a run ended, in lines that differ if a bit does.
  private List<String> run(
      FaultPlan plan, Pipeline pipeline, ErrorPolicy policy, Storage storage, boolean resume) {
    var executor = executor(plan, policy, storage);
    try (var run =
        resume
            ? executor.resume(pipeline, RunListener.NONE, new Cancellation())
            : executor.run(pipeline, RunListener.NONE, new Cancellation())) {
      var lines = new ArrayList<>(ResultLines.of(run));
      lines.addAll(run.recovered());
      run.stoppedBy().ifPresent(e -> lines.add(e.code()));
      if (run.completeness() == Completeness.COMPLETE) {
        lines.addAll(files.lines());
      }
      count(run.completeness() == Completeness.COMPLETE ? "complete" : "partial");
      return lines;
    } catch (PipelineException e) {
      if (died(e)) {
        return List.of("killed");
      }
      count("error");
      return List.of(e.code());
    }
  }

  private static boolean died(Throwable e) {
    return e != null && (e instanceof Faults.Killed || died(e.getCause()));
  }

  private void count(String outcome) {
    outcomes.merge(outcome, 1, Integer::sum);
  }

  @Test
  void endsAsARunThatWasNeverStopped() throws IOException {
    for (long seed = 0; seed < PLANS; seed++) {
      var plan = new FaultPlan(seed).ofRows();
      if (plan.readsAgain()) {
        try {
          var pipeline = plan.pipeline(plan.rows).rejectTo(Path.of("aside.t"));
          pipeline = seed % 2 == 0 ? pipeline.writeTo(Path.of("rows.t")) : pipeline;
          check(plan, pipeline, plan.policy());
          check(plan, pipeline, new ErrorPolicy(OnError.SKIP, new ErrorBudget.Rows(plan.rows), 0));
        } catch (Throwable e) {
          throw new AssertionError(plan.toString(), e);
        }
      }
    }
    assertTrue(
        outcomes.keySet().containsAll(List.of("complete", "partial", "error")), outcomes::toString);
  }

  private void check(FaultPlan plan, Pipeline pipeline, ErrorPolicy policy) throws IOException {
    empty();
    files.clear();
    var counting = Faults.killing(Long.MAX_VALUE);
    var expected = run(plan, pipeline, policy, counting, false);
    long step = Math.max(1, counting.operations() / POINTS);
    for (long at = 1 + plan.seed % step; at <= counting.operations(); at += step) {
      empty();
      files.clear();
      run(plan, pipeline, policy, Faults.killing(at), false);
      if (!begun()) {
        continue;
      }
      var early = run(plan, pipeline, policy, Faults.killing(9), true);
      assertEquals(
          expected,
          early.equals(List.of("killed"))
              ? run(plan, pipeline, policy, Storage.SYSTEM, true)
              : early,
          "killed at " + at + " of " + counting.operations() + ", " + policy);
    }
  }

  private boolean begun() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("checkpoints"))) {
      return all.anyMatch(f -> f.getFileName().toString().matches("checkpoint-[0-9]+.weir"));
    }
  }

  private void empty() throws IOException {
    if (Files.exists(folder.resolve("checkpoints"))) {
      try (Stream<Path> all = Files.list(folder.resolve("checkpoints"))) {
        for (var file : all.toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Test
  void rowsThatAStepIsFittedOnAreWrittenToo() throws IOException {
    var plan =
        LongStream.range(0, PLANS)
            .mapToObj(seed -> new FaultPlan(seed).ofRows())
            .filter(p -> p.readsAgain() && p.poisoned().isPresent())
            .findFirst()
            .orElseThrow();
    var pipeline =
        Pipeline.from(Input.of("rows", _ -> plan.source()))
            .step("f.centre")
            .with("number", plan.poisoned().orElseThrow())
            .fitOn(Input.of("others", _ -> plan.source()))
            .step("f.sum");
    var policy = new ErrorPolicy(OnError.SKIP, new ErrorBudget.Rows(plan.rows), 0);
    check(plan, pipeline.rejectTo(Path.of("aside.t")), policy);
    assertFalse(files.lines().isEmpty());
    assertEquals(1, outcomes.size(), outcomes::toString);
  }

  @Test
  void anotherPolicyOrFileForRowsSetAsideIsRefused() throws IOException {
    var plan = new FaultPlan(0).ofRows();
    var policy = new ErrorPolicy(OnError.SKIP, new ErrorBudget.Rows(plan.rows), 0);
    var pipeline = plan.pipeline(plan.rows).rejectTo(Path.of("aside.t"));
    assertEquals(List.of("killed"), run(plan, pipeline, policy, Faults.killing(30), false));
    var partial = new ErrorPolicy(OnError.PARTIAL, policy.budget(), 0);
    assertEquals(List.of("checkpoint.other"), run(plan, pipeline, partial, Storage.SYSTEM, true));
    var elsewhere = plan.pipeline(plan.rows).rejectTo(Path.of("elsewhere.t"));
    assertEquals(List.of("checkpoint.other"), run(plan, elsewhere, policy, Storage.SYSTEM, true));
  }
}
