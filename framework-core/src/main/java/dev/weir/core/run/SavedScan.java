package dev.weir.core.run;

import dev.weir.api.StateCodec;
import dev.weir.core.checkpoint.FrameInput;
import dev.weir.core.checkpoint.FrameOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// What is saved of a scan, and how it is read back: where it stands, the states of the links that
/// need order, those of the merged blocks and, within a block, those of that block.
///
/// @param orderedLane the states of the links that need order
record SavedScan(
    Chain chain, ChunkGrid grid, Blocks blocks, Chain.Lane orderedLane, ScanWatcher watcher) {
  /// Where a scan stood.
  ///
  /// @param position of its next row
  /// @param rows that the states speak of
  /// @param block the one that was not at its end, if there was one
  record Place(long position, long rows, @Nullable Block block) {}

  /// The states of a link, for all whole blocks.
  Chain.Lane lane(int link) {
    return inOrder(link) ? orderedLane : blocks.merged();
  }

  private boolean inOrder(int link) {
    return chain.links().get(link).inOrder();
  }

  /// True if no state, of the block or before it, is what a tool left in the middle of a chunk.
  boolean isSound(Block block) {
    for (int i = 0; i < chain.size(); i++) {
      if (!(inOrder(i) ? orderedLane : block.lane).isSound(i) || !lane(i).isSound(i)) {
        return false;
      }
    }
    return true;
  }

  /// Writes where the scan stands: before the row at this position; all before it are merged, but
  /// for those of the block that is not at its end, if there is one.
  void save(long position, @Nullable Block block, FrameOutput stream) {
    var out = Bytes.to(stream);
    out.integer(position);
    grid.save(out);
    out.integer(blocks.rowsMerged());
    out.integer(blocks.count());
    out.integer(chain.scan().closed());
    out.integer(chain.scan().watermark());
    chain.scan().skip().save(out);
    chain.poison().save(out);
    for (int i = 0; i < chain.size(); i++) {
      lane(i).save(i, out);
    }
    out.integer(block == null ? 0 : 1);
    if (block != null) {
      out.integer(block.key);
      out.integer(block.rows);
      for (int i = 0; i < chain.size(); i++) {
        if (!inOrder(i)) {
          block.lane.save(i, out);
        }
      }
    }
    try {
      watcher.save(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads what [#save] wrote.
  ///
  /// @param in reads from the stream; its key tables belong to the scan
  Place restore(FrameInput stream, StateCodec.In in) {
    long position = in.integer();
    grid.restore(in);
    long merged = in.integer();
    blocks.restore(merged, Math.toIntExact(in.integer()), position);
    chain.scan().restoreWatermark(in.integer(), in.integer());
    chain.scan().skip().restore(in);
    chain.poison().restore(in);
    for (int i = 0; i < chain.size(); i++) {
      lane(i).restore(i, in);
    }
    var block = in.integer() == 0 ? null : block(position, in);
    try {
      watcher.restore(stream, in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Place(position, merged + (block == null ? 0 : block.rows), block);
  }

  private Block block(long position, StateCodec.In in) {
    var block = blocks.begin(in.integer());
    block.rows = in.integer();
    block.folded = new Coverage(block.rows, position);
    for (int i = 0; i < chain.size(); i++) {
      if (!inOrder(i)) {
        block.lane.restore(i, in);
      }
    }
    return block;
  }
}
