package dev.weir.api;

import java.util.List;

/// What a tool meets when it is made: the schema of one input, and a pen to state its needs. No row
/// has been read yet. Only what is bound here can be read later, so projection is right by
/// construction.
public interface Binding {
  /// The input's columns.
  Schema schema();

  /// The named column, to be read.
  ///
  /// @param accepted types that will do; none given: any
  /// @throws PipelineException USER for an unknown name (with the nearest ones) or another type
  ///   (with the columns that would do)
  Column column(String name, Type... accepted);

  /// The named columns; if no name is given, all columns of the accepted types.
  ///
  /// @throws PipelineException USER as [#column], or if no column of the accepted types exists
  List<Column> columns(List<String> names, Type... accepted);

  /// Parses and types an expression over this input; its columns are bound. `docs/expressions.md`
  /// has the language.
  ///
  /// @param result types that will do; none given: any
  /// @throws PipelineException USER with the place in the text, what was found and what would do
  Expression expression(String text, Type... result);

  /// Says that rows for which the expression is not true are never emitted and leave no trace in
  /// the state, so that the source may leave them out. The tool still has to check: the source need
  /// not.
  void keepsOnly(Expression where);

  /// States the rows that a transform or estimator emits. Not called: the schema of its input,
  /// every column passed through.
  ///
  /// @param from for each output column the index of the input column that it passes through
  ///   unchanged, or -1 for a new one; not given: a column of the same name and type as one of the
  ///   input counts as passed through
  void emits(Schema output, int... from);

  /// States that the output depends on the data (one-hot): later steps bind once this one is
  /// fitted.
  ///
  /// @param template what is known of the output before
  void emitsAfterFit(Schema template);

  /// Rows must come in order of these columns, ascending, ties by position; no column given: by
  /// position. Not called: any order will do.
  void ordered(Column... by);

  /// States an upper bound of what one state takes, or an analysis of the whole table beside the
  /// table itself: `fixedBytes + bytesPerRow * rows`. The executor reserves it before each chunk
  /// and settles the difference after it. A stateless transform that makes rows much wider states
  /// here what it adds to a row, so that chunks are planned with fewer rows. Not called: 64 KiB.
  void memory(long fixedBytes, double bytesPerRow);

  /// States that the input is read at most this many times, so it must be re-readable. Not called:
  /// once.
  void passes(int atMost);

  /// True if the tool will be fitted on the rows of this input, or analyses them; false if it will
  /// only apply to them what it learned elsewhere (`--fit-on FILE`): then the columns that only a
  /// fit reads need not be here.
  default boolean fits() {
    return true;
  }

  /// The run's seed, for use with [Chunk#identity].
  long seed();

  /// The typed refusal: why not, and what to do instead. Thrown by the caller: `throw
  /// in.refusal("…", "…")`.
  PipelineException refusal(String why, String instead);
}
