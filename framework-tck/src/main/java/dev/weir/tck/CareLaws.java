package dev.weir.tck;

import dev.weir.api.Chunk;
import dev.weir.api.PipelineException;
import dev.weir.api.StreamingAwarePipeline;
import dev.weir.api.Text;
import dev.weir.api.Values;
import dev.weir.core.Cancellation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Laws of how tools treat what they are lent: UNTOUCHED, CANCEL.
final class CareLaws {
  private CareLaws() {}

  static void untouched(Fold fold, Choices choices) {
    var chunks = choices.chunks(fold.rows(), 50, 1);
    boolean streaming = fold.pipeline() instanceof StreamingAwarePipeline<?>;
    var lent = new Lends(streaming);
    Outcome outcome;
    try {
      outcome = fold.run(chunks, lent);
    } catch (RuntimeException e) {
      if (e instanceof Finding) {
        throw e;
      }
      throw new Finding(
          fold.led() + "the chunks' arrays were overwritten after each call, and it failed: " + e,
          e);
    }
    lent.check(fold.led());
    Finding.none(
        Comparison.toTheBit().difference(fold.run(chunks), outcome),
        fold.led() + "the chunks' arrays were overwritten after each call, so they were kept");
  }

  /// Lends copies and sees how they come back; of a fold it then overwrites them.
  private static final class Lends implements Around {
    private record Loan(Chunk original, Chunk lent) {}

    private final boolean overwrites;
    private final List<Loan> loans = new ArrayList<>();

    Lends(boolean overwrites) {
      this.overwrites = overwrites;
    }

    @Override
    public Chunk give(Chunk chunk) {
      var copy = Layout.remade(chunk, values -> copy(values, chunk.rows()));
      loans.add(new Loan(chunk, copy));
      return copy;
    }

    private static Values copy(Values values, int rows) {
      return switch (values) {
        case Values.Doubles d -> new Values.Doubles(d.cells().clone(), d.validity());
        case Values.Longs l -> new Values.Longs(l.type(), l.cells().clone(), l.validity());
        case Values.Ints i -> new Values.Ints(i.type(), i.cells().clone(), i.validity());
        case Values.Texts t -> {
          var text = new Text.Builder(rows);
          for (int r = 0; r < rows; r++) {
            text.add(t.text().bytes(), t.text().start(r), t.text().end(r));
          }
          yield new Values.Texts(t.type(), text.build(), t.validity());
        }
      };
    }

    @Override
    public void returned(Chunk given, HandContext context) {
      var emitted = context.emitted();
      emitted.replaceAll(chunk -> Joined.of(chunk.schema(), List.of(chunk)));
      if (overwrites) {
        check("");
        loans.clear();
        given
            .schema()
            .columns()
            .filter(given::has)
            .forEach(column -> overwrite(given.values(column)));
      }
    }

    private static void overwrite(Values values) {
      switch (values) {
        case Values.Doubles d -> Arrays.fill(d.cells(), 6.66e66);
        case Values.Longs l -> Arrays.fill(l.cells(), 666_666_666L);
        case Values.Ints i -> Arrays.fill(i.cells(), 666);
        case Values.Texts t -> Arrays.fill(t.text().bytes(), (byte) '#');
      }
    }

    void check(String led) {
      for (var loan : loans) {
        Finding.none(
            Comparison.toTheBit().cells("the chunk it was given", loan.original, loan.lent),
            led + "changed during the call");
      }
    }
  }

  static void cancel(Fold fold) {
    if (fold.rows().rows() < 4) {
      return;
    }
    var chunks = Tables.cut(fold.rows(), Math.max(1, fold.rows().rows() / 4));
    for (int at = 0; at < 3; at++) {
      var cancels = new Cancels(at);
      try {
        fold.run(chunks, cancels);
      } catch (PipelineException e) {
        Finding.unless(
            e.category() == PipelineException.Category.CANCELLED,
            fold.led() + "cancelled at chunk " + at + ", it threw " + e.category() + ": " + e);
        continue;
      } catch (Cancels.Over _) {
        Finding.unless(
            cancels.refusals() == 0,
            fold.led()
                + "cancelled at chunk "
                + at
                + ", it was told so by checkCancelled or its reader and went on");
        continue;
      }
      Finding.unless(
          cancels.refusals() == 0,
          fold.led() + "cancelled at chunk " + at + ", it was told so and gave an answer");
    }
  }

  /// Cancels the run at a chunk; after the call for that chunk no further one comes.
  private static final class Cancels implements Around {
    /// The run has ended as it should.
    static final class Over extends RuntimeException {
      private static final long serialVersionUID = 1;
    }

    private final int at;
    private int chunk;
    private @Nullable HandContext seen;

    Cancels(int at) {
      this.at = at;
    }

    long refusals() {
      var context = seen;
      return context == null ? 0 : context.refusals();
    }

    @Override
    public void before(HandContext context) {
      seen = context;
      if (chunk++ == at) {
        context.cancel();
      }
    }

    @Override
    public void returned(Chunk given, HandContext context) {
      if (chunk > at) {
        throw new Over();
      }
    }
  }

  /// The same through the executor: the run ends, and no more chunks are read than are in flight.
  static void cancelledRun(Fold fold) {
    if (fold.rows().rows() < 4) {
      return;
    }
    var cancellation = new Cancellation();
    var asked = new AtomicInteger();
    var config =
        EngineRun.grid(Math.max(1, fold.rows().rows() / 4), 1 << 20).withErrorBudget(fold.budget());
    try {
      var outcome =
          EngineRun.of(fold)
              .run(
                  config,
                  () -> {
                    if (asked.incrementAndGet() == 2) {
                      cancellation.cancel();
                    }
                  },
                  cancellation);
      Finding.unless(
          EngineRun.partial(outcome), "the run was cancelled and says that it is complete");
    } catch (PipelineException e) {
      Finding.unless(
          e.category() == PipelineException.Category.CANCELLED,
          "the run was cancelled and ended with " + e.category() + ": " + e.getMessage());
    }
    Finding.unless(
        asked.get() <= 4, "the run was cancelled and " + asked.get() + " more chunks were read");
  }
}
