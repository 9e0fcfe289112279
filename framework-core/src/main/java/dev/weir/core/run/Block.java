package dev.weir.core.run;

import dev.weir.api.Chunk;
import java.util.ArrayDeque;

/// A run of source rows that folds by itself: its chunks in order, waiting to be folded by one
/// thread at a time. Guarded by its scan's lock, but for the lane, which belongs to whoever folds.
final class Block {
  /// A chunk that waits, and what it has reserved.
  record Waiting(Chunk chunk, long reserved) {}

  final int number;
  final long key;
  final Chain.Lane lane;
  final ArrayDeque<Waiting> queue = new ArrayDeque<>();
  boolean folding;
  boolean ended;
  long rows;
  long rowsFolded;

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
