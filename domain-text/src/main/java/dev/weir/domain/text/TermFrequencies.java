package dev.weir.domain.text;

import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.KeyTable;
import dev.weir.api.MergeablePipeline;
import dev.weir.api.Option;
import dev.weir.api.OptionType;
import dev.weir.api.PipelineResult;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.Tool;
import dev.weir.api.Type;
import java.util.List;

/// Counts how often each term of a text column occurs, and in how many rows.
///
/// Each row is a document. The analyzer cuts it into tokens, brings them to one form (lower case,
/// stems) and leaves out stop words; tokens shorter than `--min-length` go too; a term is a token,
/// or with `--max-ngram` also several neighbouring ones joined by a blank. What was left out leaves
/// no gap: `state of the art` without stop words has the pair `state art`.
///
/// One row for each distinct term with its occurrences (`count`) and the rows that hold it
/// (`documents`), the most frequent first, of equal counts by the bytes of the term. All counts are
/// exact, whatever the number of distinct terms.
///
/// - A missing cell is no document: it is counted as `missing`. Empty text, or text without a
///   token, is a document without terms.
/// - `--top N` gives the first N rows of the table (0: all); the other figures speak of all terms.
/// - A token of more than 255 characters is cut into pieces (Lucene's rule); bytes that are not
///   UTF-8 are read as U+FFFD.
/// - No rows: an empty table, all figures 0.
///
/// Cost: the analyzer, which takes most of the time, and a look-up in a hash table a term; memory
/// for each distinct term (its bytes and about 40), and for the terms of the longest document.
/// Source: Apache Lucene's analyzers; checked against scikit-learn's `CountVectorizer` (`--analyzer
/// word --min-length 2`).
@Tool(
    name = "text.term-frequencies",
    exactness = "exact",
    produces = {
      "terms: term, count (occurrences), documents (rows that hold it)",
      "tokens: occurrences of all terms",
      "distinct: number of distinct terms",
      "documents: rows with text",
      "missing: rows without"
    },
    example =
        "weir run reviews.parquet text.term-frequencies --column review --analyzer english --top 20")
final class TermFrequencies implements MergeablePipeline<TermFrequencies.State> {
  private static final int EARLY = 20;
  private static final Schema KEY = Schema.of(Schema.Field.of("term", Type.TEXT));

  /// What the user chose.
  ///
  /// @param column text column, each row of which is a document
  /// @param analyzer how text becomes tokens: a general rule or a language
  /// @param stopWords words left out beside the analyzer's own, before stemming, case ignored
  /// @param keepStopWords leave the analyzer's own stop words in
  /// @param minLength least characters of a token
  /// @param minNgram least tokens of a term
  /// @param maxNgram most tokens of a term
  /// @param top most rows of the table, the most frequent; 0: all
  record Options(
      @Option(type = OptionType.COLUMN, accepts = Type.TEXT) String column,
      @Option(byDefault = "standard") TextAnalyzer analyzer,
      List<String> stopWords,
      boolean keepStopWords,
      @Option(byDefault = "1", least = 1, most = 255) int minLength,
      @Option(byDefault = "1", least = 1, most = TokenRules.MOST_NGRAM) int minNgram,
      @Option(byDefault = "1", least = 1, most = TokenRules.MOST_NGRAM) int maxNgram,
      @Option(byDefault = "100", least = 0) long top) {}

  /// Counts by term; mutable, of one thread at a time.
  static final class State {
    private KeyTable counts;
    private long tokens;
    private long documents;
    private long missing;

    State(KeyTable counts) {
      this.counts = counts;
    }
  }

  private final Column column;
  private final TokenRules rules;
  private final long top;

  TermFrequencies(Options options, Binding in) {
    column = in.column(options.column(), Type.TEXT);
    rules =
        new TokenRules(
                options.analyzer(),
                options.stopWords(),
                options.keepStopWords(),
                options.minLength(),
                options.minNgram(),
                options.maxNgram())
            .checked("text.term-frequencies");
    top = options.top() == 0 ? Long.MAX_VALUE : options.top();
    in.memory(TermCounts.MOST_BYTES, 0);
  }

  @Override
  public State newState(ChunkProcessingContext context) {
    return new State(context.keyTable(KEY, KeyTable.Cell.COUNT, KeyTable.Cell.COUNT));
  }

  @Override
  public void processChunk(Chunk chunk, State state, ChunkProcessingContext context) {
    var text = chunk.text(column);
    var validity = chunk.validity(column);
    var counts = new TermCounts();
    try (var terms = rules.terms()) {
      for (int row = 0; row < chunk.rows(); row++) {
        if (!validity.at(row)) {
          state.missing++;
          continue;
        }
        int document = row;
        terms.of(text, row, (bytes, from, to) -> counts.add(bytes, from, to, document));
        state.documents++;
        if (counts.full()) {
          state.tokens += counts.moveTo(state.counts);
        }
      }
    }
    state.tokens += counts.moveTo(state.counts);
  }

  @Override
  public State merge(State earlier, State later) {
    earlier.counts = earlier.counts.merge(later.counts);
    earlier.tokens += later.tokens;
    earlier.documents += later.documents;
    earlier.missing += later.missing;
    return earlier;
  }

  @Override
  public PipelineResult aggregateChunkResults(State state, ChunkProcessingContext context) {
    var counts = state.counts.table();
    var names = counts.schema().names();
    var sorted = counts.sortedBy("-" + names.get(1), names.get(0));
    return PipelineResult.EMPTY
        .withTable("terms", new TermTable(sorted, context.early() ? Math.min(top, EARLY) : top))
        .withValue("tokens", state.tokens)
        .withValue("distinct", state.counts.keys())
        .withValue("documents", state.documents)
        .withValue("missing", state.missing);
  }

  @Override
  public StateCodec<State> stateCodec() {
    return StateCodec.of(1, TermFrequencies::write, TermFrequencies::read, state -> 64);
  }

  private static void write(State state, StateCodec.Out out) {
    out.keys(state.counts);
    out.integer(state.tokens);
    out.integer(state.documents);
    out.integer(state.missing);
  }

  private static State read(StateCodec.In in) {
    var state = new State(in.keys());
    state.tokens = in.integer();
    state.documents = in.integer();
    state.missing = in.integer();
    return state;
  }
}
