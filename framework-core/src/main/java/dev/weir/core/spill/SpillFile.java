package dev.weir.core.spill;

import dev.weir.api.PipelineException;
import dev.weir.core.events.Events;
import dev.weir.core.events.SpillEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One file of frames, written once from beginning to end and then read as often as wanted; a last
/// frame without content says that the file is whole.
final class SpillFile {
  private final SpillSpace space;
  private final Path path;
  private final String role;
  private @Nullable WritableByteChannel out;
  private @Nullable FrameWriter frames;
  private long bytes;
  private @Nullable SpillEvent event;
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
    int length = FrameWriter.HEAD + content.remaining();
    space.take(role, length);
    bytes += length;
    try {
      var channel = out;
      if (channel == null) {
        channel = space.disk().create(path);
        out = channel;
        frames = new FrameWriter(channel);
        event = Events.inUse() ? new SpillEvent() : null;
      }
      Objects.requireNonNull(frames).write(content);
    } catch (IOException e) {
      throw SpillSpace.failed(role, "written", e);
    }
  }

  /// Ends the file; it can be read from now on.
  void finish() {
    write(ByteBuffer.allocate(0));
    closeOut();
    whole = true;
    if (event != null && event.shouldCommit()) {
      event.content = role;
      event.bytes = bytes;
      event.commit();
    }
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
    return openSoFar();
  }

  /// Reads what has been written so far, of which there is something.
  Frames openSoFar() {
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
    private final SeekableByteChannel in;
    private final FrameReader frames;
    private boolean ended;

    private Frames(SeekableByteChannel in) {
      this.in = in;
      this.frames = new FrameReader(in, bytes);
    }

    /// The next frame's content, valid until the next call; null at the end.
    ///
    /// @throws PipelineException RESOURCE if the file is not as it was written
    @Nullable ByteBuffer next() {
      if (ended || frames.atEnd()) {
        return null;
      }
      try {
        var content = frames.next();
        ended = !content.hasRemaining();
        return ended ? null : content;
      } catch (DamagedFrameException e) {
        throw corrupt(String.valueOf(e.getMessage()));
      } catch (IOException e) {
        throw SpillSpace.failed(role, "read", e);
      }
    }

    /// Goes to the frame that begins at this byte of the file.
    void seek(long at) {
      try {
        in.position(at);
      } catch (IOException e) {
        throw SpillSpace.failed(role, "read", e);
      }
      frames.seek(at);
      ended = false;
    }

    /// What is not as it was written, as an error.
    PipelineException corrupt(String how) {
      return PipelineException.resource(
          "spill.corrupt",
          role
              + ": a temporary file is not as it was written ("
              + how
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
