package dev.weir.core.checkpoint;

import dev.weir.core.spill.DamagedFrameException;
import dev.weir.core.spill.FrameReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/// Reads what [FrameOutput] wrote. Failures are [UncheckedIOException]s.
public final class FrameInput extends InputStream {
  private final ReadableByteChannel channel;
  private final FrameReader frames;
  private final int size;
  private ByteBuffer frame = ByteBuffer.allocate(0);

  FrameInput(ReadableByteChannel channel, FrameReader frames, long size) {
    this.channel = channel;
    this.frames = frames;
    this.size = (int) Math.min(Integer.MAX_VALUE, size);
  }

  private boolean atEnd() {
    try {
      while (!frame.hasRemaining()) {
        if (frames.atEnd()) {
          return true;
        }
        frame = frames.next();
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int read() {
    return atEnd() ? -1 : frame.get() & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int count) {
    if (count == 0) {
      return 0;
    }
    if (atEnd()) {
      return -1;
    }
    int some = Math.min(count, frame.remaining());
    frame.get(bytes, from, some);
    return some;
  }

  /// More than can follow: a bound of the lengths that may be believed.
  @Override
  public int available() {
    return size;
  }

  /// What gives the frames of another kind that come next.
  public FrameReader frames() {
    if (frame.hasRemaining()) {
      throw new UncheckedIOException(
          new DamagedFrameException(frame.remaining() + " bytes of a frame are left over"));
    }
    return frames;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
