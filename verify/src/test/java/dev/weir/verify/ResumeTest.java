package dev.weir.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs that are killed or interrupted are taken up by `weir resume`.
final class ResumeTest {
  @TempDir Path folder;

  /// The documented proof at a size of seconds.
  @Test
  void killedRunsGiveTheBytesOfUndisturbedOnes() throws Exception {
    var weir = new Weir(folder);
    Weir.launcher();
    var script = WeirModule.ROOT.resolve("etc/proofs/kill-and-resume.sh");
    var process = weir.process(List.of("bash", script.toString(), "2", "20000", "5", "7")).start();
    var ended = Weir.ended(process);
    assertEquals(0, ended.code(), ended::toString);
    assertEquals(5, ended.out().lines().filter(l -> l.contains("2 runs killed")).count());
    weir.nothingIsLeft();
  }

  /// With an hour between checkpoints there is one all the same: that of the interruption.
  @ParameterizedTest
  @ValueSource(strings = {"0s", "1h"})
  void anInterruptedRunSaysHowToGoOn(String every) throws Exception {
    var weir = new Weir(folder);
    var file = folder.resolve("numbers.csv");
    try (var writer = Files.newBufferedWriter(file)) {
      writer.write("id,x\n");
      for (int i = 0; i < 400_000; i++) {
        writer.write(i + "," + i % 977 / 7.0 + "\n");
      }
    }
    var words = "run numbers.csv stats.describe --exact --json result.json --quiet --threads 2";
    assertEquals(0, weir.run(words.split(" ")).code());
    var whole = JsonResult.of(Files.readString(folder.resolve("result.json")));
    Files.delete(folder.resolve("result.json"));

    var checkpoints = "--checkpoint saved --progress always --checkpoint-every " + every;
    var process = weir.start((words.replace(" --quiet", "") + " " + checkpoints).split(" "));
    try (BufferedReader reader = process.errorReader(StandardCharsets.UTF_8)) {
      var err = new StringBuilder();
      // The run is under way, and has more passes to go.
      while (err.indexOf("of scan 2") < 0) {
        int c = reader.read();
        assertTrue(c >= 0, () -> "ended too early: " + err);
        err.append((char) c);
      }
      process.toHandle().destroy();
      for (int c = reader.read(); c >= 0; c = reader.read()) {
        err.append((char) c);
      }
      assertTrue(err.indexOf("weir: to go on: weir resume saved") >= 0, err::toString);
    }
    assertEquals(143, process.waitFor());

    var again = weir.run((words + " --checkpoint saved").split(" "));
    assertEquals(2, again.code());
    assertTrue(again.err().contains("weir resume saved"), again::err);

    var resumed = weir.run("resume", "saved", "--quiet");
    assertEquals(0, resumed.code(), resumed::toString);
    var result = JsonResult.of(Files.readString(folder.resolve("result.json")));
    assertEquals(whole.withoutMetrics(), result.withoutMetrics());
    assertTrue(
        result.number("metrics", "rowsRead") <= whole.number("metrics", "rowsRead") - 400_000,
        "the first scan was made again");
    assertFalse(Files.exists(folder.resolve("saved/run.yaml")));
    assertEquals(2, weir.run("resume", "saved").code());
    weir.nothingIsLeft();
  }
}
