package dev.weir.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How the launcher makes and uses the AOT cache, with a `java` that writes down how it was called
/// and makes the file that it is asked for; and once with the real one.
final class AotCacheTest {
  /// A process that has ended, for which nobody waits.
  private static final String NOBODY = "4194305";

  @TempDir Path folder;

  private Path bundle;
  private Path home;

  @BeforeEach
  void install() throws IOException {
    bundle = folder.resolve("my bundle");
    home = Files.createDirectory(folder.resolve("home"));
    Path bin = Files.createDirectories(bundle.resolve("bin"));
    Path lib = Files.createDirectories(bundle.resolve("lib"));
    Files.copy(WeirModule.ROOT.resolve("bundle/src/main/sh/weir"), bin.resolve("weir"));
    Files.copy(
        WeirModule.ROOT.resolve("bundle/src/main/sh/make-aot.sh"), lib.resolve("make-aot.sh"));
    Files.copy(WeirModule.ROOT.resolve("etc/java25.sh"), lib.resolve("java25.sh"));
    bin.resolve("weir").toFile().setExecutable(true);
    id("first");
    Files.createDirectories(folder.resolve("jdk/bin"));
    Files.writeString(
        folder.resolve("jdk/release"),
        "JAVA_RUNTIME_VERSION=\"25.0.3+9-LTS\"\nJAVA_VERSION=\"25.0.3\"\n");
    java("echo kept >\"$made\"");
  }

  /// Those that were started in the background see that there is nothing to do.
  @AfterEach
  void end() {
    ProcessHandle.allProcesses()
        .filter(process ->
            process
                .info()
                .arguments()
                .map(List::of)
                .filter(words -> words.contains(bundle + "/lib/make-aot.sh"))
                .isPresent())
        .forEach(process -> process.onExit().join());
  }

  private void id(String id) throws IOException {
    Path file = Files.writeString(bundle.resolve("lib/bundle.id"), id + "\n");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
  }

  private void java(String make) throws IOException {
    java(make, ":");
  }

  /// A `java` that does this where it is to make a cache, and that otherwise.
  private void java(String make, String otherwise) throws IOException {
    Path java = folder.resolve("jdk/bin/java");
    Files.writeString(
        java,
        """
        #!/bin/sh
        echo "$*" >>"%s/calls"
        made=
        for word in "$@"; do case $word in -XX:AOTCacheOutput=*) made=${word#*=} ;; esac; done
        if [ -n "$made" ]; then echo noise; %s; else %s; fi
        """
            .formatted(folder, make, otherwise));
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private ProcessBuilder process(String... command) {
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder
        .environment()
        .keySet()
        .removeAll(List.of("WEIR_AOT", "WEIR_JAVA_OPTS", "XDG_CACHE_HOME"));
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    builder.environment().put("HOME", home.toString());
    builder.environment().put("TMPDIR", folder.toString());
    return builder.redirectInput(Path.of("/dev/null").toFile());
  }

  private Process start(String... words) throws IOException {
    var command = new ArrayList<>(List.of(bundle.resolve("bin/weir").toString()));
    command.addAll(List.of(words));
    return process(command.toArray(String[]::new)).start();
  }

  /// Runs what the launcher starts in the background, to its end.
  private Process maker() throws IOException {
    var maker = bundle.resolve("lib/make-aot.sh").toString();
    return process("sh", maker, bundle.toString(), cache().toString(), NOBODY)
        .redirectErrorStream(true)
        .start();
  }

  private void make() throws Exception {
    maker().waitFor();
  }

  private Path cache() throws IOException {
    return cache(bundle);
  }

  private Path cache(Path of) throws IOException {
    var id = Files.readString(of.resolve("lib/bundle.id")).strip();
    return home.resolve(
        ".cache/weir/aot" + of + "/.aot/25.0.3+9-LTS" + folder + "/jdk/" + id + ".aot");
  }

  private List<String> calls(String what) throws IOException {
    return Files.readAllLines(folder.resolve("calls")).stream()
        .filter(call -> call.contains(what))
        .toList();
  }

  private List<Path> files(String ending) throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      return all.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }

