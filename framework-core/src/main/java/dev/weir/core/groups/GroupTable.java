package dev.weir.core.groups;

import dev.weir.api.Chunk;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.core.keys.KeyEncoder;
import dev.weir.core.spill.ExternalSort;
import dev.weir.core.spill.Workspace;
import java.util.ArrayList;

/// The rows of all groups' tables of one name, led by the key's columns and sorted by them. Used by
/// one thread.
final class GroupTable {
  private static final int BATCH = 512;

  private final Schema key;
  private final Schema whole;
  private final ExternalSort sort;
  private Rows rows;

  /// @param own columns of the groups' tables
  GroupTable(Schema key, Schema own, Workspace workspace) {
    this.key = key;
    this.whole = beside(key, own);
    this.sort =
        new ExternalSort(
            whole, workspace, "results of groups", false, key.names().toArray(String[]::new));
    this.rows = Rows.of(whole);
  }

  /// Key columns first; a column of the tool's own with such a name gets a `_` behind.
  private static Schema beside(Schema key, Schema own) {
    var fields = new ArrayList<>(key.fields());
    for (var field : own.fields()) {
      var name = new StringBuilder(field.name());
      while (fields.stream().anyMatch(f -> f.name().contentEquals(name))) {
        name.append('_');
      }
      fields.add(new Schema.Field(name.toString(), field.type(), field.nullable(), field.unit()));
    }
    return new Schema(fields);
  }

  /// Begins a row of a group, its key put already; the tool's own columns come after the key's.
  Rows addRow(byte[] group) {
    if (rows.count() == BATCH) {
      flush();
    }
    KeyEncoder.decode(group, 0, key, rows.row(), 0);
    return rows;
  }

  /// Adds the rows of a group.
  void add(byte[] group, Table table) {
    table.forEachChunk(chunk -> {
      for (int r = 0; r < chunk.rows(); r++) {
        copy(addRow(group), chunk, r);
      }
    });
  }

  /// Adds rows that are led by their keys already.
  void addKeyed(Table table) {
    table.forEachChunk(chunk -> {
      for (int r = 0; r < chunk.rows(); r++) {
        if (rows.count() == BATCH) {
          flush();
        }
        int row = r;
        var to = rows.row();
        chunk.schema().columns().forEach(c -> to.put(c.index(), chunk, c, row));
      }
    });
  }

  private void copy(Rows to, Chunk chunk, int row) {
    chunk.schema().columns().forEach(c -> to.put(key.size() + c.index(), chunk, c, row));
  }

  private void flush() {
    sort.add(rows.chunk());
    rows = Rows.of(whole);
  }

  /// The rows, sorted; nothing can be added afterwards.
  Table table() {
    flush();
    return sort.table();
  }
}
