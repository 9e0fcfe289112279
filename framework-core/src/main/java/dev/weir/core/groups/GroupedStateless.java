package dev.weir.core.groups;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.Estimator;
import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.StatelessTransform;
import dev.weir.api.Transform;
import dev.weir.core.keys.KeyIndex;
import dev.weir.core.results.ModelParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Applies to each row the model of its group. A row of a group that the fit has not seen is set
/// aside.
final class GroupedStateless implements StatelessTransform {
  private final List<StatelessTransform> transforms = new ArrayList<>();
  private final List<byte[]> keys = new ArrayList<>();
  private final KeyIndex known = new KeyIndex();
  private final List<Column> key;
  private final Schema output;

  GroupedStateless(
      Estimator inner, Map<ModelParts.Key, PipelineResult> parts, List<Column> key, Schema output) {
    this.key = List.copyOf(key);
    this.output = output;
    parts.forEach((group, model) -> {
      known.of(group.bytes(), 0, group.bytes().length);
      keys.add(group.bytes());
      transforms.add(stateless(inner.transformer(model)));
    });
  }

  private static StatelessTransform stateless(Transform<?> transform) {
    if (transform instanceof StatelessTransform stateless) {
      return stateless;
    }
    throw new PipelineException(
        PipelineException.Category.INTERNAL,
        "tool.transformer",
        "a tool gave transforms of different kinds for its models");
  }

  @Override
  public Chunk transform(Chunk chunk, ChunkProcessingContext context) {
    var index = new KeyIndex();
    var emitted = new ArrayList<Chunk>();
    new Splitter(key, index)
        .split(
            chunk,
            (group, rows, count) -> {
              int at = known.find(index.content(), index.start(group), index.end(group));
              if (at < 0) {
                for (int i = 0; i < count; i++) {
                  context.reject(
                      chunk, rows[i], "its group has no model: the fit saw no row of it");
                }
                return;
              }
              var inGroup = new GroupContext(context, chunk, rows, _ -> {});
              var out = transforms.get(at).transform(chunk.select(rows, count), inGroup);
              emitted.add(Grouping.withKey(out, output, key, keys.get(at)));
            });
    return emitted.isEmpty() ? Rows.of(output).chunk() : Interleaved.of(output, emitted);
  }
}
