package dev.weir.core.results;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Chart;
import dev.weir.api.Chunk;
import dev.weir.api.Exactness;
import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.Text;
import dev.weir.api.Type;
import dev.weir.api.Validity;
import dev.weir.api.Values;
import dev.weir.core.memory.MemoryLedger;
import dev.weir.core.spill.DamagedFrameException;
import dev.weir.core.spill.FrameReader;
import dev.weir.core.spill.FrameWriter;
import dev.weir.core.spill.SpillSpace;
import dev.weir.core.spill.Workspace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a tool says comes back from its frames as it was, or not at all.
final class ResultCodecTest {
  private static final Schema SCHEMA =
      Schema.of(
          new Schema.Field("b", Type.BOOLEAN, false, ""),
          new Schema.Field("i", Type.INT, true, "EUR"),
          Schema.Field.of("l", Type.LONG),
          Schema.Field.of("day", Type.DATE),
          Schema.Field.of("moment", Type.TIMESTAMP),
          Schema.Field.of("d", Type.DOUBLE),
          Schema.Field.of("t", Type.TEXT),
          Schema.Field.of("code", Type.TEXT),
          Schema.Field.of("raw", Type.BYTES),
          Schema.Field.of("absent", Type.DOUBLE));

  @TempDir private Path folder;

  private static Chunk chunk(int rows, long first) {
    var positions = new long[rows];
    var identities = new long[rows];
    var reals = new double[rows];
    var texts = new String[rows];
    var valid = new boolean[rows];
    var codes = new int[rows];
    for (int r = 0; r < rows; r++) {
      positions[r] = first + 3L * r;
      identities[r] = first ^ (r * 31L);
      reals[r] = r == 1 ? Double.longBitsToDouble(0x7ff8000000000123L) : r == 2 ? -0.0 : r / 7.0;
      texts[r] = r % 5 == 0 ? null : "tä" + "x".repeat(r % 9);
      valid[r] = r % 3 != 0;
      codes[r] = r % 2;
    }
    var dictionary =
        Text.ofDictionary("noyes".getBytes(StandardCharsets.UTF_8), new int[] {0, 2, 5}, codes);
    return Chunk.of(
        SCHEMA,
        rows,
        positions,
        identities,
        new Values.Ints(Type.BOOLEAN, codes, Validity.ALL),
        new Values.Ints(Type.INT, codes, Validity.of(valid)),
        Values.of(positions),
        new Values.Longs(Type.DATE, identities, Validity.of(valid)),
        new Values.Longs(Type.TIMESTAMP, positions, Validity.ALL),
        Values.of(reals),
        Values.of(texts),
        new Values.Texts(Type.TEXT, dictionary, Validity.ALL),
        new Values.Texts(Type.BYTES, Text.of("a", "b").select(codes, rows), Validity.of(valid)),
        null);
  }

  private static Table table(int chunks, int rows) {
    var list = new ArrayList<Chunk>();
    for (int c = 0; c < chunks; c++) {
      list.add(chunk(rows, Chunk.position(1, 1000L * c)));
    }
    return Table.of(SCHEMA, list);
  }

  private static PipelineResult said() {
    var parts = new GroupModels.Builder(Workspace.uncounted(), false);
    parts.add(
        new byte[] {2, 1},
        PipelineResult.EMPTY.withTable("inner", table(1, 4)).withValue("mean", -0.0));
    parts.add(new byte[] {1}, PipelineResult.EMPTY);
    return PipelineResult.EMPTY
        .withTable("rows", table(3, 17))
        .withTable("empty", Table.of(SCHEMA, List.of()))
        .withTable("sample", new Sample(table(1, 2), 40))
        .withTable("groups", new ModelParts(table(1, 2), parts.finish()))
        .withValue("z real", Double.longBitsToDouble(0x7ff8000000000456L))
        .withValue("a whole", Long.MIN_VALUE)
        .withValue("flag", true)
        .withValue("text", "half a pair: \ud83d, a pair: \ud83d\ude00")
        .withValue("reals", new double[] {1.5, Double.NaN, -0.0})
        .withValue("wholes", new long[] {3, -4})
        .withValue("bytes", new byte[] {0, -1})
        .withChart("c", new Chart("bar", "rows", List.of("t", "d")))
        .withExactness("rows.d", new Exactness.Bound("rank", 0.01, 0.99))
        .withExactness("sample", new Exactness.Sampled(42, 2))
        .withWarning("first")
        .withWarning("second: ä");
  }

