/// Mergeable numerical kernels: what an analysis keeps while it folds over chunks, so that its
/// author need not think about rounding, merging or memory.
///
/// ## The kernels
///
/// | class | answers | exactness | independent of order and merge tree | memory |
/// |---|---|---|---|---|
/// | [Moments] | count, sum, mean, variance, skewness, kurtosis, least, greatest | rounding, about 1e-15 | count and extremes; the others to about 1e-13 | constant |
/// | [ExactSum] | sum, weighted sum, sum of products | exact, rounded once | yes, bit for bit | 48 to 1100 bytes |
/// | [ExactSums] | many such sums side by side | exact, rounded once | yes, bit for bit | about 30 bytes a sum |
/// | [ExactMoments] | count, sum, mean, variance | exact, rounded at the end | yes, bit for bit | about 250 bytes |
/// | [DecimalMoments] | the same of numbers as they were written in decimal | exact, rounded once | yes, bit for bit | at most 8 KB |
/// | [Covariance] | means, covariances and correlations of several columns | rounding, about 1e-15 | counts; the others to about 1e-13 | `4 d²` bytes |
/// | [QrMerge] | least squares ([LeastSquares]) | backward stable | counts; the others within the error | `8 p²` bytes |
/// | [ExactQuantiles] | quantiles | exact, in up to 6 passes, mostly 3 | yes, bit for bit, the number of passes too | 33 to 98 KB a bracket |
/// | [QuantileSketch] | quantiles, ranks | rank error stated, 1.33 % by default | within the error; same blocks and tree: same bits | at most 12 KB by default |
/// | [DistinctCount] | number of distinct values | relative error stated, 1.6 % by default | yes, all figures | 0.1 to 8 KB by default |
/// | [FrequentItems] | the most frequent values | bounds for each count | while exact; else within the bounds | grows to a fixed bound |
///
/// For sliding windows, all exact and without drift: [WindowedSum], [WindowedMoments] (mean and
/// variance), [SlidingExtreme] (least or greatest), [SlidingQuantile] (median and other quantiles).
/// Values enter and leave by calls; NaN is left out; they do not merge.
///
/// [Coins] gives random numbers without state, [Hashing] the hashes of keys, [NormalTail] p-values.
///
/// ## The pattern
///
/// All are mutable accumulators for one thread at a time, with the same five calls:
///
/// ```java
/// var moments = Moments.create();
/// moments.accept(cells, validity, rows);   // once a chunk
/// moments.merge(later);                    // once a block; later stays as it is
/// moments.write(out);                      // inside a StateCodec; leaves the state as it was
/// var copy = Moments.read(in);             // behaves as the original, to the bit
/// ```
///
/// `retainedBytes()` is an upper bound of the memory kept, in constant time. Reading a figure
/// changes no later answer.
///
/// ## Cells
///
/// A cell without a value is always skipped. NaN is a value that each class treats by a rule in its
/// documentation: counted apart by [Moments], poison to [ExactSum] as in IEEE addition, skipped by
/// the quantiles, one value among others for [DistinctCount] and [FrequentItems]. -0.0 equals 0.0
/// everywhere.
///
/// ## Choices and randomness
///
/// Anything chosen by comparison (a split, a label, the number of passes) should be chosen from
/// exact figures, [ExactSum] or counts, since only these are the same for every chunking. All
/// randomness comes from [Coins], keyed by the run's seed and by what it is for, never from a
/// generator that someone must carry along.
///
/// ## Traps
///
/// - Give each [QuantileSketch] of a run its own id: equal ids with equal data toss equal coins.
/// - [ExactQuantiles] belongs to one pass. Parts of a later pass start from `fresh()`, not from
///   `of`.
/// - States of different kinds or sizes do not merge; they say so by an INTERNAL error.
package dev.weir.numerics;
