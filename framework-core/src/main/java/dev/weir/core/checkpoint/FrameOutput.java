package dev.weir.core.checkpoint;

import dev.weir.core.spill.FrameWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/// A stream of bytes cut into frames, so that what is written needs no more memory than one of
/// them. Frames of other kinds may stand in between. Failures are [UncheckedIOException]s.
public final class FrameOutput extends OutputStream {
  private static final int FRAME_BYTES = 64 << 10;

  private final FrameWriter frames;
  private final byte[] buffer = new byte[FRAME_BYTES];
  private int filled;

  FrameOutput(FrameWriter frames) {
    this.frames = frames;
  }

  @Override
  public void write(int b) {
    if (filled == FRAME_BYTES) {
      endFrame();
    }
    buffer[filled++] = (byte) b;
  }

  @Override
  public void write(byte[] bytes, int from, int count) {
    int at = from;
    int left = count;
    while (left > 0) {
      if (filled == FRAME_BYTES) {
        endFrame();
      }
      int some = Math.min(left, FRAME_BYTES - filled);
      System.arraycopy(bytes, at, buffer, filled, some);
      filled += some;
      at += some;
      left -= some;
    }
  }

  /// What takes the frames of another kind that come next.
  public FrameWriter frames() {
    if (filled > 0) {
      endFrame();
    }
    return frames;
  }

  private void endFrame() {
    try {
      frames.write(ByteBuffer.wrap(buffer, 0, filled));
      filled = 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
