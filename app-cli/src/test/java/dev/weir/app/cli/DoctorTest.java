package dev.weir.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.Catalogue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoctorTest {
  @TempDir Path folder;

  private record Ended(int code, String out) {
    /// The lines about one thing.
    String about(String name) {
      var lines = out.lines().filter(line -> line.contains("  " + name + " ")).toList();
      assertEquals(1, lines.size(), out);
      return lines.getFirst();
    }
  }

  private Ended doctor(Supplier<Catalogue> discovery, Map<String, String> more, String... words) {
    var environment = new HashMap<String, String>();
    environment.put("TMPDIR", folder.toString());
    environment.put("WEIR_CACHE", folder.resolve("kept").toString());
    environment.putAll(more);
    var out = new ByteArrayOutputStream();
    var to = new PrintStream(out, false, StandardCharsets.UTF_8);
    int code =
        new Cli(
                _ -> discovery.get(),
                new Screen(to, to, false, false, environment),
                new Interruption())
            .run(Stream.concat(Stream.of("doctor"), Stream.of(words)).toArray(String[]::new));
    return new Ended(code, out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aWholeInstallationIsWell() throws IOException {
    var ended = doctor(FakeDomain::catalogue, Map.of());
    assertEquals(0, ended.code(), ended.out());
    assertTrue(ended.about("java").startsWith("ok     java"), ended.out());
    assertTrue(ended.about("java").contains(Runtime.version().toString()), ended.out());
    assertTrue(ended.about("memory").contains("in the machine"), ended.out());
    assertTrue(ended.about("disk").contains("free in " + folder), ended.out());
    assertTrue(ended.about("plugins").contains("6 tools: fake"), ended.out());
    assertTrue(ended.about("files").contains("reads files"), ended.out());
    assertTrue(ended.about("results").contains("0 results kept in"), ended.out());
    assertTrue(ended.about("aot-cache").contains("off"), ended.out());
    try (var left = Files.list(folder)) {
      assertEquals(List.of(), left.filter(f -> f.toString().contains("doctor")).toList());
    }
  }

  @Test
  void jsonSaysTheSame() {
    var json = doctor(FakeDomain::catalogue, Map.of(), "--json");
    assertEquals(0, json.code(), json.out());
    assertTrue(json.out().startsWith("{\n  \"status\": \"ok\",\n  \"checks\": ["), json.out());
    assertTrue(json.out().contains("\"tools\": 6, \"domains\": \"fake\""), json.out());
    assertTrue(json.out().contains("\"leftBehind\": 0"), json.out());
  }

  @Test
  void everyFaultHasItsLineAndHidesNoOther() {
    var ended =
        doctor(
            () -> Catalogue.of(List.of(), List.of()),
            Map.of("TMPDIR", folder.resolve("none").toString()));
    assertEquals(1, ended.code(), ended.out());
    assertTrue(ended.about("disk").startsWith("FAULT"), ended.out());
    assertTrue(ended.out().contains("set TMPDIR to a folder that can"), ended.out());
    assertTrue(ended.about("plugins").contains("no domain is installed"), ended.out());
    assertTrue(ended.about("files").startsWith("FAULT"), ended.out());
    assertTrue(ended.about("java").startsWith("ok"), ended.out());
    assertTrue(
        doctor(() -> Catalogue.of(List.of(), List.of()), Map.of(), "--json")
            .out()
            .contains("\"status\": \"fault\""));
  }

  @Test
  void aCatalogueThatCannotBeReadIsAFault() {
    var ended =
        doctor(
            () -> {
              throw new IllegalStateException("broken index");
            },
            Map.of());
    assertEquals(1, ended.code());
    assertTrue(ended.about("plugins").contains("broken index"), ended.out());
  }

  @Test
  void whatKilledRunsLeftIsNoted() throws IOException {
    Files.createFile(Files.createDirectory(folder.resolve("weir-run-x")).resolve("lock"));
    var ended = doctor(FakeDomain::catalogue, Map.of());
    assertEquals(0, ended.code(), ended.out());
    assertTrue(ended.about("disk").contains("1 folder of killed runs"), ended.out());
  }

  @Test
  void theAotCacheIsThereOrNot() throws IOException {
    var file = folder.resolve("x.aot");
    var place = Map.of("WEIR_AOT_CACHE", file.toString());
    assertTrue(doctor(FakeDomain::catalogue, place).about("aot-cache").startsWith("note"));
    Files.writeString(file, "kept");
    assertTrue(doctor(FakeDomain::catalogue, place).about("aot-cache").contains(file.toString()));
  }

  @Test
  void otherWordsAreRefused() {
    var ended = doctor(FakeDomain::catalogue, Map.of(), "--jsn");
    assertEquals(2, ended.code());
    assertTrue(ended.out().contains("did you mean '--json'"), ended.out());
  }
}
