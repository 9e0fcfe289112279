package dev.weir.core.expression;

/// Computes a column from columns. Strict unless it says otherwise: a row with a missing argument
/// has a missing result.
@FunctionalInterface
interface Kernel {
  Vector apply(Batch batch, Vector... arguments);
}
