package dev.weir.core.groups;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.PipelineResult;
import dev.weir.api.Table;
import dev.weir.core.keys.KeyIndex;
import java.util.ArrayList;
import java.util.List;

/// A whole-table analysis once per group of the gathered rows.
record GroupedBatch(AnalysisPipeline inner, List<Column> key) implements AnalysisPipeline {
  @Override
  public PipelineResult analyze(Table table, ChunkProcessingContext context) {
    var index = new KeyIndex();
    var splitter = new Splitter(key, index);
    var parts = new ArrayList<List<Chunk>>();
    table.forEachChunk(chunk ->
        splitter.split(
            chunk,
            (group, rows, count) -> {
              while (parts.size() <= group) {
                parts.add(new ArrayList<>());
              }
              parts.get(group).add(chunk.select(rows, count));
            }));
    return GroupResults.combined(
        inner,
        key,
        index,
        group -> inner.analyze(Table.of(table.schema(), parts.get(group)), context));
  }
}
