package dev.weir.api;

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
    if (StatelessTransform.class.isAssignableFrom(tool)) {
      return STATELESS;
    }
    if (MergeablePipeline.class.isAssignableFrom(tool)) {
      return STATEFUL;
    }
    if (StreamingAwarePipeline.class.isAssignableFrom(tool)) {
      return SEQUENTIAL;
    }
    return CustomPipeline.class.isAssignableFrom(tool) ? CUSTOM : BATCH_ACCUMULATE;
  }
}
