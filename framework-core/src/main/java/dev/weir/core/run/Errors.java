package dev.weir.core.run;

import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.ErrorPolicy;
import dev.weir.api.ErrorPolicy.OnError;
import dev.weir.api.PipelineException;
import dev.weir.api.PipelineException.Category;
import dev.weir.api.Recovery;
import dev.weir.api.StreamingAwarePipeline;
import dev.weir.api.StreamingPipelineError;
import dev.weir.api.StreamingPipelineError.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;

/// What a run does about errors: proposes by its policy, asks the tool, and keeps what was decided
/// and what was recovered from. Thread-safe.
public final class Errors {
  private static final int LISTED = 20;

  private final ErrorPolicy policy;
  private final IdentityHashMap<Throwable, Recovery> decided = new IdentityHashMap<>();
  private final List<StreamingPipelineError> recovered = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private int unlisted;

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
  synchronized void recovered(StreamingPipelineError error, String note) {
    if (recovered.size() < LISTED) {
      recovered.add(error);
    }
    note(note);
  }

  /// Something that the run went on after, for people.
  synchronized void note(String what) {
    if (notes.size() < LISTED) {
      notes.add(what);
    } else {
      unlisted++;
    }
  }

  /// Errors that the run went on after, the first of them.
  synchronized List<StreamingPipelineError> recovered() {
    return recovered.isEmpty()
        ? List.of()
        : Collections.unmodifiableList(new ArrayList<>(recovered));
  }

  /// The same for people, and how often a reading had to be opened again.
  public synchronized List<String> notes() {
    var all = new ArrayList<>(notes);
    if (unlisted > 0) {
      all.add("and " + unlisted + " more such errors");
    }
    return all;
  }
}
