import org.jspecify.annotations.NullMarked;

/// JMH benchmarks of kernels and whole runs.
@NullMarked
module dev.weir.benchmarks {
  requires dev.weir.api;
  requires dev.weir.core;
  requires dev.weir.numerics;
  requires jmh.core;
}
