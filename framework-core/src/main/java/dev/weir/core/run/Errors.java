package dev.weir.core.run;

import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.ErrorPolicy;
import dev.weir.api.ErrorPolicy.OnError;
import dev.weir.api.PipelineException;
import dev.weir.api.PipelineException.Category;
import dev.weir.api.Recovery;
import dev.weir.api.StateCodec;
import dev.weir.api.StreamingAwarePipeline;
import dev.weir.api.StreamingPipelineError;
import dev.weir.api.StreamingPipelineError.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a run does about errors: proposes by its policy, asks the tool, and keeps what was decided
/// and what was recovered from. Thread-safe.
public final class Errors {
  private static final int LISTED = 20;

  private final ErrorPolicy policy;
  private final IdentityHashMap<Throwable, Recovery> decided = new IdentityHashMap<>();
  private final TreeSet<Recovered> recovered = new TreeSet<>();
  private int unlisted;

  /// What the run went on after. In the order of the rows, so that which of them are kept, and how
  /// they are told, does not depend on threads.
  ///
  /// @param position of the first row concerned
  /// @param note what happened and what was done, for people
  /// @param error as tools are told of it; null for what does not concern them
  private record Recovered(long position, String note, @Nullable StreamingPipelineError error)
      implements Comparable<Recovered> {
    private static final Comparator<Recovered> ORDER =
        Comparator.comparingLong(Recovered::position).thenComparing(Recovered::note);

    @Override
    public int compareTo(Recovered other) {
      return ORDER.compare(this, other);
    }

    void save(StateCodec.Out out) {
      out.integer(position);
      out.text(note);
      out.integer(error == null ? 0 : 1);
      if (error != null) {
        out.text(error.kind().name());
        out.integer(error.firstPosition());
        out.integer(error.rows());
        out.integer(error.attempt());
        out.text(error.message());
        out.text(error.proposed().name());
      }
    }

    static Recovered restored(StateCodec.In in) {
      long position = in.integer();
      var note = in.text();
      if (in.integer() == 0) {
        return new Recovered(position, note, null);
      }
      var error =
          new StreamingPipelineError(
              Kind.valueOf(in.text()),
              in.integer(),
              in.integer(),
              Math.toIntExact(in.integer()),
              in.text(),
              Recovery.valueOf(in.text()));
      return new Recovered(position, note, error);
    }
  }

  /// Nothing has gone wrong yet.
  public Errors(ErrorPolicy policy) {
    this.policy = policy;
  }

  ErrorPolicy policy() {
    return policy;
  }

  /// What the policy says to an error of this kind.
  Recovery proposed(Kind kind) {
    return switch (kind) {
      case TIMEOUT -> Recovery.RETURN_PARTIAL;
      case CHUNK_PROCESSING_FAILURE ->
          policy.skips() ? Recovery.SKIP_ROWS : endsPartial(Recovery.FAIL);
      case MEMORY_OVERFLOW, AGGREGATION_ERROR, STATE_CORRUPTION -> endsPartial(Recovery.FAIL);
    };
  }

  private Recovery endsPartial(Recovery otherwise) {
    return policy.onError() == OnError.PARTIAL ? Recovery.RETURN_PARTIAL : otherwise;
  }

  /// Asks the tool; the stricter of its answer and the proposal is done.
  ///
  /// @param cause the error as it ends the run, if it does
  Recovery decide(
      StreamingAwarePipeline<?> tool,
      StreamingPipelineError error,
      ChunkProcessingContext context,
      PipelineException cause) {
    var answer = answer(tool, error, context, cause);
    var done = answer.compareTo(error.proposed()) > 0 ? answer : error.proposed();
    if (done.compareTo(Recovery.RETURN_PARTIAL) >= 0) {
      synchronized (this) {
        decided.put(cause, done);
      }
    }
    return done;
  }

  private static Recovery answer(
      StreamingAwarePipeline<?> tool,
      StreamingPipelineError error,
      ChunkProcessingContext context,
      PipelineException cause) {
    try {
      return tool.handleStreamingError(error, context);
    } catch (RuntimeException | StackOverflowError e) {
      cause.addSuppressed(e);
      return Recovery.FAIL;
    }
  }

  /// True if this error ends the run with what it has, and not without a result.
  public synchronized boolean endsPartial(PipelineException error) {
    var done = decided.get(error);
    if (done != null) {
      return done == Recovery.RETURN_PARTIAL;
    }
    return policy.onError() == OnError.PARTIAL
        && (error.category() == Category.DATA
            || error.category() == Category.RESOURCE
            || error.category() == Category.INTERNAL);
  }

  /// An error that the run went on after.
  ///
  /// @param note what happened and what was done, for people
  void recovered(StreamingPipelineError error, String note) {
    keep(new Recovered(error.firstPosition(), note, error));
  }

  /// Something that the run went on after, for people.
  ///
  /// @param position of the first row concerned
  void note(long position, String what) {
    keep(new Recovered(position, what, null));
  }

  private synchronized void keep(Recovered one) {
    if (!recovered.add(one)) {
      unlisted++;
    } else if (recovered.size() > LISTED) {
      recovered.pollLast();
      unlisted++;
    }
  }

  /// Writes what the run went on after.
  public synchronized void save(StateCodec.Out out) {
    out.integer(unlisted);
    out.integer(recovered.size());
    recovered.forEach(one -> one.save(out));
  }

  /// Goes on from what [#save] wrote.
  public synchronized void restore(StateCodec.In in) {
    unlisted = Math.toIntExact(in.integer());
    recovered.clear();
    for (long left = in.integer(); left > 0; left--) {
      recovered.add(Recovered.restored(in));
    }
  }

  /// Errors that the run went on after, the first of them by position.
  synchronized List<StreamingPipelineError> recovered() {
    return recovered.stream().map(Recovered::error).filter(Objects::nonNull).toList();
  }

  /// The same for people, and how often a reading had to be opened again.
  public synchronized List<String> notes() {
    var all = new ArrayList<>(recovered.stream().map(Recovered::note).toList());
    if (unlisted > 0) {
      all.add("and " + unlisted + " more such errors");
    }
    return all;
  }
}
