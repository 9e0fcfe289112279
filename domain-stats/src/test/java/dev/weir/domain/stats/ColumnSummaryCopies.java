package dev.weir.domain.stats;

import dev.weir.api.Column;
import dev.weir.api.KeyTable;
import dev.weir.api.StateCodec;
import java.util.ArrayDeque;

/// Copies of summaries through their codec.
final class ColumnSummaryCopies {
  private ColumnSummaryCopies() {}

  static ColumnSummary of(ColumnSummary summary, Column column, ColumnSummary.Depth depth) {
    var tape = new Tape();
    summary.write(tape);
    return ColumnSummary.read(tape, column, depth);
  }

  /// What is written, to be read in the same order.
  private static final class Tape implements StateCodec.Out, StateCodec.In {
    private final ArrayDeque<Object> cells = new ArrayDeque<>();

    @Override
    public void integer(long v) {
      cells.add(v);
    }

    @Override
    public void real(double v) {
      cells.add(v);
    }

    @Override
    public void reals(double[] v) {
      cells.add(v.clone());
    }

    @Override
    public void integers(long[] v) {
      cells.add(v.clone());
    }

    @Override
    public void bytes(byte[] v) {
      cells.add(v.clone());
    }

    @Override
    public void text(String v) {
      cells.add(v);
    }

    @Override
    public void keys(KeyTable v) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long integer() {
      return (Long) cells.remove();
    }

    @Override
    public double real() {
      return (Double) cells.remove();
    }

    @Override
    public double[] reals() {
      return (double[]) cells.remove();
    }

    @Override
    public long[] integers() {
      return (long[]) cells.remove();
    }

    @Override
    public byte[] bytes() {
      return (byte[]) cells.remove();
    }

    @Override
    public String text() {
      return (String) cells.remove();
    }

    @Override
    public KeyTable keys() {
      throw new UnsupportedOperationException();
    }
  }
}
