package dev.weir.numerics;

/// Counter-based random numbers: each is a pure function of a seed and of what it is for (a row's
/// identity, a tree and a split, a sketch and a level), so that no thread, chunk border or restart
/// can change it. There is no generator and no hidden state.
///
/// `bits(seed, a, b)` absorbs one number at a time with the SplitMix64 finalizer ([Hashing#mix])
/// over distinct odd offsets; for a fixed seed and fixed other numbers it is a bijection of each of
/// its arguments, so neighbouring counters never collide. Tested here: equidistribution of bytes
/// (chi-square), single bits, serial correlation of successive counters, seeds and identities. Not
/// for cryptography. About 2 ns a call.
///
/// **Distributions.** [#uniform], [#below], [#normal] (Box and Muller) and [#exponential]
/// (inversion) turn the bits into draws, one call each, with logarithms and cosines that are the
/// same on every machine ([StrictMath]); 10 to 35 ns. They reach as far as 53 bits do: an
/// exponential of 36.7, a normal of 8.57. Two draws for the same arguments, also of two
/// distributions, are not independent: give each its own `draw`.
///
/// Source: Steele, Lea, Flood, *Fast splittable pseudorandom number generators*, OOPSLA 2014,
/// doi:10.1145/2660193.2660195; the idea of a counter in place of a state: Salmon et al., *Parallel
/// random numbers: as easy as 1, 2, 3*, SC 2011, doi:10.1145/2063384.2063405; Box, Muller, *A note
/// on the generation of random normal deviates*, 1958, doi:10.1214/aoms/1177706645.
public final class Coins {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private static final long ANGLE = 0x616E676C65L;

  private Coins() {}

  /// 64 random bits for `(seed, a)`.
  public static long bits(long seed, long a) {
    return absorb(absorb(GOLDEN, seed), a);
  }

  /// 64 random bits for `(seed, a, b)`.
  public static long bits(long seed, long a, long b) {
    return absorb(bits(seed, a), b);
  }

  /// 64 random bits for `(seed, a, b, c)`.
  public static long bits(long seed, long a, long b, long c) {
    return absorb(bits(seed, a, b), c);
  }

  /// A real number in [0, 1) for `(seed, identity)`: 53 random bits, a multiple of 2^-53.
  public static double uniform(long seed, long identity) {
    return unit(bits(seed, identity));
  }

  /// A real number in [0, 1) for `(seed, identity, draw)`, for the rows that need more than one.
  public static double uniform(long seed, long identity, long draw) {
    return unit(bits(seed, identity, draw));
  }

  /// The upper 53 of these bits as a real number in [0, 1).
  public static double unit(long bits) {
    return (bits >>> 11) * 0x1p-53;
  }

  /// A whole number in [0, `bound`) from 64 random bits, by multiplication; `bound` at least 1. Off
  /// from uniform by less than `bound` / 2^64.
  public static long below(long bound, long bits) {
    return Math.unsignedMultiplyHigh(bits, bound);
  }

  /// A whole number in [0, `bound`) for `(seed, identity)`; `bound` at least 1.
  public static long below(long bound, long seed, long identity) {
    return below(bound, bits(seed, identity));
  }

  /// A whole number in [0, `bound`) for `(seed, identity, draw)`; `bound` at least 1.
  public static long below(long bound, long seed, long identity, long draw) {
    return below(bound, bits(seed, identity, draw));
  }

  /// A draw from the standard normal distribution for `(seed, identity)`.
  public static double normal(long seed, long identity) {
    return normal(bits(seed, identity));
  }

  /// A draw from the standard normal distribution for `(seed, identity, draw)`.
  public static double normal(long seed, long identity, long draw) {
    return normal(bits(seed, identity, draw));
  }

  /// Box and Muller: a radius from these bits, an angle from others made of them.
  private static double normal(long bits) {
    double radius = Math.sqrt(2 * exponential(bits));
    return radius * StrictMath.cos(2 * Math.PI * unit(absorb(bits, ANGLE)));
  }

  /// A draw from the exponential distribution with mean 1 for `(seed, identity)`.
  public static double exponential(long seed, long identity) {
    return exponential(bits(seed, identity));
  }

  /// A draw from the exponential distribution with mean 1 for `(seed, identity, draw)`.
  public static double exponential(long seed, long identity, long draw) {
    return exponential(bits(seed, identity, draw));
  }

  /// `-log(u)` of a number in (0, 1].
  private static double exponential(long bits) {
    return 0.0 - StrictMath.log(1 - unit(bits));
  }

  /// True with the given probability for `(seed, identity)`: 0 or less never, 1 or more always, NaN
  /// never. A row that is chosen at some probability is chosen at every higher one, so samples of
  /// one seed nest.
  public static boolean chosen(double probability, long seed, long identity) {
    return uniform(seed, identity) < probability;
  }

  private static long absorb(long state, long x) {
    return Hashing.mix((state ^ x) + GOLDEN);
  }
}
