package dev.weir.core.spill;

import dev.weir.api.Chunk;
import dev.weir.api.Schema;
import dev.weir.api.Text;
import dev.weir.api.Type;
import dev.weir.api.Validity;
import dev.weir.api.Values;
import dev.weir.numerics.Hashing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// Rows as the content of a frame, column by column: positions and identities where they are not
/// the plain ones, then for each column whether it is here, which cells hold a value, and the
/// cells. What is read is what was written, to the bit; a dictionary is written out.
public final class RowFrames {
  private static final int POSITIONS = 1;
  private static final int IDENTITIES = 2;
  private static final byte ABSENT = 0;
  private static final byte ALL = 1;
  private static final byte SOME = 2;

  private ByteBuffer buffer = buffer(1 << 12);

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /// The rows from `from` to `to`, valid until the next call.
  public ByteBuffer encode(Chunk chunk, int from, int to) {
    int rows = to - from;
    buffer.clear();
    int flags = flags(chunk, from, to);
    reach(16L + 16L * rows);
    buffer.putInt(rows).put((byte) flags).putLong(rows == 0 ? 0 : chunk.position(from));
    if ((flags & POSITIONS) != 0) {
      for (int r = from; r < to; r++) {
        buffer.putLong(chunk.position(r));
      }
    }
    if ((flags & IDENTITIES) != 0) {
      for (int r = from; r < to; r++) {
        buffer.putLong(chunk.identity(r));
      }
    }
    chunk
        .schema()
        .columns()
        .forEach(column -> {
          reach(16L + 9L * rows);
          if (chunk.has(column)) {
            put(chunk.values(column), from, to);
          } else {
            buffer.put(ABSENT);
          }
        });
    return buffer.flip();
  }

  private static int flags(Chunk chunk, int from, int to) {
    int flags = 0;
    for (int r = from; r < to; r++) {
      long position = chunk.position(r);
      flags |= position != chunk.position(from) + (r - from) ? POSITIONS : 0;
      flags |= chunk.identity(r) != Hashing.of(position) ? IDENTITIES : 0;
    }
    return flags;
  }

  private void put(Values values, int from, int to) {
    var validity = values.validity();
    int rows = to - from;
    boolean all = validity.all();
    buffer.put(all ? ALL : SOME);
    if (!all) {
      for (int word = 0; word << 6 < rows; word++) {
        long bits = 0;
        for (int r = word << 6; r < Math.min(rows, (word + 1) << 6); r++) {
          bits |= validity.at(from + r) ? 1L << r : 0;
        }
        buffer.putLong(bits);
      }
    }
    switch (values) {
      case Values.Ints ints -> {
        buffer.asIntBuffer().put(ints.cells(), from, rows);
        buffer.position(buffer.position() + 4 * rows);
      }
      case Values.Longs longs -> {
        buffer.asLongBuffer().put(longs.cells(), from, rows);
        buffer.position(buffer.position() + 8 * rows);
      }
      case Values.Doubles doubles -> {
        buffer.asDoubleBuffer().put(doubles.cells(), from, rows);
        buffer.position(buffer.position() + 8 * rows);
      }
      case Values.Texts texts -> put(texts.text(), from, to);
    }
  }

  private void put(Text text, int from, int to) {
    for (int r = from; r < to; r++) {
      buffer.putInt(text.length(r));
    }
    for (int r = from; r < to; r++) {
      reach(text.length(r));
      buffer.put(text.bytes(), text.start(r), text.length(r));
    }
  }

  private void reach(long more) {
    if (more > buffer.remaining()) {
      var wider = buffer((int) Math.max(2L * buffer.capacity(), buffer.position() + more));
      wider.put(buffer.flip());
      buffer = wider;
    }
  }

  /// The rows that [#encode] wrote.
  public static Chunk decode(Schema schema, ByteBuffer in) {
    int rows = in.getInt();
    int flags = in.get();
    long first = in.getLong();
    var positions = (flags & POSITIONS) != 0 ? longs(in, rows) : null;
    var identities = (flags & IDENTITIES) != 0 ? longs(in, rows) : null;
    var values = new @Nullable Values[schema.size()];
    for (int c = 0; c < values.length; c++) {
      values[c] = values(schema.fields().get(c).type(), in, rows);
    }
    if (identities != null) {
      return Chunk.of(
          schema, rows, positions == null ? from(first, rows) : positions, identities, values);
    }
    return positions == null
        ? Chunk.of(schema, rows, first, values)
        : Chunk.of(schema, rows, positions, values);
  }

  private static long[] from(long first, int rows) {
    var positions = new long[rows];
    for (int r = 0; r < rows; r++) {
      positions[r] = first + r;
    }
    return positions;
  }

  private static long[] longs(ByteBuffer in, int count) {
    var longs = new long[count];
    in.asLongBuffer().get(longs);
    in.position(in.position() + 8 * count);
    return longs;
  }

  private static @Nullable Values values(Type type, ByteBuffer in, int rows) {
    byte form = in.get();
    if (form == ABSENT) {
      return null;
    }
    var validity = form == ALL ? Validity.ALL : Validity.of(longs(in, (rows + 63) >> 6));
    return switch (type) {
      case BOOLEAN, INT -> {
        var ints = new int[rows];
        in.asIntBuffer().get(ints);
        in.position(in.position() + 4 * rows);
        yield new Values.Ints(type, ints, validity);
      }
      case LONG, DATE, TIMESTAMP -> new Values.Longs(type, longs(in, rows), validity);
      case DOUBLE -> {
        var doubles = new double[rows];
        in.asDoubleBuffer().get(doubles);
        in.position(in.position() + 8 * rows);
        yield new Values.Doubles(doubles, validity);
      }
      case TEXT, BYTES -> {
        var offsets = new int[rows + 1];
        for (int r = 0; r < rows; r++) {
          offsets[r + 1] = offsets[r] + in.getInt();
        }
        var bytes = new byte[offsets[rows]];
        in.get(bytes);
        yield new Values.Texts(type, Text.of(bytes, offsets), validity);
      }
    };
  }
}
