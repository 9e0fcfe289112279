package dev.weir.api;

/// A fold over chunks. By itself mode SEQUENTIAL: one state sees every row in order. **Start
/// reading here.**
///
/// Laws, each tested by `framework-tck` for every tool:
///
/// 1. *Chunking*: how rows are cut into chunks does not change the answer (counts and choices to
///    the bit, other figures to 1e-12 of the sum of the magnitudes of their terms, sketches within
///    their bound).
/// 2. *Twice the same*: the same rows in the same chunks give the same bits; no clock, thread, hash
///    seed or random generator shows.
/// 3. *Early answers*: [#aggregateChunkResults] may be called between any two chunks and leaves the
///    state as it was.
/// 4. *State is data*: written and read back, a state goes on exactly as it would have.
/// 5. *Bounded*: a state keeps no more than the binding said; chunks are neither changed nor kept.
/// 6. *Edges*: no rows, one row, missing cells only, NaN, infinities and constant columns give a
///    documented answer, never an exception.
///
/// A state is used by one thread at a time. It is closed by the executor if it is [AutoCloseable].
///
/// @param <S> the state
public interface StreamingAwarePipeline<S> extends AnalysisPipeline {
  /// A state that has seen no row.
  S newState(ChunkProcessingContext context);

  /// Takes the rows of a chunk into the state.
  void processChunk(Chunk chunk, S state, ChunkProcessingContext context);

  /// The answer for the rows seen so far.
  PipelineResult aggregateChunkResults(S state, ChunkProcessingContext context);

  /// The state as data.
  StateCodec<S> stateCodec();

  /// What to do about an error of this tool; may only be stricter than what the run proposes
  /// ([StreamingPipelineError#proposed]): of the two, the stricter is done, so a milder answer is
  /// ignored. Asked once for each error, before anything is done about it, by the thread that met
  /// it; must not change the state. What it throws itself counts as [Recovery#FAIL].
  ///
  /// A tool whose answer would be worthless without the rows concerned says [Recovery#FAIL] to
  /// [Recovery#SKIP_ROWS]; one whose partial result would mislead says it to
  /// [Recovery#RETURN_PARTIAL].
  default Recovery handleStreamingError(
      StreamingPipelineError error, ChunkProcessingContext context) {
    return error.proposed();
  }

  @Override
  default boolean supportsStreaming() {
    return true;
  }

  @Override
  default PipelineResult analyze(Table table, ChunkProcessingContext context) {
    var state = newState(context);
    table.forEachChunk(chunk -> processChunk(chunk, state, context));
    return aggregateChunkResults(state, context);
  }
}
