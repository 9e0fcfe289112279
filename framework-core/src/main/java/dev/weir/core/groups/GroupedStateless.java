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
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Applies to each row the model of its group. A row of a group that the fit has not seen is set
/// aside.
///
/// Where models are in memory, so are the transforms made of them. Where they are on the disk,
/// those of a chunk's groups are read in order of the keys' hashes, made into transforms, applied
/// and forgotten: the chunk takes as many readings of some KB as it has groups.
final class GroupedStateless implements StatelessTransform {
  private static final int CHECK = 1024;

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
    var index = new KeyIndex();
    var rows = new ArrayList<int[]>();
    new Splitter(key, index).split(chunk, (_, of, _) -> rows.add(of));
    var emitted = new @Nullable Chunk[rows.size()];
    if (models.stored()) {
      applyStored(chunk, index, rows, emitted, context);
    } else {
      for (int group = 0; group < emitted.length; group++) {
        int at = known.find(index.content(), index.start(group), index.end(group));
        var transform = at < 0 ? null : transforms.get(at);
        emitted[group] = applied(transform, chunk, rows.get(group), index.key(group), context);
      }
    }
    var parts = Arrays.stream(emitted).filter(Objects::nonNull).toList();
    return parts.isEmpty() ? Rows.of(output).chunk() : Interleaved.of(output, parts);
  }

  private void applyStored(
      Chunk chunk,
      KeyIndex index,
      List<int[]> rows,
      @Nullable Chunk[] emitted,
      ChunkProcessingContext context) {
    int done = 0;
    try (var lookup = models.lookup()) {
      for (int group : index.sorted()) {
        if (++done % CHECK == 0) {
          context.checkCancelled();
        }
        var of = index.key(group);
        var transform = lookup.at(of).map(this::stateless).orElse(null);
        emitted[group] = applied(transform, chunk, rows.get(group), of, context);
      }
    }
  }

  private @Nullable Chunk applied(
      @Nullable StatelessTransform transform,
      Chunk chunk,
      int[] rows,
      byte[] group,
      ChunkProcessingContext context) {
    if (transform == null) {
      for (int row : rows) {
        context.reject(chunk, row, "its group has no model: the fit saw no row of it");
      }
      return null;
    }
    var inGroup = new GroupContext(context, chunk, rows, _ -> {});
    var out = transform.transform(chunk.select(rows, rows.length), inGroup);
    return Grouping.withKey(out, output, key, group);
  }

  @Override
  public long retainedBytes() {
    return transforms.stream().mapToLong(Transform::retainedBytes).sum();
  }
}
