package dev.weir.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// The command as child processes of the bundle's launcher, in a folder of the test, with a folder
/// of their own for temporary files.
final class Weir {
  private static final Path LAUNCHER = WeirModule.ROOT.resolve("bundle/target/weir/bin/weir");

  private final Path folder;
  private final Path temporary;

  record Ended(int code, String out, String err) {}

  Weir(Path folder) throws IOException {
    this.folder = folder;
    this.temporary = Files.createDirectory(folder.resolve("temporary"));
  }

  static Path launcher() {
    assertTrue(
        Files.isExecutable(LAUNCHER),
        "no bundle at " + LAUNCHER + "; build it: ./mvnw -q -pl bundle -am package -DskipTests");
    return LAUNCHER;
  }

  /// SIGINT is given its default meaning back: shells take it from what they start in the
  /// background.
  Process start(String... words) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("env", "--default-signal=INT", launcher().toString()));
    command.addAll(List.of(words));
    return process(command).start();
  }

  /// Runs it to its end.
  Ended run(String... words) throws Exception {
    return ended(start(words));
  }

  /// A process in the same surroundings.
  ProcessBuilder process(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("TMPDIR", temporary.toString());
    builder.environment().put("WEIR_CACHE", "off");
    builder.environment().put("WEIR_AOT", "off");
    builder.environment().put("WEIR_PLUGINS", "off");
    builder.environment().remove("COLUMNS");
    builder.environment().remove("WEIR_JAVA_OPTS");
    return builder.redirectInput(Path.of("/dev/null").toFile());
  }

  static Ended ended(Process process) throws Exception {
    var err = read(process.getErrorStream());
    String out = read(process.getInputStream()).join();
    return new Ended(process.waitFor(), out, err.join());
  }

  /// Reads in a thread of its own: the common pool may have only one, and a process that finds
  /// nobody reading stops.
  static CompletableFuture<String> read(InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        task -> Thread.ofPlatform().daemon().start(task));
  }

  /// Names of the temporary files, in order.
  List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  void nothingIsLeft() throws IOException {
    assertEquals(List.of(), left());
  }
}
