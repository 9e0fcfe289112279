package dev.weir.domain.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Chunk;
import dev.weir.api.PipelineException;
import dev.weir.api.StreamingConfig;
import dev.weir.api.Table;
import dev.weir.tck.Runs;
import dev.weir.tck.Tables;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HashingVectorizerTest {
  private static Map<Integer, Double> features(Chunk rows, int row, String prefix, int features) {
    var found = new HashMap<Integer, Double>();
    for (int f = 0; f < features; f++) {
      var value = Tables.cell(rows, rows.schema().column(prefix + "_" + f), row);
      if (!value.equals(0.0)) {
        found.put(f, (Double) value);
      }
    }
    return found;
  }

  /// `hashing-sklearn.txt`: scikit-learn's HashingVectorizer, to the bit.
  @Test
  void asScikitLearn() {
    for (var group : Corpus.groups("hashing-sklearn.txt")) {
      var head = group.head();
      int features = Integer.parseInt(head.get(1));
      var rows =
          Tables.whole(
              Corpus.hashed(
                  Corpus.table(Corpus.documents()),
                  Map.of(
                      "column",
                      "text",
                      "analyzer",
                      "word",
                      "min-length",
                      2,
                      "features",
                      features,
                      "norm",
                      head.get(2),
                      "unsigned",
                      head.get(3).equals("false"),
                      "min-ngram",
                      head.get(4),
                      "max-ngram",
                      head.get(5))));
      for (int r = 0; r < rows.rows(); r++) {
        var expected = new HashMap<Integer, Double>();
        Arrays.stream(group.lines().get(r).split(" ", -1))
            .filter(w -> !w.isEmpty())
            .map(w -> w.split(":", -1))
            .forEach(w -> expected.put(Integer.parseInt(w[0]), Double.parseDouble(w[1])));
        assertEquals(expected, features(rows, r, "text", features), head.getFirst() + " " + r);
      }
    }
  }

  @Test
  void missingStaysMissingAndEmptyIsZero() {
    var rows =
        Tables.whole(
            Corpus.hashed(
                Corpus.table("a", null, "", "..."),
                Map.of("column", "text", "features", 2, "prefix", "f")));
    assertEquals(List.of("text", "f_0", "f_1"), rows.schema().names());
    var cells = Tables.column(Tables.of(rows), "f_0");
    assertEquals(1, Math.abs((double) cells.get(0) + (double) first(rows, "f_1")));
    assertEquals(Arrays.asList(null, 0.0, 0.0), cells.subList(1, 4));
  }

  private static Object first(Chunk rows, String column) {
    return Tables.cell(rows, rows.schema().column(column), 0);
  }

  @Test
  void takenNamesAreRefused() {
    var table = Tables.columns().texts("f", "a").reals("f_3", 1.0).table();
    var error =
        assertThrows(PipelineException.class, () -> Corpus.hashed(table, Map.of("column", "f")));
    assertEquals(PipelineException.Category.REFUSED, error.category());
    assertTrue(error.getMessage().contains("'f_3'"), error.getMessage());
    assertTrue(error.getMessage().contains("--prefix"), error.getMessage());
  }

  /// 20 000 rows of 4096 features would take 655 MB at once.
  @Test
  void wideRowsStayWithinTheBudget() {
    Table table = Corpus.table(Collections.nCopies(20_000, "one two three").toArray(String[]::new));
    var config = StreamingConfig.defaults().withThreads(2).withMemoryBytes(128 << 20);
    var result =
        Runs.of(new TextPlugin())
            .with(_ -> config)
            .result(
                table,
                p ->
                    p.step("text.hashing-vectorizer")
                        .with("column", "text")
                        .with("features", 4096)
                        .with("norm", "none")
                        .step("text.term-frequencies")
                        .with("column", "text"));
    assertEquals(60_000L, result.value("tokens", Long.class));
  }
}
