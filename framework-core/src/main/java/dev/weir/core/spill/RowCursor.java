package dev.weir.core.spill;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.Column;
import dev.weir.api.Schema;
import dev.weir.api.Values;
import java.util.Arrays;

/// Stands at one row of a reading after the other, across its chunks. Used by one thread; for hot
/// loops, subclasses look at the chunk's columns themselves.
public class RowCursor implements AutoCloseable {
  private final ChunkReader reader;

  /// The chunk at hand.
  protected Chunk chunk;

  /// The row of [#chunk] that this stands at.
  protected int row;

  /// Before the first row; [#here] goes there.
  ///
  /// @param schema of the rows
  /// @param reader is closed with this
  protected RowCursor(Schema schema, ChunkReader reader) {
    this.reader = reader;
    this.chunk = Chunk.of(schema, 0, 0, new Values[schema.size()]);
  }

  /// True if there is a row to stand at.
  public final boolean here() {
    while (row == chunk.rows()) {
      var next = reader.next();
      if (next.isEmpty()) {
        return false;
      }
      chunk = next.get();
      row = 0;
    }
    return true;
  }

  /// Goes on to the next row.
  public final void advance() {
    row++;
  }

  /// The row's cell of a column of text or bytes, copied.
  protected final byte[] bytes(Column column) {
    var text = chunk.text(column);
    return Arrays.copyOfRange(text.bytes(), text.start(row), text.end(row));
  }

  @Override
  public final void close() {
    reader.close();
  }
}
