package dev.weir.core.spill;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.zip.CRC32C;

/// Writes frames: a mark, the content's length, a CRC32C of both and of the content, and the
/// content, which may be empty. Used by one thread; the caller closes the channel.
public final class FrameWriter {
  /// Bytes of a frame beside its content.
  public static final int HEAD = 12;

  static final int MARK = 0x57656972;

  private final WritableByteChannel out;
  private final ByteBuffer head = ByteBuffer.allocate(HEAD).order(ByteOrder.LITTLE_ENDIAN);
  private long bytes;

  /// Writes there, from where it stands.
  public FrameWriter(WritableByteChannel out) {
    this.out = out;
  }

  /// Appends a frame.
  public void write(ByteBuffer content) throws IOException {
    int length = content.remaining();
    head.clear().putInt(MARK).putInt(length).putInt(checksum(content)).flip();
    writeAll(head);
    writeAll(content);
    bytes += HEAD + length;
  }

  /// Bytes written, of whole frames.
  public long bytes() {
    return bytes;
  }

  private void writeAll(ByteBuffer from) throws IOException {
    while (from.hasRemaining()) {
      if (out.write(from) <= 0) {
        throw new IOException("No space left: nothing more was taken");
      }
    }
  }

  static int checksum(ByteBuffer content) {
    var crc = new CRC32C();
    crc.update(ByteBuffer.allocate(8).putInt(MARK).putInt(content.remaining()).flip());
    crc.update(content.duplicate());
    return (int) crc.getValue();
  }
}
