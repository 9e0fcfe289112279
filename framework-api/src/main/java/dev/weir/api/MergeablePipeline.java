package dev.weir.api;

/// Mode STATEFUL: blocks of the stream fold apart, in parallel, and merge in order. Commutative,
/// unless the binding said `ordered`.
///
/// Laws beyond those of [StreamingAwarePipeline]: `merge` is associative in the sense of its
/// chunking law, and a fresh state is its neutral element.
///
/// @param <S> the state
public interface MergeablePipeline<S> extends StreamingAwarePipeline<S> {
  /// The state of both parts, `earlier` lying directly before `later`. May reuse either; both are
  /// dead afterwards.
  S merge(S earlier, S later);
}
