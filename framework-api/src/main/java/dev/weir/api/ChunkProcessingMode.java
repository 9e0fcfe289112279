package dev.weir.api;

import java.util.function.Predicate;

/// How the executor feeds a tool. Never declared: derived from the interface that the tool's class
/// implements.
public enum ChunkProcessingMode {
  /// Each row alone ([StatelessTransform]).
  STATELESS,
  /// Blocks fold apart and merge ([MergeablePipeline]).
  STATEFUL,
  /// One state sees every row in order ([StreamingAwarePipeline], [Transform]).
  SEQUENTIAL,
  /// Rows are gathered, then analysed at once ([AnalysisPipeline]).
  BATCH_ACCUMULATE,
  /// The tool reads its input itself ([CustomPipeline]).
  CUSTOM;

  /// The mode of a tool class.
  public static ChunkProcessingMode of(Class<? extends AnalysisPipeline> tool) {
    return of(marker -> marker.isAssignableFrom(tool));
  }

  /// The mode of a tool that is no class yet, by the interfaces that it implements.
  public static ChunkProcessingMode of(Predicate<Class<? extends AnalysisPipeline>> implemented) {
    if (implemented.test(StatelessTransform.class)) {
      return STATELESS;
    }
    if (implemented.test(MergeablePipeline.class)) {
      return STATEFUL;
    }
    if (implemented.test(StreamingAwarePipeline.class)) {
      return SEQUENTIAL;
    }
    return implemented.test(CustomPipeline.class) ? CUSTOM : BATCH_ACCUMULATE;
  }
}
