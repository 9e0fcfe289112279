package dev.weir.core.spill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Chunk;
import dev.weir.api.PipelineException;
import dev.weir.api.Schema;
import dev.weir.api.Text;
import dev.weir.api.Type;
import dev.weir.api.Validity;
import dev.weir.api.Values;
import dev.weir.core.memory.MemoryLedger;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rows on the disk come back as they were, or with an error that says whose they were.
final class SpillFileTest {
  private static final Schema SCHEMA =
      Schema.of(
          Schema.Field.of("b", Type.BOOLEAN),
          Schema.Field.of("i", Type.INT),
          Schema.Field.of("l", Type.LONG),
          Schema.Field.of("d", Type.DOUBLE),
          Schema.Field.of("t", Type.TEXT),
          Schema.Field.of("code", Type.TEXT),
          Schema.Field.of("none", Type.DATE));

  @TempDir private Path folder;

  private Workspace workspace(SpillSpace space) {
    return new Workspace(new MemoryLedger(1 << 20), space);
  }

  private static Chunk chunk(long[] positions, long[] identities) {
    int rows = positions.length;
    var reals = new double[rows];
    var texts = new String[rows];
    var valid = new boolean[rows];
    var codes = new int[rows];
    for (int r = 0; r < rows; r++) {
      reals[r] = r == 3 ? Double.longBitsToDouble(0x7ff8000000000123L) : -0.0 + r;
      texts[r] = r % 5 == 0 ? null : "tä" + "x".repeat(r % 70);
      valid[r] = r % 3 != 0;
      codes[r] = r % 2;
    }
    var dictionary =
        Text.ofDictionary(
            "noyes".getBytes(java.nio.charset.StandardCharsets.UTF_8), new int[] {0, 2, 5}, codes);
    return Chunk.of(
        SCHEMA,
        rows,
        positions,
        identities,
        new Values.Ints(Type.BOOLEAN, codes, Validity.of(valid)),
        Values.of(codes),
        Values.of(positions),
        Values.of(reals),
        Values.of(texts),
        new Values.Texts(Type.TEXT, dictionary, Validity.ALL),
        null);
  }

  private static Chunk chunk(int rows) {
    var positions = new long[rows];
    var identities = new long[rows];
    for (int r = 0; r < rows; r++) {
      positions[r] = Chunk.position(2, r * 7L);
      identities[r] = r * 31L;
    }
    return chunk(positions, identities);
  }

