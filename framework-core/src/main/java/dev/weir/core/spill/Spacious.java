package dev.weir.core.spill;

/// A context that has a workspace behind it.
public interface Spacious {
  /// Memory and disk for what grows.
  Workspace workspace();
}
