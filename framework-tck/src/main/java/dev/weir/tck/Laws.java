package dev.weir.tck;

import dev.weir.api.ChunkProcessingMode;
import dev.weir.api.DomainPlugin;
import dev.weir.api.PipelineException;
import dev.weir.api.StatelessTransform;
import dev.weir.api.ToolRole;
import java.util.List;
import java.util.function.Consumer;

/// The laws as plain methods: what [ToolContract] shows to JUnit, for use without it.
///
/// @param plugin the plugin that has the tool
/// @param tool name of the tool
/// @param cases ways to call it
public record Laws(DomainPlugin plugin, String tool, List<Case> cases) {
  /// Copies the cases, of which there must be one.
  public Laws {
    cases = List.copyOf(cases);
    if (cases.isEmpty()) {
      throw new IllegalArgumentException(tool + ": laws need at least one case");
    }
  }

  /// Checks a law on all cases.
  ///
  /// @throws LawBroken by the first that breaks it
  public void check(Law law) {
    cases.forEach(example -> check(law, example));
  }

  /// Checks a law on one case; nothing happens if it says nothing of such a tool.
  ///
  /// @throws LawBroken if it is broken
  public void check(Law law, Case example) {
    try {
      run(law, example);
    } catch (Finding e) {
      throw new LawBroken(e.law().orElse(law), tool, example.name(), e.what(), e.getCause());
    } catch (PipelineException e) {
      throw new LawBroken(
          law, tool, example.name(), "it failed by " + e.category() + ": " + e.getMessage(), e);
    } catch (RuntimeException | StackOverflowError e) {
      throw new LawBroken(law, tool, example.name(), "it threw " + e, e);
    }
  }

  private void run(Law law, Case example) {
    switch (law) {
      case DESCRIPTOR -> DescriptorLaws.descriptor(plugin, tool, cases);
      case REFUSAL -> RefusalLaws.refusal(Fold.of(plugin, tool, example));
      case CHUNKING -> parts(example, AnswerLaws::chunking, AnswerLaws::grids);
      case LAYOUT -> parts(example, AnswerLaws::layout);
      case TWICE -> {
        parts(example, AnswerLaws::twice);
        AnswerLaws.twiceAnew(Fold.parts(plugin, tool, example), Fold.parts(plugin, tool, example));
      }
      case MERGE -> parts(example, AnswerLaws::merge);
      case THREADS -> AnswerLaws.threads(Fold.of(plugin, tool, example));
      case CODEC -> parts(example, StateLaws::codec);
      case EARLY -> parts(example, StateLaws::early);
      case RETAINED -> parts(example, StateLaws::retained);
      case PASSES -> parts(example, StateLaws::passes);
      case SCHEMA -> parts(example, RowLaws::schema);
      case POSITIONS -> parts(example, RowLaws::positions);
      case ROWWISE -> parts(example, RowLaws::rowwise);
      case UNTOUCHED -> parts(example, CareLaws::untouched);
      case REJECT -> parts(example, GroupLaws::reject, GroupLaws::rejectInRun);
      case PUSHDOWN -> parts(example, PushdownLaws::pushdown);
      case GROUPS -> GroupLaws.groups(Fold.of(plugin, tool, example));
      case EDGES -> EdgeLaws.edges(plugin, tool, example);
      case CANCEL -> parts(example, CareLaws::cancel, CareLaws::cancelledRun);
      case MODEL -> ModelLaws.model(Fold.of(plugin, tool, example));
    }
  }

  private void parts(Case example, Consumer<Fold> check) {
    Fold.parts(plugin, tool, example).forEach(check);
  }

  /// Each part by hand, then all of it in a run.
  private void parts(Case example, Consumer<Fold> check, Consumer<Fold> inRun) {
    var parts = Fold.parts(plugin, tool, example);
    parts.forEach(check);
    inRun.accept(parts.getFirst());
  }

  /// True if the law says something of this tool.
  public boolean concerns(Law law) {
    var descriptor =
        plugin.tools().stream().filter(t -> t.name().equals(tool)).findFirst().orElse(null);
    if (descriptor == null) {
      return law == Law.DESCRIPTOR;
    }
    boolean emits = descriptor.role() != ToolRole.ANALYSIS;
    boolean estimator = descriptor.role() == ToolRole.ESTIMATOR;
    boolean folds =
        switch (descriptor.mode()) {
          case STATEFUL, SEQUENTIAL -> true;
          case STATELESS, BATCH_ACCUMULATE, CUSTOM -> false;
        };
    return switch (law) {
      case MERGE -> descriptor.mode() == ChunkProcessingMode.STATEFUL;
      case EARLY -> folds && (estimator || !emits);
      case CODEC, RETAINED -> folds || estimator;
      case POSITIONS -> emits;
      case ROWWISE -> emits && rowwise();
      case MODEL -> estimator;
      case GROUPS ->
          descriptor.groupable()
              && descriptor.fitOn().isEmpty()
              && descriptor.mode() != ChunkProcessingMode.STATELESS
              && descriptor.mode() != ChunkProcessingMode.CUSTOM;
      default -> true;
    };
  }

  private boolean rowwise() {
    return Fold.parts(plugin, tool, cases.getFirst()).stream()
        .anyMatch(part -> part.pipeline() instanceof StatelessTransform);
  }
}
