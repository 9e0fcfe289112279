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
  private static String shown(Progress when, boolean quiet, boolean terminal, double seconds) {
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
      line.progress(progress(1, OptionalLong.of(1000), false, seconds));
      line.progress(progress(2, OptionalLong.of(1000), false, seconds + 1));
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
        shown(Progress.ALWAYS, false, false, 2));
  }

  @Test
  void itShowsOnlyWhereSomebodyLooks() {
    assertEquals("", shown(Progress.AUTO, false, false, 2));
    assertTrue(shown(Progress.AUTO, false, true, 2).contains("rows"));
    assertEquals("", shown(Progress.AUTO, true, true, 2));
    assertEquals("", shown(Progress.NEVER, false, true, 2));
  }

  @Test
  void aShortRunShowsNothing() {
    assertEquals("", shown(Progress.ALWAYS, false, true, -1));
  }
}
