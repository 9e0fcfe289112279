package dev.weir.core.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The manual, `docs/expressions.md`, tells the truth: its examples are run, and it has every
/// function.
class ExpressionManualTest {
  private static final Pattern EXAMPLE = Pattern.compile("`([^`]+)` → `([^`]*)`");

  private static String manual() throws IOException {
    return Files.readString(Path.of("..", "docs", "expressions.md")).replace("\\|", "|");
  }

  @Test
  void everyExampleIsRight() throws IOException {
    var wrong = new ArrayList<String>();
    int seen = 0;
    var matcher = EXAMPLE.matcher(manual());
    while (matcher.find()) {
      if (matcher.group(1).equals("expression")) {
        continue;
      }
      seen++;
      var values =
          Expressions.parse(matcher.group(1), ExpressionRows.SCHEMA)
              .values(ExpressionRows.chunk(), new Apart());
      var actual = ExpressionRows.cell(values, 0);
      if (!actual.equals(matcher.group(2))) {
        wrong.add(matcher.group(1) + " is " + actual + ", not " + matcher.group(2));
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(seen >= 80, "only " + seen + " examples found");
  }

  @Test
  void everyFunctionIsThere() throws IOException {
    var manual = manual();
    for (var function : Functions.list()) {
      assertTrue(manual.contains("`" + function.name() + "("), function.name());
    }
  }
}
