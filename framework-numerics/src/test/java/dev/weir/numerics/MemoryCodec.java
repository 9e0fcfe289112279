package dev.weir.numerics;

import dev.weir.api.KeyTable;
import dev.weir.api.StateCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// States as bytes in memory.
final class MemoryCodec implements StateCodec.Out, StateCodec.In {
  private final ArrayDeque<ByteBuffer> items = new ArrayDeque<>();

  /// The state written and read again.
  static <S> S copy(S state, BiConsumer<S, StateCodec.Out> write, Function<StateCodec.In, S> read) {
    var codec = new MemoryCodec();
    write.accept(state, codec);
    return read.apply(codec);
  }

  /// The bytes that the state writes.
  static <S> List<ByteBuffer> bytes(S state, BiConsumer<S, StateCodec.Out> write) {
    var codec = new MemoryCodec();
    write.accept(state, codec);
    return new ArrayList<>(codec.items);
  }

  private void add(ByteBuffer buffer) {
    items.add(buffer.flip());
  }

  @Override
  public void integer(long v) {
    add(ByteBuffer.allocate(8).putLong(v));
  }

  @Override
  public void real(double v) {
    add(ByteBuffer.allocate(8).putDouble(v));
  }

  @Override
  public void reals(double[] v) {
    var buffer = ByteBuffer.allocate(8 * v.length);
    for (double x : v) {
      buffer.putDouble(x);
    }
    add(buffer);
  }

  @Override
  public void integers(long[] v) {
    var buffer = ByteBuffer.allocate(8 * v.length);
    for (long x : v) {
      buffer.putLong(x);
    }
    add(buffer);
  }

  @Override
  public void bytes(byte[] v) {
    add(ByteBuffer.allocate(v.length).put(v));
  }

  @Override
  public void text(String v) {
    bytes(v.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void keys(KeyTable v) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long integer() {
    return items.remove().getLong();
  }

  @Override
  public double real() {
    return items.remove().getDouble();
  }

  @Override
  public double[] reals() {
    var buffer = items.remove().asDoubleBuffer();
    var v = new double[buffer.remaining()];
    buffer.get(v);
    return v;
  }

  @Override
  public long[] integers() {
    var buffer = items.remove().asLongBuffer();
    var v = new long[buffer.remaining()];
    buffer.get(v);
    return v;
  }

  @Override
  public byte[] bytes() {
    return items.remove().array();
  }

  @Override
  public String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  @Override
  public KeyTable keys() {
    throw new UnsupportedOperationException();
  }
}
