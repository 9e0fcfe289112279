package dev.weir.tck;

import dev.weir.api.Chunk;
import dev.weir.api.Schema;
import dev.weir.api.Text;
import dev.weir.api.Validity;
import dev.weir.api.Values;
import java.util.Arrays;
import java.util.LinkedHashMap;

/// The same rows in other arrays.
enum Layout {
  /// Arrays go on behind the last row.
  LONGER("with arrays that are longer than the chunk has rows") {
    @Override
    Values of(Values values, int rows) {
      int longer = rows + 70;
      return switch (values) {
        case Values.Doubles d ->
            new Values.Doubles(behind(Arrays.copyOf(d.cells(), longer), rows), d.validity());
        case Values.Longs l -> {
          var cells = Arrays.copyOf(l.cells(), longer);
          Arrays.fill(cells, rows, longer, 0x5eed5eed5eedL);
          yield new Values.Longs(l.type(), cells, l.validity());
        }
        case Values.Ints i -> {
          var cells = Arrays.copyOf(i.cells(), longer);
          Arrays.fill(cells, rows, longer, 0x5eed5);
          yield new Values.Ints(i.type(), cells, i.validity());
        }
        case Values.Texts t -> {
          var text = new Text.Builder(longer);
          for (int r = 0; r < rows; r++) {
            text.add(t.text().bytes(), t.text().start(r), t.text().end(r));
          }
          for (int r = rows; r < longer; r++) {
            text.add("behind the last row");
          }
          yield new Values.Texts(t.type(), text.build(), t.validity());
        }
      };
    }

    private static double[] behind(double[] cells, int rows) {
      Arrays.fill(cells, rows, cells.length, 8.88e88);
      return cells;
    }
  },
  /// Cells without a value hold something.
  GARBAGE("with other content in the cells that hold no value") {
    @Override
    Values of(Values values, int rows) {
      var valid = values.validity();
      return switch (values) {
        case Values.Doubles d -> {
          var cells = Arrays.copyOf(d.cells(), rows);
          for (int r = 0; r < rows; r++) {
            cells[r] = valid.at(r) ? cells[r] : -9.99e99;
          }
          yield new Values.Doubles(cells, valid);
        }
        case Values.Longs l -> {
          var cells = Arrays.copyOf(l.cells(), rows);
          for (int r = 0; r < rows; r++) {
            cells[r] = valid.at(r) ? cells[r] : -0x5eed5eed5eedL;
          }
          yield new Values.Longs(l.type(), cells, valid);
        }
        case Values.Ints i -> {
          var cells = Arrays.copyOf(i.cells(), rows);
          for (int r = 0; r < rows; r++) {
            cells[r] = valid.at(r) ? cells[r] : -0x5eed5;
          }
          yield new Values.Ints(i.type(), cells, valid);
        }
        case Values.Texts t -> {
          var text = new Text.Builder(rows);
          for (int r = 0; r < rows; r++) {
            if (valid.at(r)) {
              text.add(t.text().bytes(), t.text().start(r), t.text().end(r));
            } else {
              text.add("no value");
            }
          }
          yield new Values.Texts(t.type(), text.build(), valid);
        }
      };
    }
  },
  /// Text by codes into a dictionary.
  DICTIONARY("with text as dictionary codes") {
    @Override
    Values of(Values values, int rows) {
      if (!(values instanceof Values.Texts t)) {
        return values;
      }
      var entries = new LinkedHashMap<java.nio.ByteBuffer, Integer>();
      var dictionary = new Text.Builder(rows + 1);
      dictionary.add("an entry that no row uses");
      var codes = new int[rows];
      for (int r = 0; r < rows; r++) {
        var key =
            java.nio.ByteBuffer.wrap(
                Arrays.copyOfRange(t.text().bytes(), t.text().start(r), t.text().end(r)));
        var code = entries.get(key);
        if (code == null) {
          code = dictionary.rows();
          dictionary.add(key.array(), 0, key.array().length);
          entries.put(key, code);
        }
        codes[r] = code;
      }
      var built = dictionary.build();
      var offsets = new int[entries.size() + 2];
      for (int e = 0; e < offsets.length - 1; e++) {
        offsets[e + 1] = built.end(e);
      }
      return new Values.Texts(
          t.type(), Text.ofDictionary(built.bytes(), offsets, codes), t.validity());
    }
  },
  /// A bitmap also where every cell holds a value, with bits behind the last row.
  BITMAP("with a validity bitmap for every column, and bits set behind the last row") {
    @Override
    Values of(Values values, int rows) {
      var words = new long[(rows >> 6) + 2];
      Arrays.fill(words, -1L);
      for (int r = 0; r < rows; r++) {
        if (!values.validity().at(r)) {
          words[r >> 6] &= ~(1L << r);
        }
      }
      var validity = Validity.of(words);
      return switch (values) {
        case Values.Doubles d -> new Values.Doubles(d.cells(), validity);
        case Values.Longs l -> new Values.Longs(l.type(), l.cells(), validity);
        case Values.Ints i -> new Values.Ints(i.type(), i.cells(), validity);
        case Values.Texts t -> new Values.Texts(t.type(), t.text(), validity);
      };
    }
  };

  private final String words;

  Layout(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  abstract Values of(Values values, int rows);

  /// The same rows.
  Chunk of(Chunk chunk) {
    return remade(chunk, values -> of(values, chunk.rows()));
  }

  /// What becomes of a column.
  interface Remaking {
    Values of(Values values);
  }

  /// The same rows with each column that is here made anew.
  static Chunk remade(Chunk chunk, Remaking remaking) {
    Schema schema = chunk.schema();
    var positions = new long[chunk.rows()];
    var identities = new long[chunk.rows()];
    for (int r = 0; r < chunk.rows(); r++) {
      positions[r] = chunk.position(r);
      identities[r] = chunk.identity(r);
    }
    var values =
        schema
            .columns()
            .map(c -> chunk.has(c) ? remaking.of(chunk.values(c)) : null)
            .toArray(Values[]::new);
    return Chunk.of(schema, chunk.rows(), positions, identities, values);
  }
}
