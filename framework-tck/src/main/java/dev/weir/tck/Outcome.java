package dev.weir.tck;

import dev.weir.api.Chunk;
import dev.weir.api.PipelineResult;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import java.util.List;
import java.util.SortedMap;

/// All that can be seen of what a tool did.
///
/// @param result what it says; [PipelineResult#EMPTY] for a transform
/// @param schema of the rows it emits
/// @param emitted the rows it emits, in order; none for an analysis
/// @param rejected reasons of the rows it set aside, by position
/// @param passes readings of the input
public record Outcome(
    PipelineResult result,
    Schema schema,
    List<Chunk> emitted,
    SortedMap<Long, String> rejected,
    int passes) {
  /// Copies the list.
  public Outcome {
    emitted = List.copyOf(emitted);
  }

  /// The rows it emits, as a table.
  public Table rows() {
    return Table.of(schema, emitted);
  }
}
