package dev.weir.core.checkpoint;

import dev.weir.api.Chunk;
import dev.weir.api.PipelineException;
import dev.weir.api.RowWriter;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.core.spill.FrameReader;
import dev.weir.core.spill.FrameWriter;
import dev.weir.core.spill.RowFrames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The rows of a run that are to be written out, one segment an interval: a file that is brought to
/// the disk before the checkpoint that names it, and never changed afterwards. What no checkpoint
/// names is removed when the run is taken up, so that no row is there twice. At the end the rows
/// are read from the first segment to the last. Used by one thread.
public final class RowLog implements RowWriter {
  static final String PREFIX = "rows-";

  /// A file of rows.
  private record Segment(long number, long rows, long bytes) {}

  private final CheckpointFolder folder;
  private final List<Segment> segments = new ArrayList<>();
  private final RowFrames frames = new RowFrames();
  private @Nullable WritableByteChannel channel;
  private @Nullable FrameWriter out;
  private long rows;

  /// No rows yet; segments that are there are removed.
  public RowLog(CheckpointFolder folder) {
    this.folder = folder;
    removeOthers();
  }

  private RowLog(CheckpointFolder folder, List<Segment> segments) {
    this.folder = folder;
    this.segments.addAll(segments);
    removeOthers();
  }

  private Path file(long number) {
    return folder.path().resolve("%s%09d.weir".formatted(PREFIX, number));
  }

  private void removeOthers() {
    var ours = segments.stream().map(s -> file(s.number())).toList();
    try (var files = Files.newDirectoryStream(folder.path(), PREFIX + "*")) {
      for (var file : files) {
        if (!ours.contains(file)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw folder.failed("removed", e);
    }
  }

  @Override
  public void write(Chunk chunk) {
    if (chunk.rows() == 0) {
      return;
    }
    try {
      var to = out;
      if (to == null) {
        var opened = folder.storage().create(file(segments.size()));
        channel = opened;
        to = new FrameWriter(opened);
        out = to;
      }
      to.write(frames.encode(chunk, 0, chunk.rows()));
      rows += chunk.rows();
    } catch (IOException e) {
      throw folder.failed("written (rows for --out)", e);
    }
  }

  /// Ends the segment at hand, if rows have come since the one before.
  @Override
  public void commit() {
    var to = out;
    if (to == null) {
      return;
    }
    int number = segments.size();
    try {
      to.write(ByteBuffer.allocate(0));
      close();
      folder.storage().force(file(number));
      folder.storage().force(folder.path());
      segments.add(new Segment(number, rows, to.bytes()));
      out = null;
      rows = 0;
    } catch (IOException e) {
      throw folder.failed("written (rows for --out)", e);
    }
  }

  /// Writes which segments there are.
  public void save(StateCodec.Out to) {
    to.integer(segments.size());
    for (var segment : segments) {
      to.integer(segment.number());
      to.integer(segment.rows());
      to.integer(segment.bytes());
    }
  }

  /// The segments that [#save] wrote; others are removed.
  ///
  /// @throws PipelineException RESOURCE if one of them is missing or of another length
  public static RowLog restored(CheckpointFolder folder, StateCodec.In in) {
    var segments = new ArrayList<Segment>();
    for (long left = in.integer(); left > 0; left--) {
      segments.add(new Segment(in.integer(), in.integer(), in.integer()));
    }
    var log = new RowLog(folder, segments);
    for (var segment : segments) {
      var file = log.file(segment.number());
      try {
        long size = Files.exists(file) ? Files.size(file) : -1;
        if (size != segment.bytes()) {
          throw log.damaged(
              segment,
              size < 0 ? "it is missing" : "it has " + size + " of " + segment.bytes() + " bytes");
        }
      } catch (IOException e) {
        throw folder.failed("read", e);
      }
    }
    return log;
  }

  private PipelineException damaged(Segment segment, String how) {
    return PipelineException.resource(
        "checkpoint.damaged",
        "the rows in '"
            + file(segment.number())
            + "' cannot be used: "
            + how
            + "; empty the folder and run from the beginning");
  }

  /// Gives all rows of segments that have ended, in order.
  public void forEachChunk(Schema schema, Consumer<Chunk> action) {
    for (var segment : segments) {
      long count = 0;
      try (var in = folder.storage().open(file(segment.number()))) {
        var reader = new FrameReader(in, segment.bytes());
        for (var frame = reader.next(); frame.hasRemaining(); frame = reader.next()) {
          var chunk = RowFrames.decode(schema, frame);
          count += chunk.rows();
          action.accept(chunk);
        }
      } catch (dev.weir.core.spill.DamagedFrameException e) {
        throw damaged(segment, String.valueOf(e.getMessage()));
      } catch (IOException e) {
        throw folder.failed("read", e);
      }
      if (count != segment.rows()) {
        throw damaged(segment, "it has " + count + " of " + segment.rows() + " rows");
      }
    }
  }

  @Override
  public void close() {
    var open = channel;
    channel = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw folder.failed("written (rows for --out)", e);
      }
    }
  }
}
