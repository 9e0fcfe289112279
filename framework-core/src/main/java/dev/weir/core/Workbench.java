package dev.weir.core;

import dev.weir.api.KeyTable;
import dev.weir.api.MemoryStatus;
import dev.weir.api.PipelineException;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.TableWriter;
import dev.weir.core.keys.HashKeyTable;
import dev.weir.core.memory.MemoryLedger;
import dev.weir.core.run.Bytes;
import dev.weir.core.spill.Workspace;

/// What a tool's methods need of a run when they are called one by one without one, as the contract
/// tests do: key tables, and states as the very bytes that a run would save.
public final class Workbench {
  private final Workspace workspace;

  /// With a ledger of this many bytes for key tables and tables.
  public Workbench(long memoryBytes) {
    workspace = new Workspace(new MemoryLedger(memoryBytes), null);
  }

  /// A key table, in this ledger.
  public KeyTable keyTable(Schema key, KeyTable.Cell... cells) {
    return new HashKeyTable(key, cells, workspace, "a key table");
  }

  /// A table to be filled, in this ledger.
  public TableWriter tableWriter(Schema schema) {
    return workspace.table(schema, "a table");
  }

  /// The state's bytes, the codec's version first.
  public <S> byte[] write(StateCodec<S> codec, S state) {
    return Bytes.of(codec, state);
  }

  /// The state of these bytes.
  ///
  /// @throws PipelineException INTERNAL if the codec reads past their end or leaves some over
  public <S> S read(StateCodec<S> codec, byte[] bytes) {
    return Bytes.state(codec, bytes, workspace);
  }

  /// The ledger at this moment.
  public MemoryStatus memory() {
    return workspace.status();
  }
}
