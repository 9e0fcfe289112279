package dev.weir.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What one process found, the next one gives again, as long as the file is the same.
final class CacheTest {
  @TempDir private Path folder;
  private Weir weir;

  @BeforeEach
  void rows() throws Exception {
    weir = new Weir(folder);
    var lines = new StringBuilder("id,city,price\n");
    for (int r = 0; r < 20_000; r++) {
      lines.append(r).append(",c").append(r % 9).append(',').append(r * 0.25).append('\n');
    }
    Files.writeString(folder.resolve("a.csv"), lines);
  }

  private Weir.Ended run(String... words) throws Exception {
    var command = new ArrayList<>(List.of(Weir.launcher().toString()));
    command.addAll(List.of(words));
    var process = weir.process(command);
    process.environment().put("WEIR_CACHE", folder.resolve("kept").toString());
    var ended = Weir.ended(process.start());
    assertEquals(0, ended.code(), ended::err);
    return ended;
  }

  private JsonResult profile(String... options) throws Exception {
    var words = new ArrayList<>(List.of("profile", "a.csv", "--json", "-"));
    words.addAll(List.of(options));
    return JsonResult.of(run(words.toArray(String[]::new)).out());
  }

  private static Object use(JsonResult result) {
    return result.at("metrics", "cache", "result");
  }

  @Test
  void aProfileIsKeptUntilAByteChanges() throws Exception {
    var first = profile();
    assertEquals("miss", use(first));
    var second = profile();
    assertEquals("hit", use(second));
    assertEquals(first.withoutMetrics(), second.withoutMetrics());
    assertTrue(run("profile", "a.csv").out().contains("kept from"));
    assertEquals("off", use(profile("--no-cache")));
    assertEquals("miss", use(profile("--seed", "7")));

    var text = Files.readString(folder.resolve("a.csv"));
    var time = Files.getLastModifiedTime(folder.resolve("a.csv"));
    Files.writeString(folder.resolve("a.csv"), text.replace("19999,c1,", "19999,c2,"));
    Files.setLastModifiedTime(folder.resolve("a.csv"), time);
    var changed = profile();
    assertEquals("miss", use(changed));
    assertEquals(profile("--no-cache").withoutMetrics(), changed.withoutMetrics());

    assertTrue(run("cache").out().contains("2 results"), run("cache").out());
    run("cache", "clear");
    assertTrue(run("cache", "info").out().contains("0 results"));
  }

  @Test
  void aKeptResultOverwritesNoInputAndRowsAreWrittenAllTheSame() throws Exception {
    profile();
    var command =
        List.of(
            Weir.launcher().toString(),
            "profile",
            "a.csv",
            "--json",
            "./../" + folder.getFileName() + "/a.csv");
    var process = weir.process(command);
    process.environment().put("WEIR_CACHE", folder.resolve("kept").toString());
    var refused = Weir.ended(process.start());
    assertEquals(2, refused.code(), refused.err());
    var fitted = new String[] {"run", "a.csv", "cleaning.impute", "--out", "b.csv"};
    run(fitted);
    var whole = Files.readString(folder.resolve("b.csv"));
    Files.delete(folder.resolve("b.csv"));
    run(fitted);
    assertEquals(whole, Files.readString(folder.resolve("b.csv")));
  }
}
