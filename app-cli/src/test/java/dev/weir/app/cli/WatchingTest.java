package dev.weir.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Early results and the cache on the command line.
final class WatchingTest {
  @TempDir Path folder;

  private record Ended(int code, String out, String err) {}

  private static Ended weir(Map<String, String> environment, String... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var all = new HashMap<>(environment);
    all.put("COLUMNS", "80");
    var screen =
        new Screen(
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false,
            all);
    int code = new Cli(_ -> FakeDomain.catalogue(), screen, new Interruption()).run(words);
    return new Ended(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static Ended weir(String... words) {
    return weir(Map.of(), words);
  }

  private static void assertLine(String text) {
    assertTrue(text.startsWith("{\"status\": \"early\", \"step\": \"rows\", "), text);
    assertTrue(text.contains("\"rows\": 5, \"used\": 5, \"skipped\": 0, "), text);
    assertTrue(text.contains("\"tables\": {\"rows\": {\"columns\": [{\"name\": \"id\", "), text);
    assertTrue(text.contains("\"more\": 0"), text);
    assertEquals(1, text.lines().count(), text);
  }

  @Test
  void earlyResultsAreLinesOnStandardErrorOrInAFile() throws IOException {
    var ended = weir("run", "5.rows", "fake.keep", "--snapshot-every", "1h", "--quiet");
    assertEquals(0, ended.code(), ended.err());
    assertLine(ended.err());
    var file = folder.resolve("early.jsonl");
    var filed = weir("run", "5.rows", "fake.keep", "--snapshots", file.toString(), "--quiet");
    assertEquals(0, filed.code(), filed.err());
    assertEquals("", filed.err());
    assertLine(Files.readString(file));
  }

  @Test
  void theirFileIsCheckedBeforeTheWork() {
    var same = weir("run", "5.rows", "fake.count", "--json", "a.json", "--snapshots", "a.json");
    assertEquals(2, same.code());
    assertTrue(same.err().contains("--json and --snapshots name the same file a.json"), same.err());
    var nowhere = weir("run", "5.rows", "fake.count", "--snapshots", folder + "/none/a");
    assertEquals(2, nowhere.code());
    assertTrue(nowhere.err().contains("there is no folder"), nowhere.err());
  }

  @Test
  void theCacheCommandSaysWhereAndHowMuch() {
    var place = Map.of("XDG_CACHE_HOME", folder.toString());
    assertEquals(folder + "/weir: 0 results, 0 B\n", weir(place, "cache").out());
    assertEquals(
        folder + "/other: 0 results, 0 B, removed\n",
        weir(Map.of("WEIR_CACHE", folder + "/other"), "cache", "clear").out());
    assertTrue(weir(Map.of("WEIR_CACHE", "off", "HOME", "/h"), "cache").out().contains("no cache"));
    assertTrue(
        weir(Map.of("HOME", folder.toString()), "cache")
            .out()
            .startsWith(folder + "/.cache/weir:"));
    var wrong = weir("cache", "empty");
    assertEquals(2, wrong.code());
    assertTrue(wrong.err().contains("`info` or `clear`"), wrong.err());
  }
}
