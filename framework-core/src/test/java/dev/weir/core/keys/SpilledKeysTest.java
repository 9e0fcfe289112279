package dev.weir.core.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Chunk;
import dev.weir.api.KeyTable;
import dev.weir.api.KeyTable.Cell;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.api.Values;
import dev.weir.core.memory.MemoryLedger;
import dev.weir.core.run.Bytes;
import dev.weir.core.spill.SpillSpace;
import dev.weir.core.spill.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Key tables that do not fit into memory against key tables that do: nobody can tell them apart.
final class SpilledKeysTest {
  private static final Schema SCHEMA =
      Schema.of(Schema.Field.of("k", Type.LONG), Schema.Field.of("t", Type.TEXT));
  private static final Cell[] CELLS = {Cell.COUNT, Cell.SUM, Cell.MIN, Cell.MAX};
  private static final int KEYS = 20_000;

  @TempDir private Path folder;

  private static void fill(KeyTable table, int from, int to) {
    for (int from1000 = from; from1000 < to; from1000 += 1000) {
      int rows = Math.min(1000, to - from1000);
      var keys = new long[rows];
      var texts = new String[rows];
      for (int r = 0; r < rows; r++) {
        keys[r] = (from1000 + r) * 7919L % KEYS;
        texts[r] = keys[r] % 10 == 0 ? null : "text " + keys[r];
      }
      var chunk = Chunk.of(SCHEMA, rows, 0, Values.of(keys), Values.of(texts));
      for (int r = 0; r < rows; r++) {
        table.at(chunk, r, SCHEMA.column("k"), SCHEMA.column("t")).add(0, 1L);
        if (keys[r] % 3 == 0) {
          table.add(1, 0.1 * r).add(2, from1000 + r).add(3, (long) r);
        }
      }
    }
  }

  private static List<String> lines(Table table) {
    var lines = new ArrayList<String>();
    table.forEachChunk(chunk -> {
      for (int r = 0; r < chunk.rows(); r++) {
        var line = new StringBuilder().append(chunk.position(r));
        for (var column : chunk.schema().columns().toList()) {
          line.append(' ');
          if (!chunk.validity(column).at(r)) {
            line.append("missing");
          } else if (column.type() == Type.TEXT) {
            line.append(chunk.text(column).string(r));
          } else if (column.type() == Type.DOUBLE) {
            line.append(chunk.doubles(column)[r]);
          } else {
            line.append(chunk.longs(column)[r]);
          }
        }
        lines.add(line.toString());
      }
    });
    return lines;
  }

  private static HashKeyTable whole() {
    var table =
        new HashKeyTable(SCHEMA, CELLS, new Workspace(new MemoryLedger(1 << 28), null), "whole");
    fill(table, 0, 50_000);
    return table;
  }

  @Test
  void answersOrderAndBytesDoNotDependOnTheMemory() {
    var whole = whole();
    var expected = lines(whole.table());
    assertEquals(KEYS, expected.size());
    for (int room : new int[] {1, 300_000, 2_000_000}) {
      var space = new SpillSpace(folder, 1L << 30);
      var ledger = new MemoryLedger(8 << 20, room);
      try (var workspace = new Workspace(ledger, space)) {
        var first = new HashKeyTable(SCHEMA, CELLS, workspace, "first");
        var second = new HashKeyTable(SCHEMA, CELLS, workspace, "second");
        fill(first, 0, 20_000);
        fill(second, 20_000, 40_000);
        assertEquals(KEYS, first.keys());
        first.merge(second);
        fill(first, 40_000, 50_000);
        var early = first.table();
        assertEquals(KEYS, first.keys());
        assertEquals(expected, lines(early));
        assertEquals(
            lines(whole.table().sortedBy("-sum", "k")), lines(first.table().sortedBy("-sum", "k")));
        var codec = StateCodec.keyTable();
        var bytes = Bytes.of(codec, (KeyTable) first);
        assertArrayEquals(Bytes.of(codec, (KeyTable) whole), bytes);
        assertEquals(expected, lines(Bytes.state(codec, bytes, workspace).table()));
        first.close();
        assertEquals(expected, lines(early));
        assertTrue(space.written() > 1_000_000, "bytes " + space.written());
      }
      assertEquals(0, space.held());
      assertEquals(0, ledger.status().reserved());
    }
  }
}
