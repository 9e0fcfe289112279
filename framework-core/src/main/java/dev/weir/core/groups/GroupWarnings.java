package dev.weir.core.groups;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.core.keys.KeyEncoder;
import dev.weir.core.spill.Workspace;
import java.util.ArrayList;
import java.util.List;

/// The warnings of the first groups by key, and how many more there are. Used by one thread.
final class GroupWarnings {
  private static final int SHOWN = 20;
  private static final int KEPT = 256;

  @SuppressWarnings("ArrayRecordComponent")
  private record Warning(byte[] group, String text) {}

  private final Schema key;
  private List<Warning> kept = new ArrayList<>();
  private long count;

  GroupWarnings(Schema key) {
    this.key = key;
  }

  void add(byte[] group, String text) {
    count++;
    kept.add(new Warning(group, text));
    if (kept.size() == KEPT) {
      kept = new ArrayList<>(least());
    }
  }

  /// The first by key; of one group in their order.
  private List<Warning> least() {
    var number = "#";
    while (key.indexOf(number) >= 0) {
      number += "#";
    }
    var table =
        Workspace.uncounted()
            .table(key.with(Schema.Field.of(number, dev.weir.api.Type.LONG)), "warnings of groups");
    for (int i = 0; i < kept.size(); i++) {
      var row = table.row();
      KeyEncoder.decode(kept.get(i).group(), 0, key, row, 0);
      row.put(key.size(), i);
    }
    var sorted = new ArrayList<Warning>();
    var column = table.schema().column(number);
    table
        .table()
        .sortedBy(key.names().toArray(String[]::new))
        .forEachChunk(chunk -> {
          for (int r = 0; r < chunk.rows(); r++) {
            sorted.add(kept.get((int) chunk.longs(column)[r]));
          }
        });
    return sorted.subList(0, Math.min(SHOWN, sorted.size()));
  }

  /// The first, led by their keys, and a last sentence about the others.
  List<String> first() {
    var sentences = new ArrayList<String>();
    least().forEach(warning -> sentences.add(words(warning.group()) + ": " + warning.text()));
    if (count > sentences.size()) {
      sentences.add("and " + (count - sentences.size()) + " more warnings of other groups");
    }
    return sentences;
  }

  private String words(byte[] group) {
    var rows = Rows.of(key).row();
    KeyEncoder.decode(group, 0, key, rows, 0);
    var chunk = rows.chunk();
    return String.join(", ", key.columns().map(c -> c.name() + " " + cell(chunk, c)).toList());
  }

  private static String cell(Chunk chunk, Column column) {
    if (!chunk.validity(column).at(0)) {
      return "missing";
    }
    return switch (column.type()) {
      case DOUBLE -> Double.toString(chunk.doubles(column)[0]);
      case TEXT, BYTES -> chunk.text(column).string(0);
      case DATE -> java.time.LocalDate.ofEpochDay(chunk.longs(column)[0]).toString();
      case BOOLEAN -> chunk.ints(column)[0] == 1 ? "true" : "false";
      case INT, LONG, TIMESTAMP -> Long.toString(chunk.longs(column)[0]);
    };
  }
}
