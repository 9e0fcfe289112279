package dev.weir.core.groups;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.core.keys.KeyEncoder;
import dev.weir.core.keys.KeyIndex;
import java.util.Arrays;
import java.util.List;

/// Splits chunks by key. Not for sharing between threads.
final class Splitter {
  private final KeyIndex index;
  private final KeyEncoder encoder;
  private int[] local = new int[0];

  Splitter(List<Column> key, KeyIndex index) {
    this.index = index;
    this.encoder = new KeyEncoder(key);
  }

  /// Takes the rows of one group: their numbers in the chunk, ascending.
  interface Part {
    void accept(int group, int[] rows, int count);
  }

  /// Gives the rows of each group, groups in the order in which they first occur in the chunk.
  void split(Chunk chunk, Part each) {
    int rows = chunk.rows();
    var groupOf = new int[rows];
    var counts = new int[Math.max(16, Math.min(rows, 1024))];
    var groups = new int[counts.length];
    int parts = 0;
    for (int r = 0; r < rows; r++) {
      encoder.encode(chunk, r);
      int group = index.of(encoder.bytes(), 0, encoder.length());
      if (group >= local.length) {
        int old = local.length;
        local = Arrays.copyOf(local, Math.max(64, Math.max(group + 1, old * 2)));
        Arrays.fill(local, old, local.length, -1);
      }
      if (local[group] < 0) {
        if (parts == groups.length) {
          groups = Arrays.copyOf(groups, parts * 2);
          counts = Arrays.copyOf(counts, parts * 2);
        }
        groups[parts] = group;
        counts[parts] = 0;
        local[group] = parts++;
      }
      groupOf[r] = local[group];
      counts[groupOf[r]]++;
    }
    var members = new int[parts][];
    for (int p = 0; p < parts; p++) {
      members[p] = new int[counts[p]];
      local[groups[p]] = -1;
      counts[p] = 0;
    }
    for (int r = 0; r < rows; r++) {
      int p = groupOf[r];
      members[p][counts[p]++] = r;
    }
    for (int p = 0; p < parts; p++) {
      each.accept(groups[p], members[p], counts[p]);
    }
  }

  /// Forgets the scratch space.
  void clear() {
    local = new int[0];
  }

  /// Bytes of the scratch space.
  long retainedBytes() {
    return 4L * local.length;
  }
}
