package dev.weir.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StandardOutputTest {
  private static int tools(OutputStream broken, boolean pipe, OutputStream err) {
    var screen =
        new Screen(
            new PrintStream(new StandardOutput(broken, pipe), false, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false,
            Map.of());
    return new Cli(_ -> FakeDomain.catalogue(), screen, new Interruption()).run("tools");
  }

  private static OutputStream failing(String reason) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(reason);
      }
    };
  }

  @Test
  void aReaderThatWentAwayEndsTheCommandQuietly() {
    var err = new ByteArrayOutputStream();
    assertEquals(0, tools(failing("Broken pipe"), false, err));
    assertEquals(0, tools(failing("Datenübergabe unterbrochen"), true, err));
    assertEquals("", err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aFullDiskIsSaid() {
    var err = new ByteArrayOutputStream();
    assertEquals(5, tools(failing("No space left on device"), false, err));
    var said = err.toString(StandardCharsets.UTF_8);
    assertTrue(said.contains("cannot write to standard output: No space left"), said);
  }
}
