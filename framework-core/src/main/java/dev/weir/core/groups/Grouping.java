package dev.weir.core.groups;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.CustomPipeline;
import dev.weir.api.Estimator;
import dev.weir.api.MergeablePipeline;
import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.api.Schema;
import dev.weir.api.StatelessTransform;
import dev.weir.api.StreamingAwarePipeline;
import dev.weir.api.Transform;
import java.util.ArrayList;
import java.util.List;

/// Runs a tool once per group: gives a tool of the same kind that keeps one state of the inner one
/// per key. No tool contains group code.
public final class Grouping {
  private Grouping() {}

  /// The tool, once per group.
  ///
  /// @param step name of the step, for messages
  /// @param key columns of the tool's input
  /// @param emitted what the inner tool emits, if it is a transform
  /// @param passes times that the inner tool reads its input, at most
  /// @throws PipelineException REFUSED for a tool that groups mean nothing to
  public static AnalysisPipeline of(
      String step, AnalysisPipeline inner, List<Column> key, Schema emitted, int passes) {
    if (inner instanceof StatelessTransform) {
      throw PipelineException.refused(
          "plan.groups",
          step + ": each row is transformed by itself, so --by would change nothing; leave it out");
    }
    if (inner instanceof CustomPipeline) {
      throw PipelineException.refused(
          "plan.groups",
          step + ": the tool reads its input itself and cannot run once per group; leave --by out");
    }
    if (inner instanceof Transform<?> transform) {
      return new GroupedTransform<>(transform, key, output(key, emitted));
    }
    if (inner instanceof MergeablePipeline<?> mergeable) {
      return new GroupedMergeable<>(mergeable, key, passes);
    }
    if (inner instanceof StreamingAwarePipeline<?> sequential) {
      return new GroupedFold<>(sequential, key, passes);
    }
    return new GroupedBatch(inner, key);
  }

  /// The transform of an estimator that was fitted once per group.
  ///
  /// @param model result of the grouped fit
  /// @param key columns of the transform's input
  /// @param emitted what the inner transforms emit
  public static Transform<?> transformer(
      Estimator inner, PipelineResult model, List<Column> key, Schema emitted) {
    var models = GroupResults.models(model);
    var sample = models.any().map(inner::transformer);
    if (sample.isPresent() && !(sample.get() instanceof StatelessTransform)) {
      throw PipelineException.refused(
          "plan.groups",
          "a model whose transform carries state from row to row cannot be applied once per group; leave --by out");
    }
    return new GroupedStateless(inner, models, key, output(key, emitted));
  }

  /// A result as people see it: without the table that holds the models of the groups.
  public static PipelineResult shown(PipelineResult result) {
    return GroupResults.shown(result);
  }

  /// What a grouped transform emits: the key columns first, unless the tool passes them on itself.
  public static Schema output(List<Column> key, Schema emitted) {
    var fields = new ArrayList<Schema.Field>();
    for (var column : key) {
      if (emitted.indexOf(column.name()) < 0) {
        fields.add(column.field());
      }
    }
    fields.addAll(emitted.fields());
    return new Schema(fields);
  }

  /// Puts the key beside the rows of a group, where it is not among their columns.
  static Chunk withKey(Chunk chunk, Schema output, List<Column> key, byte[] encoded) {
    if (chunk.schema().size() == output.size()) {
      return chunk;
    }
    var keySchema = new Schema(key.stream().map(Column::field).toList());
    var constants = dev.weir.core.keys.KeyEncoder.constants(encoded, keySchema, chunk.rows());
    var wider = chunk;
    for (int i = 0; i < constants.length; i++) {
      if (chunk.schema().indexOf(key.get(i).name()) < 0) {
        wider = wider.with(key.get(i).field(), constants[i]);
      }
    }
    var from = new int[output.size()];
    for (int i = 0; i < from.length; i++) {
      from[i] = wider.schema().indexOf(output.fields().get(i).name());
    }
    return wider.project(output, from);
  }
}
