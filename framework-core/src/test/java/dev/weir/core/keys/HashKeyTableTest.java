package dev.weir.core.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Chunk;
import dev.weir.api.KeyTable;
import dev.weir.api.KeyTable.Cell;
import dev.weir.api.PipelineException;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.Type;
import dev.weir.api.Values;
import dev.weir.core.memory.MemoryLedger;
import dev.weir.core.run.Bytes;
import dev.weir.core.spill.Workspace;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HashKeyTableTest {
  private static final Schema SCHEMA =
      Schema.of(Schema.Field.of("k", Type.DOUBLE), Schema.Field.of("t", Type.TEXT));
  private static final Cell[] CELLS = {Cell.COUNT, Cell.SUM, Cell.MIN, Cell.MAX};

  private final MemoryLedger ledger = new MemoryLedger(1 << 24);
  private final Workspace workspace = new Workspace(ledger, null);

  private HashKeyTable table() {
    return new HashKeyTable(SCHEMA, CELLS, workspace, "test");
  }

  private static void fill(KeyTable table, int from, int to) {
    for (int i = from; i < to; i++) {
      var chunk = Chunk.of(SCHEMA, 1, 0, Values.of(new double[] {i % 100}), Values.of("t" + i % 3));
      table
          .at(chunk, 0, SCHEMA.column("k"), SCHEMA.column("t"))
          .add(0, 1L)
          .add(1, 0.1)
          .add(2, i)
          .add(3, i);
    }
  }

  private static List<String> rows(KeyTable table) {
    var lines = new java.util.ArrayList<String>();
    var sorted = table.table().sortedBy("k", "t");
    assertEquals(List.of("k", "t", "count", "sum", "min", "max"), sorted.schema().names());
    sorted.forEachChunk(chunk -> {
      for (int r = 0; r < chunk.rows(); r++) {
        var schema = chunk.schema();
        lines.add(
            chunk.doubles(schema.column("k"))[r]
                + " "
                + chunk.text(schema.column("t")).string(r)
                + " "
                + chunk.longs(schema.column("count"))[r]
                + " "
                + chunk.doubles(schema.column("sum"))[r]
                + " "
                + chunk.longs(schema.column("min"))[r]
                + " "
                + chunk.longs(schema.column("max"))[r]);
      }
    });
    return lines;
  }

  @Test
  void mergedPartsAreTheWholeToTheBit() {
    var whole = table();
    fill(whole, 0, 10_000);
    var first = table();
    fill(first, 0, 3_333);
    var second = table();
    fill(second, 3_333, 10_000);
    assertEquals(300, whole.keys());
    assertEquals(rows(whole), rows(first.merge(second)));
    assertEquals("0.0 t0 34 3.4000000000000004 0 9900", rows(whole).getFirst());
  }

  @Test
  void bytesAreTheTable() {
    var table = table();
    fill(table, 0, 1_000);
    var codec = StateCodec.keyTable();
    var read = Bytes.state(codec, Bytes.of(codec, (KeyTable) table), workspace);
    fill(table, 1_000, 2_000);
    fill(read, 1_000, 2_000);
    assertEquals(rows(table), rows(read));
  }

  @Test
  void tornBytesAreAnErrorAtEveryLength() {
    var table = table();
    fill(table, 0, 7);
    var codec = StateCodec.keyTable();
    var bytes = Bytes.of(codec, (KeyTable) table);
    for (int length = 8; length < bytes.length; length++) {
      var torn = java.util.Arrays.copyOf(bytes, length);
      var error = assertThrows(PipelineException.class, () -> Bytes.state(codec, torn, workspace));
      assertEquals("state.corrupt", error.code());
    }
  }

  @Test
  void keysThatAreEqualAreOne() {
    var schema = Schema.of(Schema.Field.of("k", Type.DOUBLE));
    var table = new HashKeyTable(schema, new Cell[] {Cell.COUNT}, workspace, "test");
    var cells =
        new double[] {0.0, -0.0, Double.NaN, Double.longBitsToDouble(0x7ff8000000000001L), 5, 6};
    var valid = dev.weir.api.Validity.of(new boolean[] {true, true, true, true, false, false});
    var chunk = Chunk.of(schema, cells.length, 0, new Values.Doubles(cells, valid));
    for (int r = 0; r < cells.length; r++) {
      table.at(chunk, r, schema.column("k")).add(0, 1L);
    }
    assertEquals(3, table.keys());
  }

  @Test
  void everyByteIsInTheLedgerAndGivenBack() {
    var table = table();
    fill(table, 0, 1_000);
    assertTrue(ledger.status().reserved() > 300 * 100, ledger.status().toString());
    table.close();
    assertEquals(0, ledger.status().reserved());
    var small =
        new HashKeyTable(
            SCHEMA, CELLS, new Workspace(new MemoryLedger(30_000), null), "keys of step 1");
    var full = assertThrows(PipelineException.class, () -> fill(small, 0, 10_000));
    assertEquals(PipelineException.Category.RESOURCE, full.category());
    assertTrue(full.getMessage().startsWith("keys of step 1 needs"), full.getMessage());
  }

  @Test
  void countBeyond64BitsIsAnError() {
    var table = table();
    fill(table, 0, 1);
    table.add(0, Long.MAX_VALUE - 1);
    assertEquals(
        "keys.overflow", assertThrows(PipelineException.class, () -> table.add(0, 1L)).code());
  }
}
