package dev.weir.core.run;

import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.api.Recovery;
import dev.weir.api.StreamingPipelineError;
import dev.weir.api.StreamingPipelineError.Kind;
import dev.weir.core.run.ScanLauncher.Folded;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes the results of a scan's folds, those of the rows that their states speak of if the scan
/// did not come to its end. Used by one thread.
final class ScanResults {
  private static final Coverage NOTHING = new Coverage(0, 0);
  private static final Folded NONE = new Folded(Optional.empty(), Optional.empty(), NOTHING, false);
  private static final String DEADLINE = "run.deadline";

  private final ScanRun run;
  private final Chain chain;
  private final LastGood good;
  private final BooleanSupplier repeatable;
  private @Nullable PipelineException failure;
  private @Nullable PipelineException corruption;

  /// @param repeatable whether the scan may be made once more
  ScanResults(ScanRun run, Chain chain, LastGood good, BooleanSupplier repeatable) {
    this.run = run;
    this.chain = chain;
    this.good = good;
    this.repeatable = repeatable;
  }

  /// True if a state could not be read back from the disk and the scan is to be made once more.
  boolean again() {
    return corruption != null && failure == null;
  }

  /// Why the run is to end with what there is.
  Optional<PipelineException> failure() {
    return Optional.ofNullable(failure);
  }

  /// Reads.
  void run() {
    try {
      run.run();
    } catch (PipelineException e) {
      if (!Failures.ofCorruption(e) || !chain.links().stream().allMatch(link -> repeats(link, e))) {
        end(e);
      }
    }
    var stopped = chain.scan().control().stopped();
    if (stopped != null && stopped.code().equals(DEADLINE)) {
      chain.links().forEach(link -> timeOut(link, stopped));
    }
  }

  /// The run ends with what there is, if it may.
  private void end(PipelineException e) {
    if (!chain.scan().errors().endsPartial(e)) {
      throw e;
    }
    failure = failure == null ? e : failure;
  }

  /// A state that was on the disk cannot be read back: true if the scan is made once more for it,
  /// if it can be and the tool does not mind.
  private boolean repeats(Link link, PipelineException e) {
    var errors = chain.scan().errors();
    var kind = Kind.STATE_CORRUPTION;
    boolean first = repeatable.getAsBoolean();
    var proposed = first ? Recovery.RETRY : errors.proposed(kind);
    var error = new StreamingPipelineError(kind, -1, 0, first ? 1 : 2, e.getMessage(), proposed);
    var context = StepContext.aggregating(link, chain.scan(), false);
    if (errors.decide(link.pipeline(), error, context, e) != Recovery.RETRY) {
      return false;
    }
    if (corruption == null) {
      corruption = e;
      errors.recovered(error, e.getMessage() + " (the rows were read once more)");
    }
    return true;
  }

  /// A tool may say that a partial result is none.
  private void timeOut(Link link, PipelineException stopped) {
    if (link.transforms() || !link.isTool()) {
      return;
    }
    var typed = stopped.at(link.step() + " has no use for a part of the rows");
    if (decide(link, Kind.TIMEOUT, typed) == Recovery.FAIL) {
      throw typed;
    }
  }

  private Recovery decide(Link link, Kind kind, PipelineException e) {
    var errors = chain.scan().errors();
    var error = new StreamingPipelineError(kind, -1, 0, 1, e.getMessage(), errors.proposed(kind));
    var context = StepContext.aggregating(link, chain.scan(), false);
    return errors.decide(link.pipeline(), error, context, e);
  }

  /// What the fold of a link came to.
  Folded fold(int number) {
    var link = chain.links().get(number);
    if (link.transforms()) {
      return NONE;
    }
    var coverage = run.coverage(number);
    if (coverage.isEmpty()) {
      return lastGood(number);
    }
    boolean whole = run.complete();
    if (whole) {
      var next =
          tried(link, "to say whether it reads again", () -> link.nextPass(run.whole(number)));
      if (next != null && next.isPresent()) {
        return new Folded(next, Optional.empty(), coverage.get(), true);
      }
      whole = next != null;
    }
    var result = tried(link, "to make its result", () -> aggregate(link, run.whole(number)));
    return result == null
        ? lastGood(number)
        : new Folded(Optional.empty(), Optional.of(result), coverage.get(), whole);
  }

  private PipelineResult aggregate(Link link, Object state) {
    var context = StepContext.aggregating(link, chain.scan(), false);
    var result = link.aggregate(state, context);
    context.end();
    return result;
  }

  private Folded lastGood(int number) {
    return good.of(number)
        .map(g -> new Folded(Optional.empty(), Optional.of(g.result()), g.coverage(), false))
        .orElse(NONE);
  }

  /// What the action gives, or null if it failed and the run may end with what there is.
  private <T> @Nullable T tried(Link link, String what, Supplier<T> action) {
    try {
      return action.get();
    } catch (PipelineException e) {
      failed(link, e);
    } catch (RuntimeException | StackOverflowError e) {
      failed(link, Failures.ofTool(link.step() + ": failed " + what, e));
    } catch (OutOfMemoryError e) {
      failed(link, Failures.of(e));
    }
    return null;
  }

  private void failed(Link link, PipelineException e) {
    boolean outside =
        switch (e.category()) {
          case USER, REFUSED, CANCELLED -> true;
          case DATA, RESOURCE, INTERNAL -> false;
        };
    if (outside || e == chain.scan().control().stopped()) {
      throw e;
    }
    if (Failures.ofCorruption(e)) {
      if (!repeats(link, e)) {
        end(e);
      }
      return;
    }
    decide(link, Failures.ofMemory(e) ? Kind.MEMORY_OVERFLOW : Kind.AGGREGATION_ERROR, e);
    end(e);
  }
}
