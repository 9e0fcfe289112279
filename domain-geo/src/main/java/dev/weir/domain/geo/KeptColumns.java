package dev.weir.domain.geo;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.Text;
import dev.weir.api.Values;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The columns of a model but its first, put together, and a row of missing cells at the end. Text
/// becomes a dictionary if that is small, so that rows share it.
final class KeptColumns {
  private static final int MOST_SHARED = 1 << 20;

  private final Schema schema;
  private final Rows rows;

  private KeptColumns(Schema schema) {
    this.schema = schema;
    this.rows = Rows.of(schema);
  }

  static KeptColumns of(Schema model) {
    return new KeptColumns(new Schema(model.fields().subList(1, model.size())));
  }

  void add(Chunk model) {
    for (int row = 0; row < model.rows(); row++) {
      rows.row();
      for (int c = 0; c < schema.size(); c++) {
        rows.put(c, model, new Column(c + 1, schema.fields().get(c)), row);
      }
    }
  }

  /// The columns; nothing may be added afterwards.
  List<Values> values() {
    var all = rows.row().chunk();
    var values = new ArrayList<Values>();
    schema
        .columns()
        .forEach(column ->
            values.add(
                all.values(column) instanceof Values.Texts texts
                    ? shared(texts, all.rows())
                    : all.values(column)));
    return values;
  }

  private static Values shared(Values.Texts texts, int rows) {
    Map<ByteBuffer, Integer> codes = new HashMap<>();
    var entries = new Text.Builder(16);
    var coded = new int[rows];
    var text = texts.text();
    for (int row = 0; row < rows; row++) {
      var cell = ByteBuffer.wrap(text.bytes(), text.start(row), text.length(row));
      var code = codes.putIfAbsent(cell, codes.size());
      if (code == null) {
        entries.add(text.bytes(), text.start(row), text.end(row));
        if (entries.contentBytes() > MOST_SHARED) {
          return texts;
        }
      }
      coded[row] = code == null ? codes.size() - 1 : code;
    }
    var dictionary = entries.build();
    var offsets = new int[codes.size() + 1];
    for (int e = 0; e < codes.size(); e++) {
      offsets[e + 1] = dictionary.end(e);
    }
    return new Values.Texts(
        texts.type(), Text.ofDictionary(dictionary.bytes(), offsets, coded), texts.validity());
  }
}
