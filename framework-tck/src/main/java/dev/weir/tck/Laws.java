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
    check(law, example, new UsualChoices(example.seed()), "");
  }

  /// Checks it for these choices only.
  ///
  /// @param seen what else is to be said of a finding
  void check(Law law, Case example, Choices choices, String seen) {
    try {
      run(law, example, choices);
    } catch (Finding e) {
      var found = e.law().orElse(law);
      throw new LawBroken(found, tool, example.name(), e.what() + seen, e.getCause());
    } catch (PipelineException e) {
      var found = "it failed by " + e.category() + ": " + e.getMessage();
      throw new LawBroken(law, tool, example.name(), found + seen, e);
    } catch (RuntimeException | StackOverflowError e) {
      throw new LawBroken(law, tool, example.name(), "it threw " + e + seen, e);
    }
  }

  private void run(Law law, Case example, Choices choices) {
    switch (law) {
      case DESCRIPTOR -> DescriptorLaws.descriptor(plugin, tool, cases);
      case REFUSAL -> RefusalLaws.refusal(Fold.of(plugin, tool, example));
      case CHUNKING -> {
        var first = parts(example, part -> AnswerLaws.chunking(part, choices));
        AnswerLaws.grids(first, choices);
      }
      case LAYOUT -> parts(example, part -> AnswerLaws.layout(part, choices));
      case TWICE -> {
        parts(example, part -> AnswerLaws.twice(part, choices));
        AnswerLaws.twiceAnew(
            Fold.parts(plugin, tool, example), Fold.parts(plugin, tool, example), choices);
      }
      case MERGE -> parts(example, part -> AnswerLaws.merge(part, choices));
      case THREADS -> AnswerLaws.threads(Fold.of(plugin, tool, example), choices);
      case CODEC -> parts(example, part -> StateLaws.codec(part, choices));
      case EARLY -> parts(example, part -> StateLaws.early(part, choices));
      case RETAINED -> parts(example, part -> StateLaws.retained(part, choices));
      case PASSES -> parts(example, part -> StateLaws.passes(part, choices));
      case SCHEMA -> parts(example, part -> RowLaws.schema(part, choices));
      case POSITIONS -> parts(example, part -> RowLaws.positions(part, choices));
      case ROWWISE -> parts(example, part -> RowLaws.rowwise(part, choices));
      case UNTOUCHED -> parts(example, part -> CareLaws.untouched(part, choices));
      case REJECT -> GroupLaws.rejectInRun(parts(example, part -> GroupLaws.reject(part, choices)));
      case PUSHDOWN -> parts(example, PushdownLaws::pushdown);
      case GROUPS -> GroupLaws.groups(Fold.of(plugin, tool, example), choices);
      case EDGES -> EdgeLaws.edges(plugin, tool, example);
      case CANCEL -> CareLaws.cancelledRun(parts(example, CareLaws::cancel));
      case MODEL -> ModelLaws.model(Fold.of(plugin, tool, example));
    }
  }

  /// Checks each part by hand; the first, for runs, is the tool itself.
  private Fold parts(Case example, Consumer<Fold> check) {
    var parts = Fold.parts(plugin, tool, example);
    parts.forEach(check);
    return parts.getFirst();
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
