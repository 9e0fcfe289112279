package dev.weir.core.spill;

import dev.weir.api.PipelineException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// One file of frames, written once from beginning to end and then read as often as wanted. A frame
/// is a mark, its length, a CRC32C of both and of the content, and the content; a last frame
/// without content says that the file is whole.
final class SpillFile {
  private static final int MARK = 0x57656972;
  private static final int HEAD = 12;

  private final SpillSpace space;
  private final Path path;
  private final String role;
  private @Nullable WritableByteChannel out;
  private final ByteBuffer head = ByteBuffer.allocate(HEAD).order(ByteOrder.LITTLE_ENDIAN);
  private long bytes;
  private boolean whole;
  private boolean deleted;

  SpillFile(SpillSpace space, Path path, String role) {
    this.space = space;
    this.path = path;
    this.role = role;
  }

  String role() {
    return role;
  }

  /// Bytes written.
  long bytes() {
    return bytes;
  }

  /// Appends a frame.
  void write(ByteBuffer content) {
    int length = content.remaining();
    space.take(role, HEAD + length);
    bytes += HEAD + length;
    try {
      var channel = out == null ? space.disk().create(path) : out;
      out = channel;
      head.clear().putInt(MARK).putInt(length).putInt(checksum(content)).flip();
      writeAll(channel, head);
      writeAll(channel, content);
    } catch (IOException e) {
      throw SpillSpace.failed(role, "written", e);
    }
  }

  private static void writeAll(WritableByteChannel channel, ByteBuffer from) throws IOException {
    while (from.hasRemaining()) {
      if (channel.write(from) <= 0) {
        throw new IOException("No space left: nothing more was taken");
      }
    }
  }

  private static int checksum(ByteBuffer content) {
    var crc = new CRC32C();
    var length = ByteBuffer.allocate(8).putInt(MARK).putInt(content.remaining()).flip();
    crc.update(length);
    crc.update(content.duplicate());
    return (int) crc.getValue();
  }

  /// Ends the file; it can be read from now on.
  void finish() {
    write(ByteBuffer.allocate(0));
    closeOut();
    whole = true;
  }

  private void closeOut() {
    var channel = out;
    out = null;
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        throw SpillSpace.failed(role, "written", e);
      }
    }
  }

  /// Reads from the beginning.
  Frames open() {
    if (!whole || deleted) {
      throw new IllegalStateException(
          role + ": the rows are gone: their run, or what they belonged to, was closed");
    }
    try {
      return new Frames(space.disk().open(path));
    } catch (IOException e) {
      throw SpillSpace.failed(role, "read", e);
    }
  }

  /// Removes the file.
  synchronized void delete() {
    if (deleted) {
      return;
    }
    deleted = true;
    closeOut();
    space.gone(this, bytes);
    try {
      space.disk().delete(path);
    } catch (IOException e) {
      throw SpillSpace.failed(role, "removed", e);
    }
  }

  /// One reading. Used by one thread.
  final class Frames implements AutoCloseable {
    private final ReadableByteChannel in;
    private final ByteBuffer frameHead = ByteBuffer.allocate(HEAD).order(ByteOrder.LITTLE_ENDIAN);
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private long at;
    private boolean ended;

    private Frames(ReadableByteChannel in) {
      this.in = in;
    }

    /// The next frame's content, valid until the next call; null at the end.
    ///
    /// @throws PipelineException RESOURCE if the file is not as it was written
    @Nullable ByteBuffer next() {
      if (ended) {
        return null;
      }
      try {
        readAll(frameHead.clear());
        int mark = frameHead.getInt(0);
        int length = frameHead.getInt(4);
        if (mark != MARK || length < 0 || length > bytes - at - HEAD) {
          throw corrupt("a frame begins wrongly");
        }
        if (length > buffer.capacity()) {
          buffer = ByteBuffer.allocate(length);
        }
        buffer.clear().limit(length);
        readAll(buffer);
        buffer.order(ByteOrder.LITTLE_ENDIAN);
        if (checksum(buffer) != frameHead.getInt(8)) {
          throw corrupt("a checksum differs");
        }
        at += HEAD + length;
        ended = length == 0;
        return ended ? null : buffer;
      } catch (IOException e) {
        throw SpillSpace.failed(role, "read", e);
      }
    }

    private void readAll(ByteBuffer to) throws IOException {
      while (to.hasRemaining()) {
        if (in.read(to) < 0) {
          throw corrupt("it ends too soon");
        }
      }
      to.flip();
    }

    private PipelineException corrupt(String how) {
      return PipelineException.resource(
          "spill.corrupt",
          role
              + ": a temporary file is not as it was written ("
              + how
              + " at byte "
              + at
              + " of "
              + bytes
              + "); its disk or a program that cleans TMPDIR has damaged it: choose another folder by setting TMPDIR and run again");
    }

    @Override
    public void close() {
      try {
        in.close();
      } catch (IOException e) {
        throw SpillSpace.failed(role, "read", e);
      }
    }
  }
}
