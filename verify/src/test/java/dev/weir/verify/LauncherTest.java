package dev.weir.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The bundle's launcher, run as it is, with a `java` in its JAVA_HOME that prints the arguments it
/// was given.
final class LauncherTest {
  @TempDir Path folder;

  @BeforeEach
  void install() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bundle/bin"));
    Files.copy(WeirModule.ROOT.resolve("bundle/src/main/sh/weir"), bin.resolve("weir"));
    Path lib = Files.createDirectories(folder.resolve("bundle/lib"));
    Files.copy(WeirModule.ROOT.resolve("etc/java25.sh"), lib.resolve("java25.sh"));
    Files.createDirectories(folder.resolve("jdk/bin"));
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.3\"\n");
    Path java = folder.resolve("jdk/bin/java");
    Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @ParameterizedTest
  @CsvSource({
    "--memory 64m, 128",
    "--memory=64m, 128",
    "--memory 1g, 608",
    "--memory 8g, 4192",
    "--memory 1GiB, 608",
    "--memory 1t, 524384",
    "--memory 0256MB, 224",
    "--memory 65536k, 128",
    "--memory 67108864, 128",
    "--memory 64m --memory 128m, 160",
  })
  void theHeapIsHalfTheMemoryAndNinetySix(String arguments, int megabytes) throws Exception {
    assertEquals("-Xmx" + megabytes + "m", heap(arguments));
  }

  @ParameterizedTest
  @CsvSource({
    "run data.csv",
    "--memory",
    "--memory=",
    "--memory plenty",
    "--memory -5m",
    "--memory 1.5g",
    "--memory 5tb",
    "--memory 99999999999999999999g",
    "--memory 999999999g",
    "run missing.yaml",
  })
  void anythingElseGetsTheDefaultHeap(String arguments) throws Exception {
    assertEquals("-Xmx352m", heap(arguments));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "memory: 64m # small\\nsteps: []                        | 128",
        "name: x\\nrun:\\n  threads: 2\\n  memory: \"256m\"      | 224",
        "# memory: 1m\\nmemory: '512mb'                         | 352",
        "other:\\n  memory: 64m\\n                              | 352",
        "run:\\n  threads: 2\\nsteps:\\n  - memory: 64m         | 352",
        "run: {memory: 256m, seed: 1}                         | 224",
        "run: {seed: 1, memory: '256m'} # small               | 224",
        "run: {\\n  seed: 1, # x\\n  memory: 64m\\n}\\nsteps: []  | 128",
        "run: {seed: 1}\\nmemory: 64m                          | 128",
        "run: {seed: 1}\\nother: {memory: 64m}                 | 352",
      })
  void aPipelineFileMayNameTheMemory(String yaml, int megabytes) throws Exception {
    Files.writeString(folder.resolve("pipeline.yaml"), yaml.replace("\\n", "\n"));
    assertEquals("-Xmx" + megabytes + "m", heap("run pipeline.yaml"));
    assertEquals(
        "-Xmx128m", heap("run pipeline.yaml --memory 64m"), "the command line comes first");
  }

  @ParameterizedTest
  @CsvSource({"800m, -XX:+UseSerialGC", "900m, -XX:+UseG1GC"})
  void smallHeapsAreCollectedSerially(String memory, String collector) throws Exception {
    assertTrue(launch("--memory", memory).contains(collector));
  }

  @ParameterizedTest
  @CsvSource({"tools, true", "help, true", "--version, true", "run, false", "query, false"})
  void commandsThatReadNothingAreNotOptimised(String command, boolean quick) throws Exception {
    assertEquals(quick, launch(command).contains("-XX:TieredStopAtLevel=1"));
  }

  @Test
  void aRuntimeOfItsOwnComesFirst() throws Exception {
    Path runtime = folder.resolve("bundle/runtime/bin");
    Files.createDirectories(runtime);
    Path java = runtime.resolve("java");
    Files.writeString(java, "#!/bin/sh\necho its own\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertEquals(List.of("its own"), launch("tools"));
  }

  @Test
  void itMayBeALinkInAFolderWithBlanks() throws Exception {
    Path moved = Files.createDirectory(folder.resolve("a b")).resolve("bundle");
    Files.move(folder.resolve("bundle"), moved);
    Files.createDirectories(folder.resolve("bundle/bin"));
    Files.createSymbolicLink(folder.resolve("bundle/bin/weir"), moved.resolve("bin/weir"));
    assertTrue(launch("tools").contains(moved.toRealPath() + "/lib"));
  }

  @Test
  void windowsStartsItWithTheSameOptions() throws Exception {
    String windows = Files.readString(WeirModule.ROOT.resolve("bundle/src/main/cmd/weir.cmd"));
    List<String> options =
        launch("run").stream()
            .takeWhile(option -> !option.equals("-p"))
            .filter(option -> !option.matches("-Xmx.*|-Djava.io.tmpdir=.*|-Xlog:all.*|-Dweir.*"))
            .toList();
    assertEquals(9, options.size(), options::toString);
    options.forEach(option -> assertTrue(windows.contains(option), option));
    for (String folder : List.of("-Dweir.home=%root%", "-Dweir.index=%root%\\lib\\weir.index")) {
      assertTrue(windows.contains(folder), folder);
    }
    assertTrue(windows.contains("set /a \"heap=megabytes / 2 + 96\""), windows);
    assertTrue(windows.contains("set megabytes=512"), windows);
    assertTrue(windows.contains("if %heap% geq 512 set \"collector=-XX:+UseG1GC"), windows);
  }

  @Test
  void temporaryFilesGoWhereTheUserWants() throws Exception {
    assertTrue(launch("tools").contains("-Djava.io.tmpdir=" + folder));
  }

  @Test
  void argumentsArriveAsTheyAre() throws Exception {
    List<String> all = launch("run", "a b.csv", "", "--where", "x > 'é' and $y", "*");
    int main = all.indexOf("dev.weir.app.cli/dev.weir.app.cli.Main");
    assertEquals(
        List.of("run", "a b.csv", "", "--where", "x > 'é' and $y", "*"),
        all.subList(main + 1, all.size()));
  }

  private String heap(String arguments) throws Exception {
    return launch(arguments.split(" ")).stream()
        .filter(argument -> argument.startsWith("-Xmx"))
        .findFirst()
        .orElseThrow();
  }

  /// The arguments that Java was given.
  private List<String> launch(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("/bin/sh", folder + "/bundle/bin/weir"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    builder.environment().put("TMPDIR", folder.toString());
    builder.environment().put("WEIR_AOT", "off");
    builder.environment().remove("WEIR_JAVA_OPTS");
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output.lines().toList();
  }
}
