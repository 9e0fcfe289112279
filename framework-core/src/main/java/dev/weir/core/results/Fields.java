package dev.weir.core.results;

import dev.weir.api.Schema;
import dev.weir.api.Type;
import dev.weir.core.spill.DamagedFrameException;
import dev.weir.core.spill.FrameWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// The content of a frame that holds single figures and texts, field by field.
public final class Fields {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ByteBuffer number = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);

  /// A whole number.
  public Fields integer(long value) {
    number.clear().putLong(value);
    bytes.write(number.array(), 0, 8);
    return this;
  }

  /// A real number, to the bit.
  public Fields real(double value) {
    return integer(Double.doubleToRawLongBits(value));
  }

  /// True or false.
  public Fields flag(boolean value) {
    return integer(value ? 1 : 0);
  }

  /// Bytes and how many.
  public Fields bytes(byte[] value) {
    integer(value.length);
    bytes.write(value, 0, value.length);
    return this;
  }

  /// A text, unit by unit: halves of surrogate pairs too come back as they were.
  public Fields text(String value) {
    integer(value.length());
    var units = new byte[2 * value.length()];
    for (int i = 0; i < value.length(); i++) {
      units[2 * i] = (byte) value.charAt(i);
      units[2 * i + 1] = (byte) (value.charAt(i) >> 8);
    }
    bytes.write(units, 0, units.length);
    return this;
  }

  /// Texts and how many.
  public Fields texts(List<String> values) {
    integer(values.size());
    values.forEach(this::text);
    return this;
  }

  /// Names and types of columns.
  public Fields schema(Schema schema) {
    integer(schema.size());
    for (var field : schema.fields()) {
      text(field.name()).text(field.type().name()).flag(field.nullable()).text(field.unit());
    }
    return this;
  }

  /// Writes the fields as one frame.
  public void end(FrameWriter out) throws IOException {
    out.write(ByteBuffer.wrap(bytes.toByteArray()));
  }

  /// Reads fields in the order in which they were written.
  ///
  /// @param in a frame's content
  public record Reader(ByteBuffer in) {
    /// A whole number.
    public long integer() throws IOException {
      if (in.remaining() < 8) {
        throw new DamagedFrameException("a frame's fields end too soon");
      }
      return in.getLong();
    }

    /// How many things of at least so many bytes each follow.
    public int count(int bytesEach) throws IOException {
      long count = integer();
      if (count < 0 || count > in.remaining() / bytesEach) {
        throw new DamagedFrameException("a count of " + count + " is beyond its frame's end");
      }
      return (int) count;
    }

    /// A real number.
    public double real() throws IOException {
      return Double.longBitsToDouble(integer());
    }

    /// True or false.
    public boolean flag() throws IOException {
      return integer() != 0;
    }

    /// Bytes.
    public byte[] bytes() throws IOException {
      var value = new byte[count(1)];
      in.get(value);
      return value;
    }

    /// A text.
    public String text() throws IOException {
      var units = new char[count(2)];
      for (int i = 0; i < units.length; i++) {
        units[i] = in.getChar();
      }
      return new String(units);
    }

    /// Texts.
    public List<String> texts() throws IOException {
      int count = count(8);
      var values = new ArrayList<String>(count);
      for (int i = 0; i < count; i++) {
        values.add(text());
      }
      return values;
    }

    /// Names and types of columns.
    public Schema schema() throws IOException {
      var fields = new ArrayList<Schema.Field>();
      for (int left = count(32); left > 0; left--) {
        fields.add(new Schema.Field(text(), Type.valueOf(text()), flag(), text()));
      }
      return new Schema(fields);
    }

    /// Says that nothing may be left.
    public void end() throws IOException {
      if (in.hasRemaining()) {
        throw new DamagedFrameException(in.remaining() + " bytes of a frame are left over");
      }
    }
  }
}
