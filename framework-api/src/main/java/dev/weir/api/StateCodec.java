package dev.weir.api;

import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/// A state as data: its size in memory, and versioned bytes. Every version that was ever released
/// stays readable.
///
/// Law: `read(write(s))` behaves as `s` does, to the bit, for every later call.
public interface StateCodec<S> {
  /// Version of what [#write] writes, from 1.
  int version();

  /// Writes the state; leaves it as it was.
  void write(S state, Out out);

  /// Reads what [#write] of that version wrote.
  S read(In in, int version);

  /// Upper bound of the bytes that this state keeps alive, key tables apart (the ledger knows
  /// them); in constant time.
  long retainedBytes(S state);

  /// Where a state is written to.
  interface Out {
    /// A whole number.
    void integer(long v);

    /// A real number, to the bit.
    void real(double v);

    /// Real numbers and how many.
    void reals(double[] v);

    /// Whole numbers and how many.
    void integers(long[] v);

    /// Bytes and how many.
    void bytes(byte[] v);

    /// A string.
    void text(String v);

    /// A key table, cells and all.
    void keys(KeyTable v);
  }

  /// Where a state is read from, in the order in which it was written.
  interface In {
    /// A whole number.
    long integer();

    /// A real number.
    double real();

    /// Real numbers.
    double[] reals();

    /// Whole numbers.
    long[] integers();

    /// Bytes.
    byte[] bytes();

    /// A string.
    String text();

    /// A key table.
    KeyTable keys();
  }

  /// A codec made of functions; it reads its own version only.
  static <S> StateCodec<S> of(
      int version,
      BiConsumer<S, Out> write,
      Function<In, S> read,
      ToLongFunction<S> retainedBytes) {
    return new FunctionCodec<>(version, write, read, retainedBytes);
  }

  /// For states that hold nothing a fresh one would not.
  static <S> StateCodec<S> none(Supplier<S> fresh) {
    return of(1, (state, out) -> {}, in -> fresh.get(), state -> 0);
  }

  /// For a state that is one key table.
  static StateCodec<KeyTable> keyTable() {
    return of(1, (state, out) -> out.keys(state), In::keys, state -> 0);
  }
}
