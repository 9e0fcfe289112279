package dev.weir.core.run;

import dev.weir.api.KeyTable;
import dev.weir.api.PipelineException;
import dev.weir.api.StateCodec;
import dev.weir.core.keys.HashKeyTable;
import dev.weir.core.spill.Spacious;
import dev.weir.core.spill.Workspace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// States as bytes: the codec's version, then what it writes.
public final class Bytes {
  private Bytes() {}

  /// The state's bytes.
  public static <S> byte[] of(StateCodec<S> codec, S state) {
    var bytes = new ByteArrayOutputStream();
    var out = new Writer(new DataOutputStream(bytes));
    out.integer(codec.version());
    codec.write(state, out);
    return bytes.toByteArray();
  }

  /// Writes to a stream.
  public static StateCodec.Out to(OutputStream stream) {
    return new Writer(new DataOutputStream(stream));
  }

  /// Reads from a stream whose `available()` is a bound of what follows.
  ///
  /// @param workspace where what grows lives
  /// @param tables makes the key tables of what is read
  public static StateCodec.In from(
      InputStream stream, Workspace workspace, HashKeyTable.Maker tables) {
    return new Reader(new DataInputStream(stream), workspace, tables);
  }

  /// The state of these bytes; key tables go into the workspace.
  ///
  /// @throws PipelineException INTERNAL if they end too soon or go on after the state
  public static <S> S state(StateCodec<S> codec, byte[] bytes, Workspace workspace) {
    var stream = new ByteArrayInputStream(bytes);
    var in = from(stream, workspace, HashKeyTable.in(workspace, "a restored key table"));
    var state = codec.read(in, Math.toIntExact(in.integer()));
    if (stream.available() > 0) {
      throw corrupt(stream.available() + " bytes are left over", null);
    }
    return state;
  }

  /// The state of bytes that this process has written and reads back.
  ///
  /// @throws PipelineException INTERNAL `state.corrupt` if the codec fails on them
  public static <S> S readBack(StateCodec<S> codec, byte[] bytes, Workspace workspace) {
    try {
      return state(codec, bytes, workspace);
    } catch (PipelineException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw corrupt("its codec failed: " + e, e);
    }
  }

  private static PipelineException corrupt(
      String why, @org.jspecify.annotations.Nullable Throwable cause) {
    return new PipelineException(
        PipelineException.Category.INTERNAL,
        "state.corrupt",
        "a saved state cannot be read: " + why,
        cause);
  }

  private interface Writing {
    void run() throws IOException;
  }

  private record Writer(DataOutputStream out) implements StateCodec.Out {
    private static void write(Writing action) {
      try {
        action.run();
      } catch (IOException e) {
        throw corrupt("writing failed", e);
      }
    }

    @Override
    public void integer(long v) {
      write(() -> out.writeLong(v));
    }

    @Override
    public void real(double v) {
      integer(Double.doubleToRawLongBits(v));
    }

    @Override
    public void reals(double[] v) {
      integer(v.length);
      for (double element : v) {
        real(element);
      }
    }

    @Override
    public void integers(long[] v) {
      integer(v.length);
      for (long element : v) {
        integer(element);
      }
    }

    @Override
    public void bytes(byte[] v) {
      integer(v.length);
      write(() -> out.write(v));
    }

    @Override
    public void text(String v) {
      bytes(v.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void keys(KeyTable v) {
      ((HashKeyTable) v).write(this);
    }
  }

  private interface Reading<T> {
    T run() throws IOException;
  }

  private record Reader(DataInputStream in, Workspace workspace, HashKeyTable.Maker tables)
      implements StateCodec.In, Spacious {
    private static <T> T read(Reading<T> action) {
      try {
        return action.run();
      } catch (IOException e) {
        throw corrupt("it ends too soon", e);
      }
    }

    private int length(int elementBytes) {
      long length = integer();
      if (length < 0 || length > read(in::available) / elementBytes) {
        throw corrupt("a length of " + length + " is beyond its end", null);
      }
      return (int) length;
    }

    @Override
    public long integer() {
      return read(in::readLong);
    }

    @Override
    public double real() {
      return Double.longBitsToDouble(integer());
    }

    @Override
    public double[] reals() {
      var v = new double[length(8)];
      for (int i = 0; i < v.length; i++) {
        v[i] = real();
      }
      return v;
    }

    @Override
    public long[] integers() {
      var v = new long[length(8)];
      for (int i = 0; i < v.length; i++) {
        v[i] = integer();
      }
      return v;
    }

    @Override
    public byte[] bytes() {
      int length = length(1);
      return read(() -> in.readNBytes(length));
    }

    @Override
    public String text() {
      return new String(bytes(), StandardCharsets.UTF_8);
    }

    @Override
    public KeyTable keys() {
      return HashKeyTable.read(this, tables);
    }
  }
}
