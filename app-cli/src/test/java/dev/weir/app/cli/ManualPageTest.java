package dev.weir.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The manual page says what the help says, in the language of man.
final class ManualPageTest {
  private static String page() {
    var bytes = new ByteArrayOutputStream();
    var out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
    ManualPage.write(FakeDomain.catalogue(), "1.2.3", out);
    out.flush();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /// What a reader sees: without requests and escapes.
  private static String read(String page) {
    return page.replaceAll("(?m)^\\.(?!nf|fi)[A-Z]+\\s?", "")
        .replace("\\fB", "")
        .replace("\\fR", "")
        .replace("\\&", "")
        .replace("\\-", "-")
        .replace("\\e", "\\");
  }

  @Test
  void everyCommandOptionAndToolIsTold() {
    var page = read(page());
    for (var command : Command.values()) {
      command.usages().forEach(usage -> assertTrue(page.contains(usage.words()), usage.words()));
      command
          .text()
          .lines()
          .forEach(line -> assertTrue(page.contains(line), command + ": " + line));
      for (var section : command.sections()) {
        section
            .options()
            .forEach(option -> assertTrue(page.contains(option.description()), option.name()));
      }
    }
    FakeDomain.catalogue()
        .tools()
        .forEach(tool -> assertTrue(page.contains(tool.name() + "\n" + tool.summary())));
  }

  @Test
  void onlyKnownRequestsAndEscapesAreUsed() {
    var page = page();
    assertTrue(page.startsWith(".TH WEIR 1 \"\" \"weir 1.2.3\" \"Weir\"\n"), page);
    page.lines()
        .filter(line -> line.startsWith(".") || line.startsWith("'"))
        .forEach(line -> assertTrue(line.matches("\\.(TH|SH|SS|TP|PP|RS|RE|nf|fi)( .*)?"), line));
    var escapes = Pattern.compile("\\\\(?!fB|fR|&|-|e)").matcher(page);
    assertTrue(!escapes.find(), page);
    assertEquals(count(page, ".RS\n"), count(page, ".RE\n"));
    assertEquals(count(page, ".nf\n"), count(page, ".fi\n"));
  }

  private static long count(String page, String line) {
    return Pattern.compile("(?m)^" + Pattern.quote(line.strip()) + "$")
        .matcher(page)
        .results()
        .count();
  }
}
