package dev.weir.domain.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.tck.Runs;
import dev.weir.tck.Tables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class TermFrequenciesTest {
  /// `term-frequencies-sklearn.txt`: scikit-learn's CountVectorizer.
  @Test
  void asScikitLearn() {
    for (var group : Corpus.groups("term-frequencies-sklearn.txt")) {
      var head = group.head();
      var result =
          Corpus.counted(
              Corpus.table(Corpus.documents()),
              Map.of(
                  "column", "text",
                  "analyzer", "word",
                  "min-ngram", head.get(1),
                  "max-ngram", head.get(2),
                  "stop-words", head.get(3),
                  "min-length", head.get(4),
                  "top", 0));
      assertEquals(group.lines(), Corpus.terms(result), head.getFirst());
      assertEquals((long) group.lines().size(), result.value("distinct", Long.class));
      assertEquals(15L, result.value("documents", Long.class));
      long tokens =
          group.lines().stream().mapToLong(l -> Long.parseLong(l.split("\t", -1)[1])).sum();
      assertEquals(tokens, result.value("tokens", Long.class));
    }
  }

  private static PipelineResult counted(Map<String, ?> options, String... documents) {
    var all = new HashMap<String, Object>(options);
    all.put("column", "text");
    return Corpus.counted(Corpus.table(documents), all);
  }

  @Test
  void missingIsNoDocumentAndEmptyIsOne() {
    var result = counted(Map.of(), "a b", null, "", "...", "b", null);
    assertEquals(List.of("b\t2\t2", "a\t1\t1"), Corpus.terms(result));
    assertEquals(4L, result.value("documents", Long.class));
    assertEquals(2L, result.value("missing", Long.class));
    assertEquals(3L, result.value("tokens", Long.class));
  }

  @Test
  void noRows() {
    var result = counted(Map.of());
    assertEquals(List.of(), Corpus.terms(result));
    for (var name : List.of("tokens", "distinct", "documents", "missing")) {
      assertEquals(0L, result.value(name, Long.class), name);
    }
  }

  @Test
  void stopWordsStemsAndLengths() {
    var text = "The Runner runs; he was running with THE runners of Paris";
    assertEquals(
        List.of("run\t2\t1", "runner\t2\t1", "he\t1\t1", "pari\t1\t1"),
        Corpus.terms(counted(Map.of("analyzer", "english"), text)));
    assertEquals(
        List.of("runner\t2\t1", "pari\t1\t1"),
        Corpus.terms(
            counted(
                Map.of("analyzer", "english", "stop-words", List.of("RUNS", "running", "he")),
                text)));
    assertTrue(
        Corpus.terms(counted(Map.of("analyzer", "english", "keep-stop-words", true), text))
            .contains("the\t2\t1"));
    assertEquals(
        List.of("runners\t1\t1", "running\t1\t1"),
        Corpus.terms(counted(Map.of("min-length", 7), text)));
    assertEquals(
        List.of("ÄÖÜ\t1\t1"),
        Corpus.terms(counted(Map.of("analyzer", "whitespace", "min-length", 3), "ÄÖÜ Ä ÖÜ")));
  }

  @Test
  void nGramsPassOverWhatWasLeftOut() {
    var result =
        counted(
            Map.of("min-ngram", 2, "max-ngram", 3, "stop-words", "of,the"),
            "state of the art, state");
    assertEquals(
        List.of("art state\t1\t1", "state art\t1\t1", "state art state\t1\t1"),
        Corpus.terms(result));
  }

  @Test
  void longNGramsOfLongWords() {
    var words = new ArrayList<String>();
    for (int w = 0; w < 300; w++) {
      words.add("w".repeat(1 + w * 37 % 250) + w);
    }
    var result = counted(Map.of("min-ngram", 8, "max-ngram", 8, "top", 0), String.join(" ", words));
    assertEquals(293, Corpus.terms(result).size());
    var first = String.join(" ", words.subList(0, 8));
    assertTrue(Corpus.terms(result).contains(first + "\t1\t1"));
  }

  @Test
  void manyTermsOverManyBlocks() {
    var random = new SplittableRandom(8);
    var documents = new String[3_000];
    var counts = new HashMap<String, long[]>();
    for (int d = 0; d < documents.length; d++) {
      var words = new ArrayList<String>();
      for (int w = random.nextInt(40); w > 0; w--) {
        words.add("t" + (long) Math.pow(60_000, random.nextDouble()));
      }
      documents[d] = String.join(" ", words);
      words.forEach(w -> counts.computeIfAbsent(w, _ -> new long[2])[0]++);
      new HashSet<>(words).forEach(w -> counts.get(w)[1]++);
    }
    var result =
        Runs.of(new TextPlugin())
            .result(
                Corpus.table(documents),
                Runs.step("text.term-frequencies", Map.of("column", "text", "top", 0)));
    var lines = Corpus.terms(result);
    assertEquals(counts.size(), lines.size());
    var expected = new ArrayList<String>();
    counts.forEach((t, c) -> expected.add(t + "\t" + c[0] + "\t" + c[1]));
    assertEquals(new HashSet<>(expected), new HashSet<>(lines));
  }

  @Test
  void topCutsTheTableAndNothingElse() {
    var result = counted(Map.of("top", 2), "c b a a b c c d");
    assertEquals(List.of("c\t3\t1", "a\t2\t1"), Corpus.terms(result));
    assertEquals(4L, result.value("distinct", Long.class));
    var table = result.table("terms");
    assertEquals(2, table.rows().orElseThrow());
    assertEquals(List.of("a", "c"), Tables.column(table.sortedBy("term"), "term"));
    var all = counted(Map.of("top", 0), "c b a a b c c d").table("terms");
    assertEquals(List.of("d", "c", "b", "a"), Tables.column(all.sortedBy("-term"), "term"));
    assertEquals(List.of(1L, 2L, 2L, 3L), Tables.column(all.sortedBy("count"), "count"));
  }

  @Test
  void nGramsOfNoLengthAreRefused() {
    var error =
        assertThrows(
            PipelineException.class, () -> counted(Map.of("min-ngram", 3, "max-ngram", 2), "a"));
    assertEquals(PipelineException.Category.USER, error.category());
    assertTrue(error.getMessage().contains("--min-ngram 3"), error.getMessage());
  }
}
