package dev.weir.domain.text;

import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.util.CharTokenizer;

/// One tokenizer, perhaps lower case, and stop words.
final class PlainAnalyzer extends Analyzer {
  private final Supplier<Tokenizer> tokenizer;
  private final boolean lowerCase;
  private final CharArraySet stopWords;

  private PlainAnalyzer(Supplier<Tokenizer> tokenizer, boolean lowerCase, CharArraySet stopWords) {
    this.tokenizer = tokenizer;
    this.lowerCase = lowerCase;
    this.stopWords = stopWords;
  }

  static Analyzer whitespace(CharArraySet stopWords) {
    return new PlainAnalyzer(WhitespaceTokenizer::new, false, stopWords);
  }

  static Analyzer keyword(CharArraySet stopWords) {
    return new PlainAnalyzer(KeywordTokenizer::new, false, stopWords);
  }

  static Analyzer word(CharArraySet stopWords) {
    return new PlainAnalyzer(
        () -> CharTokenizer.fromTokenCharPredicate(PlainAnalyzer::ofWord), true, stopWords);
  }

  /// As `\w` in Python: letters, numbers of any kind, underscore; no marks.
  private static boolean ofWord(int character) {
    return character == '_'
        || switch (Character.getType(character)) {
          case Character.UPPERCASE_LETTER,
              Character.LOWERCASE_LETTER,
              Character.TITLECASE_LETTER,
              Character.MODIFIER_LETTER,
              Character.OTHER_LETTER,
              Character.DECIMAL_DIGIT_NUMBER,
              Character.LETTER_NUMBER,
              Character.OTHER_NUMBER ->
              true;
          default -> false;
        };
  }

  @Override
  protected TokenStreamComponents createComponents(String field) {
    var source = tokenizer.get();
    TokenStream tokens = lowerCase ? new LowerCaseFilter(source) : source;
    tokens = stopWords.isEmpty() ? tokens : new StopFilter(tokens, stopWords);
    return new TokenStreamComponents(source, tokens);
  }
}