  private static List<String> cells(Chunk chunk) {
    var lines = new ArrayList<String>();
    for (int r = 0; r < chunk.rows(); r++) {
      var line = new StringBuilder(chunk.position(r) + " " + chunk.identity(r));
      for (var column : chunk.schema().columns().toList()) {
        line.append(' ').append(chunk.has(column) ? cell(chunk.values(column), r) : "absent");
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static String cell(Values values, int r) {
    if (!values.validity().at(r)) {
      return "missing";
    }
    return switch (values) {
      case Values.Ints ints -> "" + ints.cells()[r];
      case Values.Longs longs -> "" + longs.cells()[r];
      case Values.Doubles doubles -> "" + Double.doubleToRawLongBits(doubles.cells()[r]);
      case Values.Texts texts -> texts.text().string(r);
    };
  }

  private Run written(SpillSpace space, Chunk... chunks) {
    var writer = Run.write(workspace(space), SCHEMA, "rows of the test");
    for (var chunk : chunks) {
      writer.add(chunk);
    }
    return writer.finish();
  }

  private static List<String> read(Run run) {
    var lines = new ArrayList<String>();
    try (var reader = run.open()) {
      for (var chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) {
        lines.addAll(cells(chunk.get()));
      }
    }
    return lines;
  }

  @Test
  void rowsComeBackToTheBit() {
    var space = new SpillSpace(folder, 1 << 24);
    var plain = new long[1_000];
    Arrays.setAll(plain, r -> 5L + r);
    var first = chunk(3_000);
    var second = Chunk.of(SCHEMA, 0, 0, new Values[SCHEMA.size()]);
    var third =
        chunk(
            plain,
            Arrays.stream(plain).map(p -> Chunk.of(Schema.of(), 1, p).identity(0)).toArray());
    var run = written(space, first, second, third);
    var expected = new ArrayList<>(cells(first));
    expected.addAll(cells(third));
    assertEquals(expected, read(run));
    assertEquals(expected, read(run));
    assertEquals(4_000, run.rows());
    assertEquals(space.held(), space.written());
    assertTrue(space.held() > 100_000, "bytes " + space.held());
  }

  @Test
  void filesGoWithTheirScope() throws IOException {
    var space = new SpillSpace(folder, 1 << 24);
    var scope = space.scope();
    var run = written(scope, chunk(10));
    written(space, chunk(10));
    assertEquals(2, files());
    scope.close();
    assertEquals(1, files());
    assertThrows(IllegalStateException.class, run::open);
    space.close();
    assertEquals(0, files());
    assertEquals(0, space.held());
  }

  private long files() throws IOException {
    try (var list = Files.list(folder)) {
      return list.count();
    }
  }

  @Test
  void everyDamagedByteIsAnErrorThatNamesTheRole() throws IOException {
    var space = new SpillSpace(folder, 1 << 24);
    var run = written(space, chunk(40));
    Path file;
    try (var list = Files.list(folder)) {
      file = list.findFirst().orElseThrow();
    }
    var bytes = Files.readAllBytes(file);
    for (int at = 0; at < bytes.length; at++) {
      var damaged = bytes.clone();
      damaged[at] ^= 0x10;
      Files.write(file, damaged);
      var error = assertThrows(PipelineException.class, () -> read(run), "byte " + at);
      assertEquals("spill.corrupt", error.code());
      assertTrue(error.getMessage().startsWith("rows of the test: "), error.getMessage());
    }
    for (int length = 0; length < bytes.length; length++) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertEquals("spill.corrupt", assertThrows(PipelineException.class, () -> read(run)).code());
    }
  }

  @Test
  void theLimitIsCheckedBeforeBytesAreWritten() throws IOException {
    var space = new SpillSpace(folder, 10_000);
    var error = assertThrows(PipelineException.class, () -> written(space, chunk(1_000)));
    assertEquals("spill.limit", error.code());
    assertEquals(PipelineException.Category.RESOURCE, error.category());
    assertTrue(error.getMessage().contains("--disk allows 10 KiB"), error.getMessage());
    assertTrue(space.held() <= 10_000, "bytes " + space.held());
  }

  /// A disk that takes so many bytes.
  @SuppressWarnings("ArrayRecordComponent")
  private record Full(long[] left, long room) implements Disk {
    @Override
    public WritableByteChannel create(Path file) throws IOException {
      var real = SYSTEM.create(file);
      return new WritableByteChannel() {
        @Override
        public int write(ByteBuffer from) throws IOException {
          left[0] -= from.remaining();
          if (left[0] < 0) {
            throw new IOException("No space left on device");
          }
          return real.write(from);
        }

        @Override
        public boolean isOpen() {
          return real.isOpen();
        }

        @Override
        public void close() throws IOException {
          real.close();
        }
      };
    }

    @Override
    public SeekableByteChannel open(Path file) throws IOException {
      throw new IOException("Input/output error");
    }

    @Override
    public void delete(Path file) throws IOException {
      SYSTEM.delete(file);
    }

    @Override
    public long usable(Path folder) {
      return room;
    }
  }

  @Test
  void aFullOrBrokenDiskIsATypedErrorAndLeavesNothing() throws IOException {
    var full = new SpillSpace(folder, 1 << 30, new Full(new long[] {5_000}, 1L << 30));
    var error = assertThrows(PipelineException.class, () -> written(full, chunk(1_000)));
    assertEquals("spill.full", error.code());
    assertTrue(error.getMessage().contains("the disk is full"), error.getMessage());
    full.close();
    assertEquals(0, files());
    var broken = new SpillSpace(folder, 1 << 30, new Full(new long[] {1 << 30}, 1L << 30));
    var run = written(broken, chunk(10));
    assertEquals("spill.io", assertThrows(PipelineException.class, run::open).code());
    broken.close();
    assertEquals(0, files());
  }

  @Test
  void theDiskIsAskedBeforeItIsFull() throws IOException {
    var nearlyFull =
        new SpillSpace(
            folder, 1 << 30, new Full(new long[] {1 << 30}, SpillSpace.RESERVE + 10_000));
    var error = assertThrows(PipelineException.class, () -> written(nearlyFull, chunk(1_000)));
    assertEquals("spill.full", error.code());
    assertEquals(PipelineException.Category.RESOURCE, error.category());
    assertTrue(
        error
            .getMessage()
            .contains("' has only 64.0 MiB free, of which 64.0 MiB are left to others"),
        error.getMessage());
    nearlyFull.close();
    assertEquals(0, files());
  }
}
