package dev.weir.core.spill;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.TableWriter;
import dev.weir.api.Values;
import dev.weir.core.memory.MemoryLedger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes a table of any number of rows: in memory while they are few, on the disk from then on.
/// Rows are added cell by cell ([#row]) or as chunks ([#add]), not both. Used by one thread.
public final class TableBuilder implements TableWriter {
  private final Schema schema;
  private final Workspace workspace;
  private final String role;
  private final MemoryLedger.Account account;
  private List<Chunk> chunks = new ArrayList<>();
  private Rows made;
  private long rows;
  private Run.@Nullable Writer writer;

  TableBuilder(Schema schema, Workspace workspace, String role) {
    this.schema = schema;
    this.workspace = workspace;
    this.role = role;
    this.account = workspace.account(role);
    this.made = Rows.of(schema);
  }

  /// Names and types of the rows.
  public Schema schema() {
    return schema;
  }

  @Override
  public Rows row() {
    if (made.count() == Run.BATCH || made.textBytes() >= Run.BATCH_BYTES) {
      flush();
    }
    return made.row();
  }

  private void flush() {
    if (made.count() > 0) {
      var chunk = made.chunk();
      made = Rows.of(schema);
      var values = schema.columns().map(chunk::values).toArray(Values[]::new);
      add(Chunk.of(schema, chunk.rows(), rows, values));
    }
  }

  /// Adds rows as they are, which it keeps.
  public void add(Chunk chunk) {
    if (chunk.rows() == 0) {
      return;
    }
    rows += chunk.rows();
    if (writer == null && fits(chunk.byteSize())) {
      chunks.add(chunk);
      return;
    }
    var out = writer;
    if (out == null) {
      out = Run.write(workspace, schema, role);
      writer = out;
      chunks.forEach(out::addWhole);
      chunks = new ArrayList<>();
      workspace.release(account);
    }
    out.addWhole(chunk);
  }

  private boolean fits(long bytes) {
    if (!workspace.spills()) {
      account.reserve(bytes);
      return true;
    }
    return account.held() + bytes <= workspace.ledger().growth() / 8 && account.grow(bytes);
  }

  /// Rows added.
  public long rows() {
    return rows + made.count();
  }

  /// Bytes in memory.
  public long heldBytes() {
    return account.held();
  }

  /// Reads the rows that were added so far, chunk by chunk.
  public ChunkReader openSoFar() {
    flush();
    var out = writer;
    return out == null ? Table.of(schema, List.copyOf(chunks)).open() : out.openSoFar();
  }

  @Override
  public Table table() {
    flush();
    var out = writer;
    account.stopGrowing();
    if (out == null) {
      var held = new HeldTable(schema, chunks, workspace, role);
      return Workspace.whenGone(held, () -> workspace.release(account));
    }
    var run = out.finish();
    return Workspace.whenGone(new SpilledTable(run, workspace, role), run::delete);
  }
}
