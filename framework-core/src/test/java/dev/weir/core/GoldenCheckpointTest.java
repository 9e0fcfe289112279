package dev.weir.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Chunk;
import dev.weir.api.PipelineException;
import dev.weir.api.Schema;
import dev.weir.api.StreamingConfig;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.api.Values;
import dev.weir.core.checkpoint.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Checkpoints that released versions wrote are taken up. A release adds a folder of its own, made
/// by [#main]; the others stay as they are.
final class GoldenCheckpointTest {
  private static final Path FOLDERS = Path.of("src/test/resources/checkpoints");
  private static final int ROWS = 900;
  private static final long KILLED_AT = 70;

  @TempDir private Path folder;

  private static Pipeline pipeline(String kind) {
    var rows = Pipeline.from(Input.of(table()));
    return switch (kind) {
      case "folds" -> rows.step("t.sum").step("t.keys").with("column", "name");
      case "ordered" -> rows.step("t.lag").step("t.hash").step("t.sum");
      case "model" -> rows.step("t.centre").step("t.sum").with("column", "centred");
      case "gathered" -> rows.step("t.median");
      case "groups" -> rows.step("t.sum").by("name").step("t.lag").by("k");
      case "rows" -> rows.step("t.lag").writeTo(Path.of("/rows.t"));
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static Table table() {
    var schema =
        Schema.of(
            Schema.Field.of("x", Type.DOUBLE),
            Schema.Field.of("k", Type.INT),
            Schema.Field.of("name", Type.TEXT));
    var random = new Random(11);
    var x = new double[ROWS];
    var k = new int[ROWS];
    var names = new String[ROWS];
    for (int r = 0; r < ROWS; r++) {
      x[r] = random.nextInt(-8000, 8000) / 64.0;
      k[r] = random.nextInt(3);
      names[r] = k[r] == 2 ? null : "n" + random.nextInt(4);
    }
    return Table.of(
        schema, List.of(Chunk.of(schema, ROWS, 0, Values.of(x), Values.of(k), Values.of(names))));
  }

  private static StreamingConfig config(Path temporary) {
    return StreamingConfig.defaults()
        .withSpillDirectory(temporary)
        .withThreads(2)
        .withBlockRows(100)
        .withChunkBytes(2048);
  }

  private static StreamingPipelineExecutor executor(
      RowFiles files, StreamingConfig config, Storage storage) {
    var catalogue = Catalogue.of(List.of(Unversioned.plugin()), List.of(files));
    return new StreamingPipelineExecutor(catalogue, config, storage, System::nanoTime);
  }

  @ParameterizedTest
  @ValueSource(strings = {"folds", "ordered", "model", "gathered", "groups", "rows"})
  void checkpointsOfReleasedVersionsAreTakenUp(String kind) throws IOException {
    var files = new RowFiles();
    List<String> expected;
    try (var whole = executor(files, config(folder), Storage.SYSTEM).run(pipeline(kind))) {
      expected = ResultLines.of(whole);
    }
    var rows = List.copyOf(files.lines());
    int versions = 0;
    try (Stream<Path> released = Files.list(FOLDERS)) {
      for (var version : released.sorted().toList()) {
        files.clear();
        var copy = folder.resolve("copy " + versions++);
        copy(version.resolve(kind), copy);
        var config = config(folder).withCheckpoints(copy, Duration.ofHours(1));
        try (var resumed =
            executor(files, config, Storage.SYSTEM)
                .resume(pipeline(kind), RunListener.NONE, new Cancellation())) {
          assertEquals(expected, ResultLines.of(resumed), version::toString);
          assertEquals(rows, files.lines(), version::toString);
          assertTrue(resumed.metrics().rowsRead() < whole(kind), "nothing was left out");
        }
      }
    }
    assertTrue(versions > 0);
  }

  private static long whole(String kind) {
    return Map.of("model", 3L * ROWS).getOrDefault(kind, (long) ROWS);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (var file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  /// Writes the folder of a version: `main src/test/resources/checkpoints/0.1.0`.
  static void main(String[] arguments) throws IOException {
    var temporary = Files.createTempDirectory("golden");
    for (var kind : List.of("folds", "ordered", "model", "gathered", "groups", "rows")) {
      var target = Path.of(arguments[0], kind);
      var config = config(temporary).withCheckpoints(target, Duration.ZERO);
      try {
        executor(new RowFiles(), config, Faults.killing(KILLED_AT)).run(pipeline(kind)).close();
        throw new IllegalStateException(kind + " was not killed");
      } catch (PipelineException e) {
        try (Stream<Path> files = Files.list(target)) {
          for (var file : files.toList()) {
            if (!file.toString().endsWith(".weir")) {
              Files.delete(file);
            }
          }
        }
      }
    }
  }
}
