package dev.weir.core.expression;

import dev.weir.api.PipelineException;
import dev.weir.api.Text;
import dev.weir.api.Type;
import dev.weir.api.Validity;
import dev.weir.api.Values;
import dev.weir.core.memory.Reserving;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A text column in the making: append bytes, then end the row. What it grows by is taken from the
/// run's memory first. Mutable.
final class TextOut {
  private static final int MOST = Integer.MAX_VALUE - 16;

  private final Reserving memory;
  private final Marks marks;
  private final int[] offsets;
  private byte[] bytes;
  private int used;
  private int row;

  TextOut(Batch batch) {
    memory = batch.evaluation().map(Evaluation::memory).orElse(Reserving.NOTHING);
    int rows = batch.rows();
    marks = new Marks(Validity.ALL, rows);
    offsets = new int[rows + 1];
    int length = (int) Math.min(1 << 20, 16 + 8L * rows);
    memory.reserve(length);
    bytes = new byte[length];
  }

  private void reserve(long more) {
    long needed = used + more;
    if (needed > bytes.length) {
      grow(needed);
    }
  }

  private void grow(long needed) {
    if (needed > MOST) {
      throw PipelineException.resource(
          "expression.size",
          "the text that an expression makes for one chunk of rows exceeds 2 GiB; use a smaller --chunk-bytes, or shorten it with left(…)");
    }
    int length = (int) Math.min(MOST, Math.max(needed, 2L * bytes.length));
    memory.reserve(length);
    var before = bytes.length;
    bytes = Arrays.copyOf(bytes, length);
    memory.release(before);
  }

  void append(byte[] source, int from, int to) {
    reserve((long) to - from);
    System.arraycopy(source, from, bytes, used, to - from);
    used += to - from;
  }

  void append(byte one) {
    reserve(1);
    bytes[used++] = one;
  }

  void append(String text) {
    var encoded = text.getBytes(StandardCharsets.UTF_8);
    append(encoded, 0, encoded.length);
  }

  /// The text of a vector's row.
  void append(Vector vector, int row) {
    var text = vector.text();
    int at = row & vector.mask();
    append(text.bytes(), text.start(at), text.end(at));
  }

  /// The row is complete.
  void end() {
    offsets[++row] = used;
  }

  /// The row has no value, whatever was appended.
  void missing() {
    used = offsets[row];
    marks.strike(row);
    end();
  }

  Vector vector() {
    var content = used == bytes.length ? bytes : Arrays.copyOf(bytes, used);
    return Vector.of(new Values.Texts(Type.TEXT, Text.of(content, offsets), marks.validity()));
  }
}
