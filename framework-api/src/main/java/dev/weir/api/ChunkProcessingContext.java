package dev.weir.api;

import java.util.List;
import java.util.OptionalLong;

/// Where in the run a call stands, and what a tool may ask of it. Valid during the call only.
public interface ChunkProcessingContext {
  /// The five stages of a run.
  enum Stage {
    /// Chunks come from the source.
    DATA_INGESTION,
    /// Transforms and fits that later steps build on.
    PREPROCESSING,
    /// Analyses.
    ANALYSIS,
    /// Transforms after the last analysis, and rows written out.
    POSTPROCESSING,
    /// States become results.
    RESULTS_AGGREGATION
  }

  /// The stage of this call.
  Stage stage();

  /// The pass over the input that this tool is in, from 0.
  int pass();

  /// Number of the chunk within the pass, from 0.
  long chunkNumber();

  /// Rows expected in all, if the source knows.
  OptionalLong estimatedRows();

  /// Live input: no row with an earlier event time will come. `Long.MIN_VALUE` if unknown,
  /// `Long.MAX_VALUE` at the end.
  long watermark();

  /// The watermark before this chunk: what ended by then has been emitted and closed.
  long closed();

  /// True when the answer asked for is an early one: keep it small.
  boolean early();

  /// True while a transform runs over the very rows that its model was fitted on (out-of-fold
  /// encoding).
  boolean overFittedRows();

  /// The run's memory ledger at this moment.
  MemoryStatus memory();

  /// Threads that an analysis of the whole table may use, itself included. How many there are must
  /// not show in the answer.
  default int threads() {
    return 1;
  }

  /// Errors of this run that were recovered from.
  List<StreamingPipelineError> errors();

  /// Sends rows downstream; transforms only.
  void emit(Chunk rows);

  /// Sets a row aside with its position and this reason, within the error budget; the caller must
  /// leave it out of its own state. Later steps and later passes of every step do not see the row,
  /// also if the tool emits it.
  void reject(Chunk chunk, int row, String reason);

  /// A table of keys and cells, in the run's memory and, beyond it, on its disk.
  KeyTable keyTable(Schema key, KeyTable.Cell... cells);

  /// A table of these columns, to be filled row by row, in the run's memory and, beyond it, on its
  /// disk: for results and models that may be large.
  TableWriter tableWriter(Schema schema);

  /// Takes memory of the run for the rest of this call, whose end gives it back: as much as can be
  /// spared, at least `least` and at most `most` bytes; gives how many. For calls that take a chunk
  /// and can do with little by doing less at a time. How much it is must not show in the answer.
  ///
  /// @throws PipelineException RESOURCE if `least` bytes do not fit
  long borrow(long least, long most);

  /// In loops that outlast a chunk: throws if the run was cancelled or its deadline is over.
  void checkCancelled();

  /// Adds to a metric of this step.
  void count(String metric, long amount);
}
