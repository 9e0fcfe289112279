import org.jspecify.annotations.NullMarked;

/// Mergeable kernels that the domains share: moments, exact sums, sketches, seeded sampling.
@NullMarked
module dev.weir.numerics {
  exports dev.weir.numerics;

  requires transitive dev.weir.api;
  requires org.apache.commons.statistics.distribution;
  requires datasketches.java;
}
