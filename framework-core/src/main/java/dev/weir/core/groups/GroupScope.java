package dev.weir.core.groups;

import dev.weir.api.KeyTable;
import dev.weir.api.Schema;
import dev.weir.core.keys.HashKeyTable;
import dev.weir.core.spill.Workspace;
import java.util.ArrayList;
import java.util.List;

/// Memory and files of one group whose state is at hand for a while. Used by one thread.
///
/// @param workspace where what it makes lives
/// @param tables its key tables
record GroupScope(Workspace workspace, List<HashKeyTable> tables) implements AutoCloseable {
  /// A part of a workspace.
  static GroupScope of(Workspace run) {
    return new GroupScope(run.scope(), new ArrayList<>());
  }

  KeyTable keyTable(Schema key, KeyTable.Cell... cells) {
    var table = new HashKeyTable(key, cells, workspace, "a group");
    tables.add(table);
    return table;
  }

  @Override
  public void close() {
    tables.forEach(HashKeyTable::close);
    workspace.close();
  }
}
