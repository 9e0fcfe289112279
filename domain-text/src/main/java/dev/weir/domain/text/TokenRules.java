package dev.weir.domain.text;

import dev.weir.api.PipelineException;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;

/// How the tools of this domain make terms of text. Immutable; [Terms] of it are one thread's.
///
/// @param analyzer cuts and stems
/// @param stopWords left out too
/// @param keepStopWords leave the analyzer's own stop words in
/// @param minLength least characters of a token
/// @param minNgram least tokens of a term
/// @param maxNgram most tokens of a term
record TokenRules(
    TextAnalyzer analyzer,
    List<String> stopWords,
    boolean keepStopWords,
    int minLength,
    int minNgram,
    int maxNgram) {
  /// Most tokens of a term that there may be.
  static final int MOST_NGRAM = 8;

  /// Copies the list.
  TokenRules {
    stopWords = List.copyOf(stopWords);
  }

  /// The same if it makes sense.
  ///
  /// @throws PipelineException USER if no n-gram has a length that is allowed
  TokenRules checked(String tool) {
    if (minNgram > maxNgram) {
      throw PipelineException.user(
          "option.value",
          String.format(
              Locale.ROOT,
              "%s: --min-ngram %d is more than --max-ngram %d; give --max-ngram %d or more",
              tool,
              minNgram,
              maxNgram,
              minNgram));
    }
    return this;
  }

  /// Makes terms; for one thread, to be closed by it.
  Terms terms() {
    return new Terms(this);
  }

  /// An analyzer of the caller's own.
  Analyzer newAnalyzer() {
    var own = keepStopWords ? CharArraySet.EMPTY_SET : analyzer.ownStopWords();
    if (stopWords.isEmpty()) {
      return analyzer.leavingOut(own);
    }
    var all = new CharArraySet(own.size() + stopWords.size(), true);
    all.addAll(own);
    all.addAll(stopWords);
    return analyzer.leavingOut(all);
  }
}
