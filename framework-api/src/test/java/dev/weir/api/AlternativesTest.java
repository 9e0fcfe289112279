package dev.weir.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AlternativesTest {
  private static ToolDescriptor.Builder tool() {
    return ToolDescriptor.of(ToolRole.ANALYSIS, ChunkProcessingMode.STATELESS, "t.tool", "A tool")
        .description("A tool.")
        .option(OptionDescriptor.optional("x", OptionType.COLUMN, "Across"))
        .option(OptionDescriptor.optional("y", OptionType.COLUMN, "Up"))
        .option(OptionDescriptor.optional("shapes", OptionType.COLUMNS, "Geometries"))
        .option(OptionDescriptor.of("top", OptionType.INTEGER, "3", "How many"))
        .produces("value", "a value")
        .example("weir run f.csv t.tool");
  }

  private static final ToolDescriptor TOOL = tool().oneOf("x", "y").oneOf("shapes").build();

  private static void refused(String code, String message, Map<String, ?> given) {
    var error = assertThrows(PipelineException.class, () -> TOOL.parse(given));
    assertEquals(message, error.getMessage());
    assertEquals(code, error.code());
    assertEquals(PipelineException.Category.USER, error.category());
  }

  @Test
  void exactlyOneIsGiven() {
    assertEquals("a", TOOL.parse(Map.of("x", "a", "y", "b")).text("x"));
    assertEquals(List.of("c"), TOOL.parse(Map.of("shapes", "c")).texts("shapes"));
    refused(
        "option.missing",
        "t.tool needs exactly one of: --x with --y, or --shapes",
        Map.of("top", 1));
    refused(
        "option.missing",
        "t.tool needs exactly one of: --x with --y, or --shapes",
        Map.of("shapes", List.of()));
    refused(
        "option.missing",
        "t.tool needs --y too; give exactly one of: --x with --y, or --shapes",
        Map.of("x", "a"));
    refused(
        "option.conflict",
        "t.tool: --x and --shapes exclude each other; give exactly one of: --x with --y, or"
            + " --shapes",
        Map.of("x", "a", "shapes", "c"));
  }

  @Test
  void wordsSayTheChoice() {
    assertEquals("--x or --y", tool().oneOf("x").oneOf("y").build().oneOfWords());
    assertEquals("", tool().build().oneOfWords());
    tool().build().parse(Map.of());
  }

  @Test
  void whatNobodyCouldChooseIsRefused() {
    for (var wrong :
        List.of(
            tool().oneOf("x").oneOf("z"),
            tool().oneOf("x").oneOf("x"),
            tool().oneOf("x").oneOf("top"),
            tool().oneOf("x").oneOf(),
            tool().oneOf("x"))) {
      var error = assertThrows(IllegalArgumentException.class, wrong::build);
      assertTrue(error.getMessage().startsWith("tool t.tool, one of "), error.getMessage());
    }
  }
}
