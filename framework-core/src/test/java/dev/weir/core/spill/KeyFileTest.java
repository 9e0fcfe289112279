package dev.weir.core.spill;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import dev.weir.core.keys.KeyIndex;
import dev.weir.core.memory.MemoryLedger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys are found in a file by an index that may be thinner than the file has frames.
final class KeyFileTest {
  private static final int KEYS = 60_000;

  @TempDir private Path folder;

  private static byte[] key(int number) {
    return ("key " + number).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] value(int number) {
    return new byte[] {(byte) number, (byte) (number >> 8), (byte) (number >> 16)};
  }

  private static KeyIndex index(int first, int step) {
    var index = new KeyIndex();
    for (int n = first; n < KEYS; n += step) {
      var key = key(n);
      index.of(key, 0, key.length);
    }
    return index;
  }

  /// Even numbers, each with as many bytes more as it says.
  private static KeyFile written(Workspace workspace, int padding) {
    var writer = new KeyFile.Writer(workspace, "a test");
    var index = index(0, 2);
    for (int id : index.sorted()) {
      writer.add(index.key(id), java.util.Arrays.copyOf(value(2 * id), 3 + padding));
    }
    return writer.finish();
  }

  private Workspace workspace(long bytes) {
    return new Workspace(new MemoryLedger(bytes), new SpillSpace(folder, 1 << 30));
  }

  private static void findsAll(KeyFile file, int step) {
    try (var reading = file.open()) {
      var asked = index(0, step);
      for (int id : asked.sorted()) {
        int number = step * id;
        var found = reading.at(asked.key(id));
        if (number % 2 == 1) {
          assertNull(found);
        } else {
          assertArrayEquals(value(number), java.util.Arrays.copyOf(found, 3), "key " + number);
        }
      }
    }
  }

  @Test
  void manyOrFewKeysAreFoundForward() throws IOException {
    try (var workspace = workspace(64 << 20)) {
      var file = written(workspace, 200);
      assertEquals(KEYS / 2, file.size());
      for (int step : new int[] {1, 3, 100, 9_999}) {
        findsAll(file, step);
      }
      file.delete();
      assertEquals(0, workspace.ledger().status().reserved());
      try (var files = Files.list(folder)) {
        assertEquals(0, files.count());
      }
    }
  }

  /// 64 KB of index for 60 MB of file: more frames than the index has room for.
  @Test
  void anIndexThatDoesNotFitIsThinned() {
    try (var workspace = workspace(64 << 10)) {
      var file = written(workspace, 5_000);
      assertTrue(workspace.ledger().status().reserved() <= 64 << 10);
      findsAll(file, 1);
      findsAll(file, 501);
    }
  }

  @Test
  void aReadingGoesThroughAllInOrder() {
    try (var workspace = workspace(64 << 20)) {
      var file = written(workspace, 0);
      var index = index(0, 2);
      try (var reading = file.open()) {
        for (int id : index.sorted()) {
          assertTrue(reading.next());
          assertArrayEquals(index.key(id), reading.key());
          assertArrayEquals(value(2 * id), reading.value());
        }
        assertFalse(reading.next());
        assertFalse(reading.next());
      }
    }
  }

  @Test
  void emptyOrOfOneLargeValue() {
    try (var workspace = workspace(64 << 20)) {
      var none = new KeyFile.Writer(workspace, "none").finish();
      try (var reading = none.open()) {
        assertNull(reading.at(key(1)));
        assertFalse(reading.next());
      }
      var writer = new KeyFile.Writer(workspace, "one");
      var large = new byte[1 << 20];
      new Random(1).nextBytes(large);
      writer.add(key(1), large);
      try (var reading = writer.finish().open()) {
        assertArrayEquals(large, reading.at(key(1)));
      }
    }
  }

  @Test
  void whatIsDamagedIsATypedError() throws IOException {
    try (var workspace = workspace(64 << 20)) {
      var file = written(workspace, 0);
      Path only;
      try (var files = Files.list(folder)) {
        only = files.findFirst().orElseThrow();
      }
      var bytes = Files.readAllBytes(only);
      bytes[bytes.length / 2] ^= 1;
      Files.write(only, bytes);
      var error = assertThrows(PipelineException.class, () -> findsAll(file, 1));
      assertEquals("spill.corrupt", error.code());
    }
  }
}