  @Test
  void theFirstStartHasItMadeByAnotherProcess() throws Exception {
    var first = Weir.ended(start("tools"));
    assertEquals(0, first.code());
    assertEquals("", first.out() + first.err());
    assertFalse(calls("tools").getFirst().contains("AOTCache"), calls("tools")::toString);
    while (!Files.exists(cache()) || Files.exists(Path.of(cache() + ".lock"))) {
      Thread.onSpinWait();
    }
    Weir.ended(start("tools"));
    assertTrue(calls("tools").getLast().contains("-XX:AOTCache=" + cache()));
    assertEquals(1, calls("AOTCacheOutput").size());
    assertEquals(1, calls("-XX:AOTMode=on").size(), "it is tried before it has its name");
  }

  @Test
  void ofSeveralThatStartAtOnceOneMakesIt() throws Exception {
    java("while [ ! -e \"%s/go\" ]; do :; done; echo kept >\"$made\"".formatted(folder));
    var one = maker();
    while (files(".lock").isEmpty()) {
      Thread.onSpinWait();
    }
    var other = maker();
    other.waitFor();
    Files.writeString(folder.resolve("go"), "");
    one.waitFor();
    make();
    assertEquals(1, calls("AOTCacheOutput").size());
    assertEquals(List.of(cache()), files(".aot").stream().filter(Files::isRegularFile).toList());
    assertEquals(List.of(), files(".lock"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"exit 1", ":", "echo half >\"$made\"; kill -9 $$"})
  void whereItCannotBeMadeNobodyTriesAgainForAnHour(String failure) throws Exception {
    java(failure);
    make();
    make();
    assertEquals(1, calls("AOTCacheOutput").size());
    assertFalse(Files.exists(cache()));
    Path lock = Path.of(cache() + ".lock");
    try (Stream<Path> left = Files.list(lock)) {
      assertEquals(0, left.count(), "what was begun is removed");
    }
    java("echo kept >\"$made\"");
    Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minus(Duration.ofMinutes(62))));
    make();
    assertTrue(Files.exists(cache()));
  }

  @Test
  void oldOnesAreRemoved() throws Exception {
    make();
    Path first = cache();
    Path gone = home.resolve(".cache/weir/aot/gone/bundle/.aot/25/jdk/x.aot");
    Files.createDirectories(gone.getParent());
    Files.writeString(gone, "");
    id("second");
    make();
    assertTrue(Files.exists(cache()));
    assertFalse(Files.exists(first), "of another build");
    assertFalse(Files.exists(home.resolve(".cache/weir/aot/gone")), "of a bundle that is gone");
  }

  @Test
  void anInstallationThatIsNewerNeedsANewOne() throws Exception {
    make();
    Files.setLastModifiedTime(cache(), FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    java(":");
    Weir.ended(start("tools"));
    assertFalse(calls("tools").getLast().contains("AOTCache"));
  }

  @Test
  void oneThatWasRefusedForNothingIsUsedAgain() throws Exception {
    make();
    Files.move(cache(), refused());
    make();
    assertEquals("kept\n", Files.readString(cache()));
    assertFalse(Files.exists(refused()));
    assertEquals(1, calls("AOTCacheOutput").size());
    Files.move(cache(), refused());
    make();
    assertFalse(Files.exists(cache()), "nobody looks at it again for an hour");
  }

  @Test
  void oneThatWasRefusedForAReasonIsMadeAnew() throws Exception {
    make();
    Files.move(cache(), refused());
    java("echo new >\"$made\"", "case $* in *.refused*) exit 1 ;; esac");
    make();
    assertEquals("new\n", Files.readString(cache()));
    assertFalse(Files.exists(refused()));
    assertEquals(List.of(), files(".lock"));
  }

  private Path refused() throws IOException {
    return Path.of(cache() + ".refused");
  }

  @Test
  void thoseWhoDoWithoutDo() throws Exception {
    for (var no :
        List.of(List.of("WEIR_AOT", "off"), List.of("HOME", ""), List.of("HOME", "/proc/none"))) {
      var process = process(bundle.resolve("bin/weir").toString(), "tools");
      process.environment().put(no.getFirst(), no.getLast());
      var ended = Weir.ended(process.start());
      assertEquals(0, ended.code(), no::toString);
      assertEquals("", ended.out() + ended.err(), no::toString);
      assertFalse(calls("tools").getLast().contains("AOTCache"), no::toString);
    }
    var large = Weir.ended(start("run", "a.csv", "--memory", "100g"));
    assertEquals(0, large.code());
    assertFalse(calls("100g").getLast().contains("AOTCache"));
    assertEquals(List.of(), files(".aot"));
  }

  /// The real Java, on the real bundle: the cache is made, used, and does not show.
  @Test
  void javaTakesIt() throws Exception {
    var root = Weir.launcher().getParent().getParent();
    var file = home.resolve("x/real.aot");
    var maker =
        List.of("sh", root.resolve("lib/make-aot.sh").toString(), root.toString(), file.toString());
    var command = Stream.concat(maker.stream(), Stream.of(NOBODY)).toArray(String[]::new);
    var process = process(command);
    process.environment().remove("JAVA_HOME");
    Weir.ended(process.start());
    assertTrue(Files.size(file) > 1 << 20);
    var log = folder.resolve("log");
    var with = real("use=" + file, "-Xlog:class+load:file=" + log, "tools", "--json");
    assertEquals(real("off", "", "tools", "--json"), with);
    assertTrue(
        Files.readString(log).contains("dev.weir.app.cli.Cli source: shared objects file"),
        "the command's own classes come from the cache");

    var damaged = home.resolve("damaged.aot");
    Files.writeString(damaged, "nothing of the kind");
    assertEquals(real("off", "", "--version"), real("use=" + damaged, "", "--version"));
    assertEquals(
        real("off", "", "--version"),
        real("use=" + file, "-XX:+UseCompactObjectHeaders", "--version"));
  }

  /// The real Java, on the real bundle.
  @Test
  void oneThatJavaRefusesIsPutAside() throws Exception {
    Path root = Weir.launcher().getParent().getParent();
    Files.writeString(
        folder.resolve("jdk/bin/java"),
        "#!/bin/sh\nexec '" + System.getProperty("java.home") + "/bin/java' \"$@\"\n");
    Path file = cache(root);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "nothing of the kind");
    for (var options : List.of("-XX:+UseCompactObjectHeaders", "")) {
      var process = process(Weir.launcher().toString(), "doctor", "--json");
      process.environment().put("WEIR_JAVA_OPTS", options);
      var ended = Weir.ended(process.start());
      assertEquals(0, ended.code(), ended.err());
      assertEquals("", ended.err());
      assertTrue(ended.out().contains("\"use\": \"refused\""), ended.out());
      assertEquals(!options.isEmpty(), Files.exists(file), "options are a reason to refuse it");
    }
    assertTrue(Files.exists(Path.of(file + ".refused")));
  }

  private Weir.Ended real(String aot, String options, String... words) throws Exception {
    var command = new ArrayList<>(List.of(Weir.launcher().toString()));
    command.addAll(List.of(words));
    var process = process(command.toArray(String[]::new));
    process.environment().remove("JAVA_HOME");
    process.environment().put("WEIR_AOT", aot);
    process.environment().put("WEIR_JAVA_OPTS", options);
    var ended = Weir.ended(process.start());
    assertEquals(0, ended.code(), ended.err());
    assertEquals("", ended.err());
    return ended;
  }
}
