package dev.weir.core.run;

/// A state that keeps what its pass began with. One that was saved and read back is given the
/// step's own, so that it is not there twice.
public interface Seeded {
  /// Keeps this in place of its copy, which is given up.
  void beginsWith(Object seed);
}
