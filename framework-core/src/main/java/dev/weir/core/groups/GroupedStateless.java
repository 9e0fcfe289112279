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
import dev.weir.core.results.GroupModels;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Applies to each row the model of its group. A row of a group that the fit has not seen is set
/// aside.
///
/// Where models are in memory, so are the transforms made of them. Where they are on the disk,
/// those of a chunk's groups are read in order of the keys' hashes, made into transforms, applied
/// and forgotten: the chunk takes as many readings of some KB as it has groups.
final class GroupedStateless implements StatelessTransform {
  /// Rows of a chunk that are looked up together, so that there are never more groups at hand.
  private static final int TOGETHER = 1 << 14;

  private final Estimator inner;
  private final GroupModels models;
  private final List<StatelessTransform> transforms = new ArrayList<>();
  private final KeyIndex known = new KeyIndex();
  private final List<Column> key;
  private final Schema output;

  GroupedStateless(Estimator inner, GroupModels models, List<Column> key, Schema output) {
    this.inner = inner;
    this.models = models;
    this.key = List.copyOf(key);
    this.output = output;
    if (!models.stored()) {
      models.<RuntimeException>forEach((group, model) -> {
        known.of(group, 0, group.length);
        transforms.add(stateless(model));
      });
    }
  }

  private StatelessTransform stateless(PipelineResult model) {
    if (inner.transformer(model) instanceof StatelessTransform stateless) {
      return stateless;
    }
    throw new PipelineException(
        PipelineException.Category.INTERNAL,
        "tool.transformer",
        "a tool gave transforms of different kinds for its models");
  }

  @Override
  public Chunk transform(Chunk chunk, ChunkProcessingContext context) {
    var emitted = new Emitted(output);
    int together = models.stored() ? TOGETHER : Math.max(1, chunk.rows());
    for (int from = 0; from < chunk.rows(); from += together) {
      transform(chunk, from, Math.min(chunk.rows(), from + together), emitted, context);
    }
    return emitted.isEmpty() ? Rows.of(output).chunk() : emitted.take().chunk();
  }

  private void transform(
      Chunk chunk, int from, int to, Emitted emitted, ChunkProcessingContext context) {
    var index = new KeyIndex();
    var rows = new ArrayList<int[]>();
    boolean whole = to - from == chunk.rows();
    new Splitter(key, index)
        .split(whole ? chunk : chunk.slice(from, to), (_, of, _) -> rows.add(after(from, of)));
    if (models.stored()) {
      applyStored(chunk, index, rows, emitted, context);
      return;
    }
    for (int group = 0; group < rows.size(); group++) {
      int at = known.find(index.content(), index.start(group), index.end(group));
      var transform = at < 0 ? null : transforms.get(at);
      apply(transform, chunk, rows.get(group), index.key(group), group, emitted, context);
    }
  }

  private static int[] after(int from, int[] rows) {
    for (int i = 0; from > 0 && i < rows.length; i++) {
      rows[i] += from;
    }
    return rows;
  }

  private void applyStored(
      Chunk chunk,
      KeyIndex index,
      List<int[]> rows,
      Emitted emitted,
      ChunkProcessingContext context) {
    try (var lookup = models.lookup()) {
      for (int group : index.sorted()) {
        var of = index.key(group);
        var transform = lookup.at(of).map(this::stateless).orElse(null);
        apply(transform, chunk, rows.get(group), of, group, emitted, context);
      }
    }
    emitted.batch();
  }

  private void apply(
      @Nullable StatelessTransform transform,
      Chunk chunk,
      int[] rows,
      byte[] of,
      int group,
      Emitted emitted,
      ChunkProcessingContext context) {
    if (transform == null) {
      for (int row : rows) {
        context.reject(chunk, row, "its group has no model: the fit saw no row of it");
      }
      return;
    }
    var inGroup = new GroupContext(context, chunk, rows, _ -> {});
    var out = transform.transform(chunk.select(rows, rows.length), inGroup);
    emitted.add(Grouping.withKey(out, output, key, of), group);
  }

  @Override
  public long retainedBytes() {
    return transforms.stream().mapToLong(Transform::retainedBytes).sum();
  }
}
