package dev.weir.domain.text;

import dev.weir.api.DomainPlugin;
import dev.weir.tck.Case;
import dev.weir.tck.Data;
import dev.weir.tck.ToolContract;
import java.util.List;
import java.util.Map;

/// The laws of tools, on `text.hashing-vectorizer`.
final class HashingVectorizerLawsTest extends ToolContract {
  @Override
  protected DomainPlugin plugin() {
    return new TextPlugin();
  }

  @Override
  protected String tool() {
    return "text.hashing-vectorizer";
  }

  @Override
  protected List<Case> cases() {
    return List.of(
        Case.of("few", Map.of("column", "city", "features", 4), Data.mixed()),
        Case.of(
            "n-grams",
            Map.of("column", "text", "features", 16, "max-ngram", 2, "norm", "l1", "prefix", "f"),
            Corpus.table(Corpus.documents())),
        Case.of(
            "counts",
            Map.of("column", "city", "features", 3, "norm", "none", "unsigned", true),
            Data.duplicates()));
  }
}
