package dev.weir.core.cache;

import dev.weir.core.results.Fields;
import dev.weir.core.spill.DamagedFrameException;
import dev.weir.core.spill.FrameReader;
import dev.weir.core.spill.FrameWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One thing that is kept: frames, the first of which says what content it holds for and when it
/// was made.
///
/// @param fingerprints of the inputs, in order
/// @param made when
/// @param body the frames after the first, not read yet
public record Entry(List<String> fingerprints, Instant made, FrameReader body) {
  /// Version of an entry's form.
  private static final int VERSION = 1;

  private static final int MARK = 0x5743;

  /// What comes after the first frame.
  public interface Body {
    /// Writes it.
    void write(FrameWriter out) throws IOException;
  }

  /// A channel is full.
  private static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1;
  }

  /// The entry's bytes; nothing if they are more than `most`.
  public static Optional<byte[]> write(
      List<String> fingerprints, Instant made, Body body, long most) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new FrameWriter(bounded(bytes, most));
    try {
      new Fields()
          .integer(MARK)
          .integer(VERSION)
          .texts(fingerprints)
          .integer(made.toEpochMilli())
          .end(out);
      body.write(out);
      return Optional.of(bytes.toByteArray());
    } catch (TooLargeException e) {
      return Optional.empty();
    }
  }

  private static WritableByteChannel bounded(ByteArrayOutputStream bytes, long most) {
    var inner = Channels.newChannel(bytes);
    return new WritableByteChannel() {
      @Override
      public int write(ByteBuffer from) throws IOException {
        if (bytes.size() + (long) from.remaining() > most) {
          throw new TooLargeException();
        }
        return inner.write(from);
      }

      @Override
      public boolean isOpen() {
        return true;
      }

      @Override
      public void close() {}
    };
  }

  /// Reads the first frame.
  public static Entry read(byte[] bytes) throws IOException {
    var in = new FrameReader(Channels.newChannel(new ByteArrayInputStream(bytes)), bytes.length);
    var head = new Fields.Reader(in.next());
    if (head.integer() != MARK || head.integer() != VERSION) {
      throw new DamagedFrameException("no entry of a version that is known here");
    }
    var entry = new Entry(head.texts(), Instant.ofEpochMilli(head.integer()), in);
    head.end();
    return entry;
  }
}
