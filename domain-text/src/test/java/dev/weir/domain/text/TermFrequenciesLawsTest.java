package dev.weir.domain.text;

import dev.weir.api.DomainPlugin;
import dev.weir.tck.Case;
import dev.weir.tck.Data;
import dev.weir.tck.ToolContract;
import java.util.List;
import java.util.Map;

/// The laws of tools, on `text.term-frequencies`.
final class TermFrequenciesLawsTest extends ToolContract {
  @Override
  protected DomainPlugin plugin() {
    return new TextPlugin();
  }

  @Override
  protected String tool() {
    return "text.term-frequencies";
  }

  @Override
  protected List<Case> cases() {
    return List.of(
        Case.of("standard", Map.of("column", "city"), Data.mixed()),
        Case.of(
            "n-grams",
            Map.of("column", "text", "analyzer", "word", "max-ngram", 3, "top", 0),
            Corpus.table(Corpus.documents())),
        Case.of(
            "a language",
            Map.of("column", "text", "analyzer", "english", "stop-words", "weir", "top", 5),
            Corpus.table(Corpus.documents())),
        Case.of("whole cells", Map.of("column", "city", "analyzer", "keyword"), Data.duplicates()));
  }
}
