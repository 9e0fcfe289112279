package dev.weir.domain.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Text;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.th.ThaiAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.junit.jupiter.api.Test;

final class TermsTest {
  private static final String EVERYTHING =
      String.join(" ", Corpus.documents())
          + " สวัสดีชาวโลก مرحبا بالعالم नमस्ते दुनिया Καλημέρα κόσμε 안녕 세계 😀 a\u0000b İSTANBUL "
          + "x".repeat(700);

  private static List<String> ours(TokenRules rules, String... documents) {
    var found = new ArrayList<String>();
    try (var terms = rules.terms()) {
      var text = Text.of(documents);
      for (int r = 0; r < documents.length; r++) {
        terms.of(
            text,
            r,
            (b, from, to) -> found.add(new String(b, from, to - from, StandardCharsets.UTF_8)));
      }
    }
    return found;
  }

  private static TokenRules rules(TextAnalyzer analyzer) {
    return new TokenRules(analyzer, List.of(), false, 1, 1, 1);
  }

  private static List<String> lucene(Analyzer analyzer, String document) throws IOException {
    var found = new ArrayList<String>();
    try (var stream = analyzer.tokenStream("f", new StringReader(document))) {
      var term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        found.add(term.toString());
      }
      stream.end();
    }
    return found;
  }

  @Test
  void everyAnalyzerIsLucenes() throws IOException {
    for (var choice : TextAnalyzer.values()) {
      try (var analyzer = choice.leavingOut(choice.ownStopWords())) {
        assertEquals(lucene(analyzer, EVERYTHING), ours(rules(choice), EVERYTHING), "" + choice);
      }
    }
  }

  @Test
  void languagesHaveLucenesDefaults() throws IOException {
    var lucenes =
        Map.of(
            TextAnalyzer.STANDARD, new StandardAnalyzer(),
            TextAnalyzer.ENGLISH, new EnglishAnalyzer(),
            TextAnalyzer.GERMAN, new GermanAnalyzer(),
            TextAnalyzer.FRENCH, new FrenchAnalyzer(),
            TextAnalyzer.RUSSIAN, new RussianAnalyzer(),
            TextAnalyzer.THAI, new ThaiAnalyzer());
    for (var each : lucenes.entrySet()) {
      assertEquals(lucene(each.getValue(), EVERYTHING), ours(rules(each.getKey()), EVERYTHING));
    }
  }

  @Test
  void everyLanguageHasStopWordsAndLeavesThemOut() {
    for (var choice : TextAnalyzer.values()) {
      var words = choice.ownStopWords();
      assertEquals(choice.compareTo(TextAnalyzer.ARABIC) < 0, words.isEmpty(), "" + choice);
    }
    assertEquals(List.of("fluss"), ours(rules(TextAnalyzer.GERMAN), "der und die Fluss"));
  }

  @Test
  void rowsDoNotMix() {
    var pairs = new TokenRules(TextAnalyzer.STANDARD, List.of(), false, 1, 2, 2);
    assertEquals(List.of("a b", "c d"), ours(pairs, "a b", "", "c", "c d"));
  }

  @Test
  void bytesThatAreNoTextAreReplaced() {
    byte[] bytes = {'a', ' ', (byte) 0xFF, 'b', (byte) 0xC3};
    var found = new ArrayList<String>();
    try (var terms = rules(TextAnalyzer.WHITESPACE).terms()) {
      terms.of(
          Text.of(bytes, new int[] {0, 5}),
          0,
          (b, from, to) -> found.add(new String(b, from, to - from, StandardCharsets.UTF_8)));
    }
    assertEquals(List.of("a", "\uFFFDb\uFFFD"), found);
  }

  @Test
  void longTokensAreCut() {
    for (var choice : List.of(TextAnalyzer.STANDARD, TextAnalyzer.WHITESPACE, TextAnalyzer.WORD)) {
      var lengths = ours(rules(choice), "y".repeat(600)).stream().map(String::length).toList();
      assertTrue(List.of(255, 255, 90).equals(lengths), choice + " " + lengths);
    }
  }
}
