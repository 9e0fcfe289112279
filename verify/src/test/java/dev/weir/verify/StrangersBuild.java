package dev.weir.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A project with a build of its own, outside of this repository's, built by `mvnw verify` in a
/// child process.
///
/// Its local repository has nothing of ours: that comes from the bundle, as a stranger has it. All
/// else is linked to the local repository of the build that runs these tests, so that nothing need
/// be fetched twice; what is not there yet, Maven fetches as usual, by the settings that are in
/// force.
final class StrangersBuild {
  private static final String OURS = "weir";

  /// Short processes: the second compiler of Java would take longer than it saves.
  private static final String JAVA_OPTIONS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  private final Path project;
  private final Path repository;
  private final Path log;
  private final Process process;

  private StrangersBuild(Path project, Path repository, Path log, Process process) {
    this.project = project;
    this.repository = repository;
    this.log = log;
    this.process = process;
  }

  /// Starts the build of the project in a folder.
  ///
  /// @param wrapper the `mvnw` to call
  static StrangersBuild start(Path project, Path wrapper, String... words) throws IOException {
    var repository = project.resolveSibling(project.getFileName() + "-repository");
    link(runningRepository(), repository);
    var log = project.resolveSibling(project.getFileName() + ".log");
    var command =
        new ArrayList<>(
            List.of(
                wrapper.toString(),
                "--batch-mode",
                "--no-transfer-progress",
                "-Dmaven.repo.local=" + repository));
    command.addAll(List.of(words));
    command.add("verify");
    var builder =
        new ProcessBuilder(command)
            .directory(project.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("JDK_JAVA_OPTIONS", JAVA_OPTIONS);
    return new StrangersBuild(project, repository, log, builder.start());
  }

  /// Surefire says where it is; development environments do not.
  private static Path runningRepository() {
    return Path.of(
        System.getProperty(
            "localRepository", Path.of(System.getProperty("user.home"), ".m2/repository") + ""));
  }

  /// All of one repository but the group `dev.weir`.
  private static void link(Path from, Path to) throws IOException {
    var dev = Files.createDirectories(to.resolve("dev"));
    linkEntries(from, to, "dev");
    if (Files.isDirectory(from.resolve("dev"))) {
      linkEntries(from.resolve("dev"), dev, OURS);
    }
  }

  private static void linkEntries(Path from, Path to, String without) throws IOException {
    try (Stream<Path> entries = Files.list(from)) {
      for (var entry : entries.filter(Files::isDirectory).toList()) {
        var name = entry.getFileName().toString();
        if (!name.equals(without)) {
          Files.createSymbolicLink(to.resolve(name), entry.toAbsolutePath());
        }
      }
    }
  }

  /// Waits until the build has passed.
  ///
  /// @return what it printed
  String passed() throws Exception {
    int code = process.waitFor();
    var printed = Files.readString(log);
    assertEquals(0, code, printed);
    return printed;
  }

  /// Ends it if it is still running, and takes the links away, so that what clears the folder up
  /// meets none.
  void stop() throws IOException {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    unlink(repository);
    unlink(repository.resolve("dev"));
  }

  private static void unlink(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      for (var link : entries.filter(Files::isSymbolicLink).toList()) {
        Files.delete(link);
      }
    }
  }

  /// A file that the build made.
  Path target(String name) {
    return project.resolve("target", name);
  }

  /// Copies a project of this repository without what was built there.
  static Path copy(Path project, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(project)) {
      for (var file : files.toList()) {
        var name = project.relativize(file);
        if (!name.startsWith("target")) {
          Files.copy(file, to.resolve(name.toString()));
        }
      }
    }
    return to;
  }
}
