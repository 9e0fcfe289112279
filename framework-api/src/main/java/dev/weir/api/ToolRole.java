package dev.weir.api;

import java.util.function.Predicate;

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
    return of(marker -> marker.isAssignableFrom(tool));
  }

  /// The role of a tool that is no class yet, by the interfaces that it implements.
  public static ToolRole of(Predicate<Class<? extends AnalysisPipeline>> implemented) {
    if (implemented.test(Estimator.class)) {
      return ESTIMATOR;
    }
    return implemented.test(Transform.class) ? TRANSFORM : ANALYSIS;
  }
}
