package dev.weir.core.run;

import dev.weir.api.StateCodec;
import java.util.ArrayList;
import java.util.List;

/// How often the chunks of a run are halved. They are only where the run would end otherwise: the
/// heap is full in spite of all that can be given back. Sums of the chunks after that may differ in
/// their last bits, as they do between two runs with other `chunkBytes`, so the result says where
/// it was done. Blocks stay as they are. Thread-safe.
public final class ChunkSizes {
  /// Chunks are not made smaller than this.
  static final long LEAST_BYTES = 1024;

  private final List<String> changes = new ArrayList<>();
  private int halvings;
  private int most;

  /// A scan begins, whose chunks are planned to have so many bytes.
  ///
  /// @param again whether its rows can be read again, so that it can be opened with smaller ones
  synchronized void beginScan(long chunkBytes, boolean again) {
    most = halvings;
    while (again && chunkBytes >> (most + 1) >= LEAST_BYTES) {
      most++;
    }
  }

  /// Halves them from the next block on; false if they are as small as they can be.
  public synchronized boolean halve() {
    if (halvings >= most) {
      return false;
    }
    halvings++;
    return true;
  }

  /// How often they are halved, or are to be from the next block on.
  synchronized int halvings() {
    return halvings;
  }

  /// Where it was done.
  synchronized void changed(String where) {
    changes.add(where);
  }

  /// Where it was done, in words.
  public synchronized List<String> changes() {
    return List.copyOf(changes);
  }

  /// Writes them.
  public synchronized void save(StateCodec.Out out) {
    out.integer(halvings);
    out.integer(changes.size());
    changes.forEach(out::text);
  }

  /// Goes on from what [#save] wrote.
  public synchronized void restore(StateCodec.In in) {
    halvings = Math.toIntExact(in.integer());
    changes.clear();
    for (long left = in.integer(); left > 0; left--) {
      changes.add(in.text());
    }
  }
}