  static byte[] bytes(PipelineResult result) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new FrameWriter(Channels.newChannel(bytes));
    ResultCodec.write(result, out);
    assertEquals(bytes.size(), out.bytes());
    return bytes.toByteArray();
  }

  private static PipelineResult read(byte[] bytes, Workspace workspace) throws IOException {
    var in = new FrameReader(Channels.newChannel(new ByteArrayInputStream(bytes)), bytes.length);
    var result = ResultCodec.read(in, workspace, "a test");
    assertTrue(in.atEnd());
    return result;
  }

  @Test
  void everythingComesBack() throws IOException {
    var said = said();
    var bytes = bytes(said);
    var back = read(bytes, Workspace.uncounted());
    assertEquals(List.copyOf(said.tables().keySet()), List.copyOf(back.tables().keySet()));
    assertEquals(List.copyOf(said.values().keySet()), List.copyOf(back.values().keySet()));
    assertEquals(said.charts(), back.charts());
    assertEquals(said.exactness(), back.exactness());
    assertEquals(said.warnings(), back.warnings());
    assertEquals(SCHEMA, back.table("rows").schema());
    assertEquals(40, back.table("sample").omitted());
    var groups = assertInstanceOf(ModelParts.class, back.table("groups"));
    var keys = new ArrayList<byte[]>();
    groups.models().forEach((key, _) -> keys.add(key));
    assertArrayEquals(new byte[] {2, 1}, keys.getFirst(), "in their order");
    // Cells, positions, identities, values and parts: the bytes are the same once more.
    assertArrayEquals(bytes, bytes(back));
  }

  @Test
  void largeTablesComeBackThroughTheDisk() throws IOException {
    var said = PipelineResult.EMPTY.withTable("rows", table(200, 50));
    var bytes = bytes(said);
    try (var space = new SpillSpace(folder, 100 << 20)) {
      var back = read(bytes, new Workspace(new MemoryLedger(2 << 20), space));
      assertTrue(space.inUse());
      assertEquals(10_000, back.table("rows").rows().orElseThrow());
      assertArrayEquals(bytes, bytes(back));
    }
  }

  @Test
  void withoutRoomTheErrorSaysWhoseItIs() throws IOException {
    var bytes = bytes(PipelineResult.EMPTY.withTable("rows", table(200, 50)));
    var full = new Workspace(new MemoryLedger(64 << 10), null);
    var e = assertThrows(PipelineException.class, () -> read(bytes, full));
    assertTrue(e.getMessage().contains("a test, table 'rows'"), e.getMessage());
  }

  @Test
  void noChangedByteIsTaken() throws IOException {
    var bytes = bytes(said());
    for (int at = 0; at < bytes.length; at++) {
      var changed = bytes.clone();
      changed[at] ^= 0x10;
      assertThrows(
          DamagedFrameException.class, () -> read(changed, Workspace.uncounted()), "byte " + at);
    }
  }

  @Test
  void noTornEndIsTaken() throws IOException {
    var bytes = bytes(said());
    for (int length = 0; length < bytes.length; length++) {
      var torn = Arrays.copyOf(bytes, length);
      assertThrows(
          DamagedFrameException.class, () -> read(torn, Workspace.uncounted()), "length " + length);
    }
  }

  @Test
  void anotherVersionIsRefused() throws IOException {
    var bytes = new ByteArrayOutputStream();
    new Fields().integer(0x5245).integer(2).end(new FrameWriter(Channels.newChannel(bytes)));
    var e =
        assertThrows(
            DamagedFrameException.class, () -> read(bytes.toByteArray(), Workspace.uncounted()));
    assertEquals("version 2 of a result is not known here", e.getMessage());
  }
}
