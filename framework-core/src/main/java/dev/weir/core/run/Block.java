package dev.weir.core.run;

import dev.weir.api.Chunk;
import java.util.ArrayDeque;

/// A run of source rows that folds by itself: its chunks in order, waiting to be folded by one
/// thread at a time. Guarded by its scan's lock, but for the lane, which belongs to whoever folds.
final class Block {
  /// A chunk that waits.
  ///
  /// @param reserved what it has reserved
  /// @param end what the block's states speak of after it
  record Waiting(Chunk chunk, long reserved, Coverage end) {}

  final int number;
  final long key;
  final Chain.Lane lane;
  final ArrayDeque<Waiting> queue = new ArrayDeque<>();
  boolean folding;
  boolean ended;
  long rows;
  Coverage folded = new Coverage(0, 0);

  Block(int number, long key, Chain.Lane lane) {
    this.number = number;
    this.key = key;
    this.lane = lane;
  }

  /// Which block a position lies in.
  static long key(long position, long blockRows) {
    return Chunk.position(Chunk.split(position), Chunk.row(position) / blockRows);
  }

  /// The first position of a block.
  static long start(long key, long blockRows) {
    return Chunk.position(Chunk.split(key), Chunk.row(key) * blockRows);
  }
}
