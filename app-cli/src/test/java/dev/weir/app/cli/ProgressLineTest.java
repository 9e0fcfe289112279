package dev.weir.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.StreamingConfig;
import dev.weir.app.cli.request.RunSettings;
import dev.weir.app.cli.request.RunSettings.Progress;
import dev.weir.core.RunListener;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class ProgressLineTest {
  private static String shown(
      Progress when, boolean quiet, boolean terminal, double seconds, int... scans) {
    var err = new ByteArrayOutputStream();
    var screen =
        new Screen(
            new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            terminal,
            Map.of("COLUMNS", "80"));
    var settings =
        new RunSettings(
            StreamingConfig.defaults(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            when,
            quiet,
            Map.of());
    try (var snapshots = new SnapshotLines(settings, screen.err());
        var line = ProgressLine.of(settings, screen, snapshots, _ -> {})) {
      for (int i = 0; i < scans.length; i++) {
        line.progress(progress(scans[i], OptionalLong.of(1000), false, seconds + i));
      }
    }
    return err.toString(StandardCharsets.UTF_8);
  }

  private static RunListener.Progress progress(
      int scan, OptionalLong total, boolean guessed, double seconds) {
    return new RunListener.Progress(scan, 2, 500, total, guessed, 64L << 20, seconds);
  }

  @Test
  void oneLineIsRewrittenAndClearedAtTheEnd() {
    assertEquals(
        "\r\033[K500 rows of scan 1/2, 25 %, 250 rows/s, 64 MB, 6.0 s left"
            + "\r\033[K500 rows of scan 2/2, 75 %, 333 rows/s, 64 MB, 1.0 s left"
            + "\r\033[K",
        shown(Progress.ALWAYS, false, false, 2, 1, 2));
  }

  @Test
  void sortingIsAScanOfItsOwn() {
    assertEquals(
        "\r\033[K500 rows to be sorted, 16 %, 250 rows/s, 64 MB, 10 s left"
            + "\r\033[K500 rows of scan 2/2, 83 %, 333 rows/s, 64 MB, 0.60 s left"
            + "\r\033[K",
        shown(Progress.ALWAYS, false, false, 2, 0, 2));
  }

  @Test
  void itShowsOnlyWhereSomebodyLooks() {
    assertEquals("", shown(Progress.AUTO, false, false, 2, 1, 2));
    assertTrue(shown(Progress.AUTO, false, true, 2, 1, 2).contains("rows"));
    assertEquals("", shown(Progress.AUTO, true, true, 2, 1, 2));
    assertEquals("", shown(Progress.NEVER, false, true, 2, 1, 2));
  }

  @Test
  void aShortRunShowsNothing() {
    assertEquals("", shown(Progress.ALWAYS, false, true, -1, 1, 2));
  }
}
