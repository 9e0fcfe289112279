package dev.weir.domain.geo;

import dev.weir.api.Chunk;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.Text;
import dev.weir.api.Values;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/// The columns kept of some areas, put together. Text becomes a dictionary if that is small, so
/// that rows share it. Used by one thread.
final class KeptColumns {
  private static final int MOST_SHARED = 1 << 20;
  private static final long STEP = 64 << 10;

  private final AreaColumns columns;
  private final Schema schema;
  private final Rows rows;
  private final LongConsumer growing;
  private long announced;

  private KeptColumns(AreaColumns columns, LongConsumer growing) {
    this.columns = columns;
    this.schema = columns.keptSchema();
    this.rows = Rows.of(schema);
    this.growing = growing;
  }

  static KeptColumns of(AreaColumns columns) {
    return of(columns, _ -> {});
  }

  /// @param growing hears of bytes about to be taken
  static KeptColumns of(AreaColumns columns, LongConsumer growing) {
    return new KeptColumns(columns, growing);
  }

  private static long fixedBytes(int columns) {
    return 2 * (16 + 9L * columns);
  }

  /// What an area's columns take on the average while they are put together.
  static long bytes(StoredAreas areas) {
    long each = areas.count() == 0 ? 0 : areas.keptBytes() / areas.count();
    return 2 * each + fixedBytes(areas.columns().kept().size());
  }

  /// Adds what is kept of an area; gives its number here.
  int add(Chunk areas, int row) {
    addMissing();
    for (int c = 0; c < schema.size(); c++) {
      rows.put(c, areas, columns.kept().get(c), row);
    }
    long bytes = 2 * rows.textBytes() + fixedBytes(schema.size()) * rows.count();
    if (bytes > announced) {
      long more = bytes - announced + STEP;
      growing.accept(more);
      announced += more;
    }
    return rows.count() - 1;
  }

  /// Adds missing cells; gives their number here.
  int addMissing() {
    rows.row();
    return rows.count() - 1;
  }

  /// The columns; nothing may be added afterwards.
  ///
  /// @param rowsOut about how many rows will share them: of many, small texts are made a dictionary
  List<Values> values(long rowsOut) {
    var all = rows.chunk();
    var values = new ArrayList<Values>();
    schema
        .columns()
        .forEach(column ->
            values.add(
                rowsOut > 2L * all.rows() && all.values(column) instanceof Values.Texts texts
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
