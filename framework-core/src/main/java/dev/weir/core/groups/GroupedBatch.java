package dev.weir.core.groups;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.PipelineResult;
import dev.weir.api.Table;
import dev.weir.core.keys.KeyEncoder;
import dev.weir.core.spill.ExternalSort;
import dev.weir.core.spill.Picked;
import dev.weir.core.spill.Spacious;
import dev.weir.core.spill.TableBuilder;
import dev.weir.core.spill.Workspace;
import java.util.Arrays;
import java.util.List;

/// A whole-table analysis once per group of the gathered rows: they are sorted by key, so that one
/// group is at hand after the other.
record GroupedBatch(AnalysisPipeline inner, List<Column> key) implements AnalysisPipeline {
  private static final int BATCH = 1024;

  @Override
  public PipelineResult analyze(Table table, ChunkProcessingContext context) {
    var workspace =
        context instanceof Spacious spacious ? spacious.workspace() : Workspace.uncounted();
    var results = GroupResults.of(inner, key, false, context);
    try (var scope = workspace.scope()) {
      var names = key.stream().map(Column::name).toArray(String[]::new);
      var sort = new ExternalSort(table.schema(), scope, "rows of groups", true, names);
      table.forEachChunk(sort::add);
      var group = new Group(table, scope, context, results);
      sort.table().forEachChunk(group::add);
      group.end();
      return results.combined();
    }
  }

  /// The group at hand.
  private final class Group {
    private final Table table;
    private final Workspace workspace;
    private final ChunkProcessingContext context;
    private final GroupResults results;
    private final KeyEncoder encoder = new KeyEncoder(key);
    private byte[] current = {};
    private Workspace scope;
    private TableBuilder rows;
    private Picked picked;
    private int number;

    Group(Table table, Workspace workspace, ChunkProcessingContext context, GroupResults results) {
      this.table = table;
      this.workspace = workspace;
      this.context = context;
      this.results = results;
      this.scope = workspace.scope();
      this.rows = scope.table(table.schema(), "rows of a group");
      this.picked = new Picked(table.schema());
    }

    void add(Chunk chunk) {
      number = picked.add(chunk);
      for (int r = 0; r < chunk.rows(); r++) {
        encoder.encode(chunk, r);
        if (!Arrays.equals(current, 0, current.length, encoder.bytes(), 0, encoder.length())) {
          end();
          current = Arrays.copyOf(encoder.bytes(), encoder.length());
          number = picked.add(chunk);
        }
        picked.pick(number, r);
        if (picked.rows() == BATCH) {
          flush();
          number = picked.add(chunk);
        }
      }
    }

    private void flush() {
      rows.add(picked.chunk());
      picked = new Picked(table.schema());
    }

    void end() {
      flush();
      if (rows.rows() > 0) {
        results.add(current, inner.analyze(rows.table(), context));
        scope.close();
        scope = workspace.scope();
        rows = scope.table(table.schema(), "rows of a group");
      }
    }
  }
}
