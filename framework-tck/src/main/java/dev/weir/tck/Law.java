package dev.weir.tck;

/// The laws of the API by id, each with what it says and how tools usually come to break it. The
/// wording is that of the API's own documentation; what a check does exactly stands at the method
/// of [ToolContract] that has the law's name.
public enum Law {
  /// The descriptor is complete and true.
  DESCRIPTOR(
      "the descriptor says all there is to know, and what it says is true",
      "a table or value was added or renamed without its line in produces(...), or an option was"
          + " renamed and the example was not"),
  /// Wrong options and columns are refused while binding.
  REFUSAL(
      "wrong options and wrong columns are USER errors that name the culprit, said before any row is"
          + " read",
      "a column is looked up in the schema by hand; ask Binding.column or Binding.columns, with the"
          + " types that will do"),
  /// Chunk borders do not show.
  CHUNKING(
      "how rows are cut into chunks does not change the answer",
      "a figure of each chunk (its mean, its first row, its number) is kept where a sum over rows"
          + " was meant, or what was carried over from the chunk before is lost at a border"),
  /// The layout of a chunk's arrays does not show.
  LAYOUT(
      "arrays may be longer than the chunk has rows, cells without a value hold anything, and text"
          + " may come as dictionary codes; none of it shows",
      "a loop runs to array.length instead of chunk.rows(), a cell is read without asking its"
          + " validity, or dictionary codes are taken for values"),
  /// The same rows give the same bits.
  TWICE(
      "the same rows in the same chunks give the same bits",
      "a static field, an identity hash code, a HashMap's order, a clock or an unseeded generator"
          + " shows; take coins from Binding.seed and Chunk.identity"),
  /// Merging is associative and a fresh state is neutral.
  MERGE(
      "blocks may be folded apart and merged in any grouping, a fresh state changes nothing, and"
          + " unless the binding said ordered(...) their order does not matter",
      "merge forgets a field, averages averages without their weights, or takes the zeros of an empty"
          + " state for data"),
  /// The number of threads does not show.
  THREADS(
      "on one grid, any number of threads gives the same bits",
      "something mutable is shared by states: a static, a field of the tool, a buffer"),
  /// A state can be saved and read back at any chunk.
  CODEC(
      "a state that was written and read back goes on to the same bits, and writing leaves it as it"
          + " was",
      "the codec leaves out a field, or writes a rounded one; every field of the state must pass"
          + " through it in the same order both ways"),
  /// Early answers change nothing.
  EARLY(
      "aggregateChunkResults may be called between any two chunks and leaves the state as it was",
      "aggregating sorts, divides, flushes or empties the state's own arrays; work on a copy"),
  /// States keep no more than was declared.
  RETAINED(
      "a state keeps at most the bytes that the binding declared, and says truly how many",
      "retainedBytes leaves out an array or returns a constant, or memory(fixed, perRow) was declared"
          + " for a smaller state"),
  /// Input is read at most as often as declared.
  PASSES(
      "the input is read at most as often as the binding declared",
      "passes(n) was left out, or nextPass does not stop"),
  /// What comes out has the shape that was stated.
  SCHEMA(
      "emitted rows have the schema that the binding stated, columns passed through keep their"
          + " cells, and tables hold what their own schema says",
      "emits(...) was not called or not adapted, or a column that is changed is declared as passed"
          + " through (same name and type); say so by an origin of -1"),
  /// Rows keep where they came from and who they are.
  POSITIONS(
      "positions ascend, the first row made from a row keeps its identity, and no two rows have the"
          + " same",
      "rows are made by Rows.row() or Chunk.of(schema, n, 0, ...) in place of Rows.row(chunk, row),"
          + " or are held back and emitted late"),
  /// A stateless transform treats each row alone.
  ROWWISE(
      "what becomes of a row does not depend on the other rows of its chunk",
      "a chunk's own minimum, mean, first row or number of rows is used"),
  /// Input is neither changed nor kept.
  UNTOUCHED(
      "the arrays of a chunk are neither changed nor kept after the call",
      "an array is sorted or filled in place, or a state refers to a chunk's array; copy what is to"
          + " stay"),
  /// Rejected rows leave no trace.
  REJECT(
      "a row that was set aside by reject leaves no trace in the answer",
      "reject does not throw: `continue` after it, and reject in the first pass"),
  /// Rows that the source may leave out leave no trace.
  PUSHDOWN(
      "rows that do not meet what keepsOnly stated are never emitted and leave no trace, so the"
          + " source may leave them out",
      "keepsOnly was given an expression that the tool does not check for every row, or rows are"
          + " counted before it is checked"),
  /// A group's answer is that of its rows alone.
  GROUPS(
      "run once per group, each group's answer is that of its rows alone",
      "something mutable is shared by states: a static, a field of the tool; or the answer depends on"
          + " what is not in the state"),
  /// Strange input gives an answer of the same shape.
  EDGES(
      "no rows, one row, missing cells only, NaN, infinities, extremes and constant columns give an"
          + " answer of the same shape, or a PipelineException that explains",
      "something is divided by a count of zero, or the first row is taken for granted"),
  /// Cancellation gets through.
  CANCEL(
      "a cancelled run ends within one chunk",
      "an exception of checkCancelled, emit or the reader is caught; let PipelineExceptions pass"),
  /// A model is all that its transformer needs.
  MODEL(
      "a model is plain data: another instance of the tool, bound to a table with the same columns in"
          + " another order, applies it the same way",
      "fit leaves something in a field of the estimator, or the transformer counts on column indexes"
          + " of the table it was fitted on");

  private final String statement;
  private final String usualCause;

  Law(String statement, String usualCause) {
    this.statement = statement;
    this.usualCause = usualCause;
  }

  /// What it says.
  public String statement() {
    return statement;
  }

  /// How tools usually come to break it.
  public String usualCause() {
    return usualCause;
  }
}
