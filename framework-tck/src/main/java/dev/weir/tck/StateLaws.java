package dev.weir.tck;

import dev.weir.api.Chunk;
import dev.weir.api.MergeablePipeline;
import dev.weir.api.PipelineException;
import dev.weir.api.StateCodec;
import dev.weir.api.StreamingAwarePipeline;
import dev.weir.api.Transform;
import dev.weir.core.Workbench;
import java.util.Arrays;
import java.util.List;

/// Laws of states: CODEC, EARLY, RETAINED, PASSES.
final class StateLaws {
  private static final int[] CUT = {37, 1, 50};
  private static final double SLACK_FACTOR = 1.25;
  private static final long SLACK = 256;

  private StateLaws() {}

  private static List<Chunk> chunks(Fold fold, Choices choices) {
    return choices.chunks(fold.rows(), CUT);
  }

  static void codec(Fold fold, Choices choices) {
    if (!(fold.pipeline() instanceof StreamingAwarePipeline<?>)) {
      return;
    }
    var chunks = chunks(fold, choices);
    var expected = fold.run(chunks);
    Finding.none(
        Comparison.toTheBit()
            .difference(expected, fold.run(chunks, choices.at(new Writes(), chunks.size()))),
        fold.led() + "the state was written, and gone on with");
    Finding.none(
        Comparison.toTheBit()
            .difference(expected, fold.run(chunks, choices.at(new Restores(), chunks.size()))),
        fold.led() + "the state was written and read back");
    if (fold.pipeline() instanceof MergeablePipeline<?> && !chunks.isEmpty()) {
      var blocks = chunks.stream().map(List::of).toList();
      Finding.none(
          Comparison.toTheBit()
              .difference(
                  fold.run(blocks, Merging.IN_ORDER, Around.NOTHING),
                  fold.run(
                      blocks, Merging.IN_ORDER, choices.at(new Restores(), chunks.size() + 1))),
          fold.led() + "the states of blocks were written and read back before they were merged");
    }
  }

  /// Writes states, and goes on with them.
  private static final class Writes implements Around {
    @Override
    public <S> S between(
        StreamingAwarePipeline<S> tool, S state, long rows, HandContext context, Workbench bench) {
      var codec = tool.stateCodec();
      Finding.unless(codec.version() >= 1, "the codec's version is " + codec.version());
      Finding.unless(
          Arrays.equals(bench.write(codec, state), bench.write(codec, state)),
          "a state written twice gave other bytes the second time");
      return state;
    }
  }

  /// Goes on with what was written and read back; states of an unknown version must be refused.
  private static final class Restores implements Around {
    @Override
    public <S> S between(
        StreamingAwarePipeline<S> tool, S state, long rows, HandContext context, Workbench bench) {
      var codec = tool.stateCodec();
      refusesUnknown(codec, state, bench);
      return bench.read(codec, bench.write(codec, state));
    }

    @Override
    public <S> S seed(StreamingAwarePipeline<S> tool, S seed, Workbench bench) {
      return bench.read(tool.stateCodec(), bench.write(tool.stateCodec(), seed));
    }
  }

  private static <S> void refusesUnknown(StateCodec<S> codec, S state, Workbench bench) {
    int unknown = codec.version() + 1;
    var later =
        new StateCodec<S>() {
          @Override
          public int version() {
            return unknown;
          }

          @Override
          public void write(S written, Out out) {
            codec.write(written, out);
          }

          @Override
          public S read(In in, int version) {
            return codec.read(in, version);
          }

          @Override
          public long retainedBytes(S of) {
            return codec.retainedBytes(of);
          }
        };
    try {
      bench.read(later, bench.write(later, state));
    } catch (PipelineException e) {
      return;
    }
    throw new Finding(
        "the codec states version "
            + codec.version()
            + " and read a state of version "
            + unknown
            + " as if it knew it; it must refuse what it cannot know");
  }

  static void early(Fold fold, Choices choices) {
    if (!(fold.pipeline() instanceof StreamingAwarePipeline<?>)
        || fold.pipeline() instanceof Transform<?>) {
      return;
    }
    var chunks = chunks(fold, choices);
    Finding.none(
        Comparison.toTheBit()
            .difference(fold.run(chunks), fold.run(chunks, choices.at(new Asks(), chunks.size()))),
        fold.led() + "early answers were taken");
  }

  /// Asks for early answers.
  private static final class Asks implements Around {
    @Override
    public <S> S between(
        StreamingAwarePipeline<S> tool, S state, long rows, HandContext context, Workbench bench) {
      context.aggregate(true);
      tool.aggregateChunkResults(state, context);
      context.aggregate(false);
      var once = tool.aggregateChunkResults(state, context);
      Finding.none(
          Comparison.toTheBit().difference(once, tool.aggregateChunkResults(state, context)),
          "the same state, aggregated twice");
      return state;
    }
  }

  static void retained(Fold fold, Choices choices) {
    if (fold.pipeline() instanceof StreamingAwarePipeline<?>) {
      fold.run(chunks(fold, choices), new Measures(fold, choices.weighs()));
      if (fold.pipeline() instanceof MergeablePipeline<?> && fold.rows().rows() > 0) {
        fold.run(
            chunks(fold, choices).stream().map(List::of).toList(),
            Merging.IN_ORDER,
            new Measures(fold, choices.weighs()));
      }
    }
  }

  /// Compares what a state says it keeps with what was declared, and with its bytes. What a model's
  /// transformer keeps belongs to the declaration of the fit, so only honesty is asked of it.
  private record Measures(Fold fold, boolean weighs) implements Around {
    @Override
    public <S> S between(
        StreamingAwarePipeline<S> tool, S state, long rows, HandContext context, Workbench bench) {
      var codec = tool.stateCodec();
      long said = codec.retainedBytes(state);
      var needs = fold.needs();
      boolean declared = !fold.ofModel();
      double bound = needs.fixedBytes() + needs.bytesPerRow() * rows;
      var place = fold.led() + "after " + rows + " rows the state says that it keeps " + said;
      Finding.unless(
          !declared || said <= bound,
          place
              + " bytes; the binding declared at most "
              + needs.fixedBytes()
              + " + "
              + needs.bytesPerRow()
              + " a row = "
              + bound);
      var counted = new CountedBytes();
      codec.write(state, counted);
      Finding.unless(
          said >= counted.bytes() / 2,
          place
              + " bytes, yet it takes "
              + counted.bytes()
              + " to write it down (key tables not counted)");
      if (weighs && rows == fold.rows().rows() && !counted.hasKeys()) {
        weigh(codec, state, said, place, bench);
      }
      return state;
    }

    private static <S> void weigh(
        StateCodec<S> codec, S state, long said, String place, Workbench bench) {
      var bytes = bench.write(codec, state);
      double measured = HeapWeight.of(() -> bench.read(codec, bytes), said);
      Finding.unless(
          measured <= SLACK_FACTOR * said + SLACK,
          place + " bytes; measured on the heap it takes " + Math.round(measured));
    }
  }

  static void passes(Fold fold, Choices choices) {
    int read = fold.run(chunks(fold, choices)).passes();
    boolean gathered =
        !(fold.pipeline() instanceof StreamingAwarePipeline<?>)
            && !(fold.pipeline() instanceof dev.weir.api.CustomPipeline);
    Finding.unless(
        gathered || read <= fold.needs().passes(),
        fold.led()
            + "it read its input "
            + read
            + " times, its binding declared at most "
            + fold.needs().passes());
  }
}
