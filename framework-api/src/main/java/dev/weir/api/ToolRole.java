package dev.weir.api;

/// What a tool does to the rows that flow through it. Never declared: derived from its type.
public enum ToolRole {
  /// Emits rows ([Transform]).
  TRANSFORM,
  /// Emits a result; the rows flow on unchanged.
  ANALYSIS,
  /// Fits a model over all rows, then transforms them ([Estimator]).
  ESTIMATOR;

  /// The role of a tool class.
  public static ToolRole of(Class<? extends AnalysisPipeline> tool) {
    if (Estimator.class.isAssignableFrom(tool)) {
      return ESTIMATOR;
    }
    return Transform.class.isAssignableFrom(tool) ? TRANSFORM : ANALYSIS;
  }
}
