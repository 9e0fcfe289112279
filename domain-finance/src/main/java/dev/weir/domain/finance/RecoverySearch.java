package dev.weir.domain.finance;

import dev.weir.api.StateCodec;
import org.jspecify.annotations.Nullable;

/// Looks for the first price behind a trough that is not below the peak. Mutable, of one thread at
/// a time.
///
/// This takes a pass of its own: the peak may lie in an earlier stretch of prices, and to tell for
/// any peak where a stretch first reaches it, its summary would have to keep each new high.
final class RecoverySearch {
  static final long BYTES = 64 + Observation.BYTES;

  private long rows;
  private long observations;
  private @Nullable Observation found;

  void addMissing() {
    rows++;
  }

  void add(double price, long position, long time, Observation peak, Observation trough) {
    rows++;
    observations++;
    if (found == null && price >= peak.price() && position > trough.position()) {
      found = new Observation(price, observations, rows, position, time);
    }
  }

  void merge(RecoverySearch later) {
    if (found == null) {
      found = Observation.after(later.found, observations, rows);
    }
    rows += later.rows;
    observations += later.observations;
  }

  @Nullable Observation found() {
    return found;
  }

  void write(StateCodec.Out out) {
    out.integer(rows);
    out.integer(observations);
    Observation.write(found, out);
  }

  static RecoverySearch read(StateCodec.In in) {
    var search = new RecoverySearch();
    search.rows = in.integer();
    search.observations = in.integer();
    search.found = Observation.read(in);
    return search;
  }
}
