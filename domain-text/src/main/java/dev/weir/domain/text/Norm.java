package dev.weir.domain.text;

/// What the features of a row are divided by.
public enum Norm {
  /// The root of the sum of their squares.
  L2,
  /// The sum of their magnitudes.
  L1,
  /// Nothing: they are counts.
  NONE;

  /// What features of these sums are divided by; rows of zeros stay.
  double of(double magnitudes, double squares) {
    double norm =
        switch (this) {
          case L2 -> Math.sqrt(squares);
          case L1 -> magnitudes;
          case NONE -> 1;
        };
    return norm == 0 ? 1 : norm;
  }
}
