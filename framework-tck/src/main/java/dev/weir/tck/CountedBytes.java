package dev.weir.tck;

import dev.weir.api.KeyTable;
import dev.weir.api.StateCodec;
import java.nio.charset.StandardCharsets;

/// Counts what a codec writes, key tables apart.
final class CountedBytes implements StateCodec.Out {
  private long bytes;
  private boolean keys;

  long bytes() {
    return bytes;
  }

  @Override
  public void integer(long v) {
    bytes += Long.BYTES;
  }

  @Override
  public void real(double v) {
    bytes += Double.BYTES;
  }

  @Override
  public void reals(double[] v) {
    bytes += (long) v.length * Double.BYTES;
  }

  @Override
  public void integers(long[] v) {
    bytes += (long) v.length * Long.BYTES;
  }

  @Override
  public void bytes(byte[] v) {
    bytes += v.length;
  }

  @Override
  public void text(String v) {
    bytes += v.getBytes(StandardCharsets.UTF_8).length;
  }

  /// True if there is a key table, which the ledger holds and the state's own figure leaves out.
  boolean hasKeys() {
    return keys;
  }

  @Override
  public void keys(KeyTable v) {
    keys = true;
  }
}
