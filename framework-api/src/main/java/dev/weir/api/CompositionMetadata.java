package dev.weir.api;

import java.util.List;
import java.util.Map;

/// What a step leaves behind and who could take it from there.
///
/// @param tables schema of each table by name; `rows` is what a transform emits
/// @param acceptedBy names of the catalogue's tools whose options find columns of the types they
///   need in each of these tables
public record CompositionMetadata(
    Map<String, Schema> tables, Map<String, List<String>> acceptedBy) {
  /// Copies what it is given.
  public CompositionMetadata {
    tables = Map.copyOf(tables);
    acceptedBy = Map.copyOf(acceptedBy);
  }
}
