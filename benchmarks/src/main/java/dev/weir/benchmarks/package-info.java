/// JMH benchmarks of kernels, the executor, `stats.describe` and the reading of files.
///
/// `benchmarks/run jmh` runs them, `benchmarks/run` whole processes beside them;
/// `docs/benchmarks.md` has the method and what was found.
package dev.weir.benchmarks;
