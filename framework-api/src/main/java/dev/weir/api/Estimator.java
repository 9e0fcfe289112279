package dev.weir.api;

/// An analysis whose result, the model, is then applied to rows. The model is a plain result, so
/// that it can be shown, saved, sent and applied without a format of its own. The rows it is fitted
/// on are the input, another table of the same columns (`--fit-on FILE`), or the further input that
/// the descriptor names ([ToolDescriptor#fitOn]): so imputation, joins, look-ups and train/test are
/// one idea.
public interface Estimator extends AnalysisPipeline {
  /// The transform that applies a model made by this tool, possibly by another instance of the same
  /// options bound to another table.
  Transform<?> transformer(PipelineResult model);

  /// The same within so much memory: asked of tools that can also apply a model which does not fit,
  /// slower. What comes out of the transform must not depend on the room.
  ///
  /// @param room bytes that the transform may retain ([Transform#retainedBytes])
  default Transform<?> transformer(PipelineResult model, long room) {
    return transformer(model);
  }

  /// What people are shown of a model: not what only its transformer can use.
  default PipelineResult shown(PipelineResult model) {
    return model;
  }

  /// The rows that this model's transformer emits; asked only if the binding said
  /// [Binding#emitsAfterFit].
  default Schema emits(PipelineResult model) {
    throw new IllegalStateException(
        getClass().getName() + " emits after the fit but does not say what");
  }
}
