package dev.weir.core.spill;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.Schema;
import dev.weir.api.Text;
import dev.weir.api.Type;
import dev.weir.api.Validity;
import dev.weir.api.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows picked from chunks of one schema, to be put together into one chunk, column by column. Not
/// for sharing between threads.
public final class Picked {
  private static final Values EMPTY = Values.of(new int[0]);

  private final Schema schema;
  private final List<Chunk> chunks = new ArrayList<>();
  private final List<Text[]> texts = new ArrayList<>();
  private final List<Column> textColumns;
  private final int width;
  private int[] part = new int[64];
  private int[] row = new int[64];
  private int rows;
  private long bytes;

  /// No rows yet.
  public Picked(Schema schema) {
    this.schema = schema;
    this.textColumns =
        schema.columns().filter(c -> c.type() == Type.TEXT || c.type() == Type.BYTES).toList();
    this.width = schema.columns().mapToInt(c -> c.type().width()).sum();
  }

  /// A chunk to pick from; gives its number.
  public int add(Chunk chunk) {
    chunks.add(chunk);
    texts.add(textColumns.stream().filter(chunk::has).map(chunk::text).toArray(Text[]::new));
    return chunks.size() - 1;
  }

  /// Also this row of the chunk of this number.
  public void pick(int chunk, int picked) {
    if (rows == part.length) {
      part = Arrays.copyOf(part, rows * 2);
      row = Arrays.copyOf(row, rows * 2);
    }
    part[rows] = chunk;
    row[rows++] = picked;
    bytes += width;
    for (var text : texts.get(chunk)) {
      bytes += text.length(picked);
    }
  }

  /// True if the rows picked are as many, or as large, as a chunk of a table on the disk is to be.
  boolean isBatch() {
    return rows >= Run.BATCH || bytes >= Run.BATCH_BYTES;
  }

  /// Rows picked.
  public int rows() {
    return rows;
  }

  /// Forgets the rows, but not the chunks.
  void clear() {
    rows = 0;
    bytes = 0;
  }

  /// The rows at positions from `first` on.
  public Chunk chunk(long first) {
    return Chunk.of(schema, rows, first, columns());
  }

  /// The rows with the positions and identities that they have.
  public Chunk chunk() {
    var positions = new long[rows];
    var identities = new long[rows];
    for (int i = 0; i < rows; i++) {
      positions[i] = chunks.get(part[i]).position(row[i]);
      identities[i] = chunks.get(part[i]).identity(row[i]);
    }
    return Chunk.of(schema, rows, positions, identities, columns());
  }

  private @Nullable Values[] columns() {
    return schema.columns().map(this::column).toArray(Values[]::new);
  }

  private @Nullable Values column(Column column) {
    if (!chunks.stream().allMatch(chunk -> chunk.rows() == 0 || chunk.has(column))) {
      return null;
    }
    var cells =
        chunks.stream()
            .map(chunk -> chunk.has(column) ? chunk.values(column) : EMPTY)
            .toArray(Values[]::new);
    return picked(column.type(), cells, validity(cells));
  }

  private Validity validity(Values[] cells) {
    if (Arrays.stream(cells).allMatch(values -> values.validity().all())) {
      return Validity.ALL;
    }
    var valid = new boolean[rows];
    boolean all = true;
    for (int i = 0; i < rows; i++) {
      valid[i] = cells[part[i]].validity().at(row[i]);
      all &= valid[i];
    }
    return all ? Validity.ALL : Validity.of(valid);
  }

  private Values picked(Type type, Values[] cells, Validity validity) {
    return switch (type) {
      case BOOLEAN, INT -> {
        var out = new int[rows];
        for (int i = 0; i < rows; i++) {
          out[i] = ((Values.Ints) cells[part[i]]).cells()[row[i]];
        }
        yield new Values.Ints(type, out, validity);
      }
      case LONG, DATE, TIMESTAMP -> {
        var out = new long[rows];
        for (int i = 0; i < rows; i++) {
          out[i] = ((Values.Longs) cells[part[i]]).cells()[row[i]];
        }
        yield new Values.Longs(type, out, validity);
      }
      case DOUBLE -> {
        var out = new double[rows];
        for (int i = 0; i < rows; i++) {
          out[i] = ((Values.Doubles) cells[part[i]]).cells()[row[i]];
        }
        yield new Values.Doubles(out, validity);
      }
      case TEXT, BYTES -> {
        var out = new Text.Builder(rows);
        for (int i = 0; i < rows; i++) {
          var text = ((Values.Texts) cells[part[i]]).text();
          out.add(text.bytes(), text.start(row[i]), text.end(row[i]));
        }
        yield new Values.Texts(type, out.build(), validity);
      }
    };
  }
}
