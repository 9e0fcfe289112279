package dev.weir.core.spill;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;

/// Reads what [FrameWriter] wrote. Used by one thread; the caller closes the channel.
public final class FrameReader {
  private final ReadableByteChannel in;
  private final long size;
  private final ByteBuffer head =
      ByteBuffer.allocate(FrameWriter.HEAD).order(ByteOrder.LITTLE_ENDIAN);
  private ByteBuffer buffer = ByteBuffer.allocate(0);
  private long at;

  /// Reads from there.
  ///
  /// @param size bytes that there are, so that a wrong length is not taken for memory to allocate
  public FrameReader(ReadableByteChannel in, long size) {
    this.in = in;
    this.size = size;
  }

  /// The next frame's content, little-endian, valid until the next call.
  ///
  /// @throws DamagedFrameException if it is not as it was written, or there is none
  public ByteBuffer next() throws IOException {
    readAll(head.clear());
    int length = head.getInt(4);
    if (head.getInt(0) != FrameWriter.MARK || length < 0 || length > size - at - FrameWriter.HEAD) {
      throw damaged("a frame begins wrongly");
    }
    if (length > buffer.capacity()) {
      buffer = ByteBuffer.allocate(length);
    }
    buffer.clear().limit(length);
    readAll(buffer);
    if (FrameWriter.checksum(buffer) != head.getInt(8)) {
      throw damaged("a checksum differs");
    }
    at += FrameWriter.HEAD + length;
    return buffer.order(ByteOrder.LITTLE_ENDIAN);
  }

  /// Says that the channel stands at this byte now, where a frame begins.
  void seek(long to) {
    at = to;
  }

  /// True if all bytes have been read.
  public boolean atEnd() {
    return at >= size;
  }

  private void readAll(ByteBuffer to) throws IOException {
    while (to.hasRemaining()) {
      if (in.read(to) < 0) {
        throw damaged("it ends too soon");
      }
    }
    to.flip();
  }

  private DamagedFrameException damaged(String how) {
    return new DamagedFrameException(how + " at byte " + at + " of " + size);
  }
}
