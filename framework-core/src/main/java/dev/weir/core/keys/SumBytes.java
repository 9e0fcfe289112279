package dev.weir.core.keys;

import dev.weir.api.KeyTable;
import dev.weir.api.StateCodec;
import dev.weir.numerics.ExactSum;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Exact sums as bytes, the same for equal sums.
final class SumBytes {
  private SumBytes() {}

  static byte[] of(ExactSum sum) {
    var out = new Out();
    sum.write(out);
    var bytes = ByteBuffer.allocate(8 * out.count);
    bytes.asLongBuffer().put(out.longs, 0, out.count);
    return bytes.array();
  }

  static ExactSum sum(byte[] bytes, int from, int to) {
    return ExactSum.read(new In(ByteBuffer.wrap(bytes, from, to - from)));
  }

  private static UnsupportedOperationException other() {
    return new UnsupportedOperationException("a sum is made of whole numbers");
  }

  private static final class Out implements StateCodec.Out {
    private long[] longs = new long[16];
    private int count;

    @Override
    public void integer(long v) {
      if (count == longs.length) {
        longs = Arrays.copyOf(longs, count * 2);
      }
      longs[count++] = v;
    }

    @Override
    public void integers(long[] v) {
      integer(v.length);
      for (long element : v) {
        integer(element);
      }
    }

    @Override
    public void real(double v) {
      throw other();
    }

    @Override
    public void reals(double[] v) {
      throw other();
    }

    @Override
    public void bytes(byte[] v) {
      throw other();
    }

    @Override
    public void text(String v) {
      throw other();
    }

    @Override
    public void keys(KeyTable v) {
      throw other();
    }
  }

  private record In(ByteBuffer source) implements StateCodec.In {
    @Override
    public long integer() {
      return source.getLong();
    }

    @Override
    public long[] integers() {
      var v = new long[(int) integer()];
      for (int i = 0; i < v.length; i++) {
        v[i] = integer();
      }
      return v;
    }

    @Override
    public double real() {
      throw other();
    }

    @Override
    public double[] reals() {
      throw other();
    }

    @Override
    public byte[] bytes() {
      throw other();
    }

    @Override
    public String text() {
      throw other();
    }

    @Override
    public KeyTable keys() {
      throw other();
    }
  }
}
