package dev.weir.domain.text;

import dev.weir.api.PipelineResult;
import dev.weir.api.Table;
import dev.weir.tck.Case;
import dev.weir.tck.Fold;
import dev.weir.tck.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The files beside the tests, and calls of the tools.
final class Corpus {
  private Corpus() {}

  /// A group of lines of a reference file: the words of its head, and the lines under it.
  record Group(List<String> head, List<String> lines) {}

  static List<String> lines(String file) {
    try (var in = Corpus.class.getResourceAsStream(file)) {
      return List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String[] documents() {
    var lines = lines("corpus.txt");
    return lines.subList(0, lines.size() - 1).toArray(String[]::new);
  }

  static List<Group> groups(String file) {
    var groups = new ArrayList<Group>();
    var lines = lines(file);
    for (var line : lines.subList(0, lines.size() - 1)) {
      if (line.startsWith("> ")) {
        groups.add(new Group(List.of(line.substring(2).split("\t", -1)), new ArrayList<>()));
      } else if (!line.startsWith("#")) {
        groups.getLast().lines().add(line);
      }
    }
    return groups;
  }

  static Table table(String... documents) {
    return Tables.columns().texts("text", documents).table();
  }

  private static Fold fold(String tool, Table table, Map<String, ?> options) {
    return Fold.of(new TextPlugin(), tool, Case.of("test", options, table));
  }

  static PipelineResult counted(Table table, Map<String, ?> options) {
    return fold("text.term-frequencies", table, options).run().result();
  }

  static Table hashed(Table table, Map<String, ?> options) {
    return fold("text.hashing-vectorizer", table, options).run().rows();
  }

  /// The table `terms` in lines of words.
  static List<String> terms(PipelineResult result) {
    var table = result.table("terms");
    var terms = Tables.column(table, "term");
    var counts = Tables.column(table, "count");
    var documents = Tables.column(table, "documents");
    var lines = new ArrayList<String>();
    for (int r = 0; r < terms.size(); r++) {
      lines.add(terms.get(r) + "\t" + counts.get(r) + "\t" + documents.get(r));
    }
    return lines;
  }
}
