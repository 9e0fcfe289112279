package dev.weir.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OptionParserTest {
  private static final List<OptionDescriptor> OPTIONS =
      List.of(
          OptionDescriptor.required("where", OptionType.EXPRESSION, "Condition"),
          OptionDescriptor.of("columns", OptionType.COLUMNS, "", "Columns"),
          OptionDescriptor.of("top", OptionType.INTEGER, "5", "How many").between(0, 1000),
          OptionDescriptor.of("share", OptionType.REAL, "0.5", "Share").between(0, 1),
          OptionDescriptor.optional("levels", OptionType.REALS, "Levels").between(0, 1),
          OptionDescriptor.optional("lags", OptionType.INTEGERS, "Lags").between(1, 99),
          OptionDescriptor.of("exact", OptionType.FLAG, "false", "Exact"),
          OptionDescriptor.of("strategy", OptionType.CHOICE, "mean", "How").oneOf("mean", "median"),
          OptionDescriptor.optional("every", OptionType.DURATION, "How often"),
          OptionDescriptor.of("room", OptionType.SIZE, "64k", "Room").between(1024, 1L << 30));

  private static OptionValues parse(Map<String, ?> given) {
    return OptionParser.parse("t.tool", OPTIONS, given);
  }

  private static String refusal(Map<String, ?> given) {
    return assertThrows(PipelineException.class, () -> parse(given)).getMessage();
  }

  @Test
  void textAndObjectsGiveTheSameValues() {
    var text =
        parse(
            Map.of(
                "where", "x > 1", "columns", "a, b", "top", "7", "share", "0.25", "levels", "0,0.5",
                "lags", "1, 7", "exact", "true", "every", "90s", "room", "2m"));
    var objects =
        parse(
            Map.of(
                "where",
                "x > 1",
                "columns",
                List.of("a", "b"),
                "top",
                7,
                "share",
                0.25,
                "levels",
                List.of(0, 0.5),
                "lags",
                List.of(1L, 7),
                "exact",
                true,
                "every",
                Duration.ofSeconds(90),
                "room",
                2L << 20));
    assertEquals(text, objects);
    assertEquals(List.of("a", "b"), text.texts("columns"));
    assertEquals(7, text.integer("top"));
    assertArrayEquals(new double[] {0, 0.5}, text.reals("levels"));
    assertArrayEquals(new long[] {1, 7}, text.integers("lags"));
    assertEquals(Duration.ofSeconds(90), text.duration("every"));
    assertEquals(2 << 20, text.integer("room"));
  }

  @Test
  void defaultsFillInAndOptionalOnesStayAway() {
    var values = parse(Map.of("where", "true"));
    assertEquals(5, values.integer("top"));
    assertEquals(65_536, values.integer("room"));
    assertEquals(List.of(), values.texts("columns"));
    assertFalse(values.has("every"));
    assertEquals(0, values.integers("lags").length);
    assertFalse(values.flag("exact"));
  }

  @Test
  void errorsNameOptionValueRangeAndNearestName() {
    assertEquals("t.tool needs --where (expression): Condition", refusal(Map.of()));
    assertEquals(
        "t.tool has no option 'tpo'; did you mean 'top'?", refusal(Map.of("where", "x", "tpo", 1)));
    assertEquals(
        "t.tool: --top '1001' (whole number): allowed is 0 to 1000",
        refusal(Map.of("where", "x", "top", "1001")));
    assertEquals(
        "t.tool: --top 'a' (whole number): it is not a whole number",
        refusal(Map.of("where", "x", "top", "a")));
    assertEquals(
        "t.tool: --share 'NaN' (number): it is not a number",
        refusal(Map.of("where", "x", "share", "NaN")));
    assertEquals(
        "t.tool: --levels '2.0' (list of numbers): allowed is 0 to 1",
        refusal(Map.of("where", "x", "levels", "0,2")));
    assertEquals(
        "t.tool: --lags '100' (list of whole numbers): allowed is 1 to 99",
        refusal(Map.of("where", "x", "lags", List.of(3, 100))));
    assertEquals(
        "t.tool: --lags '1.5' (list of whole numbers): it is not a whole number",
        refusal(Map.of("where", "x", "lags", "1,1.5")));
    assertEquals(
        "t.tool: --columns 'a,,b' (columns): an element is empty",
        refusal(Map.of("where", "x", "columns", "a,,b")));
    assertEquals(
        "t.tool: --strategy 'medain' (choice): allowed is mean | median; did you mean 'median' or 'mean'?",
        refusal(Map.of("where", "x", "strategy", "medain")));
    assertEquals(
        "t.tool: --room '512' (size): allowed is 1k to 1g",
        refusal(Map.of("where", "x", "room", "512")));
    assertEquals(
        "t.tool: --room '9x' (size): write it like 4096, 64k, 256m or 2g",
        refusal(Map.of("where", "x", "room", "9x")));
    assertEquals(
        "t.tool: --every '5' (duration): write it like 500ms, 30s, 5m, 2h or 1d",
        refusal(Map.of("where", "x", "every", "5")));
    assertEquals(
        "t.tool: --exact 'maybe' (true or false): it is neither true nor false",
        refusal(Map.of("where", "x", "exact", "maybe")));
  }

  private enum Way {
    MEAN,
    MOST_FREQUENT
  }

  /// Java callers give constants, everybody else their names.
  @Test
  void choicesAreConstants() {
    var options =
        List.of(
            OptionDescriptor.required("way", OptionType.CHOICE, "How")
                .oneOf("mean", "most-frequent"),
            OptionDescriptor.optional("ways", OptionType.TEXTS, "Hows")
                .oneOf("mean", "most-frequent"));
    var constants =
        OptionParser.parse(
            "t.tool",
            options,
            Map.of("way", Way.MOST_FREQUENT, "ways", List.of(Way.MOST_FREQUENT, Way.MEAN)));
    var texts =
        OptionParser.parse(
            "t.tool", options, Map.of("way", "most-frequent", "ways", "most-frequent,mean"));
    assertEquals(texts, constants);
    assertEquals(Way.MOST_FREQUENT, texts.choice("way", Way.class));
    assertEquals(List.of(Way.MOST_FREQUENT, Way.MEAN), texts.choices("ways", Way.class));
  }

  /// What the processor writes and what tests write by hand are the same.
  @Test
  void descriptorsAreMadeWithAndWithoutTheClass() {
    var byClass = ToolDescriptor.of(StatelessTransform.class, "t.tool", "A tool");
    var byKind =
        ToolDescriptor.of(ToolRole.TRANSFORM, ChunkProcessingMode.STATELESS, "t.tool", "A tool");
    var made =
        List.of(byClass, byKind).stream()
            .map(b -> b.description("d").produces("rows", "all").example("weir t.tool").build())
            .toList();
    assertEquals(made.getFirst(), made.getLast());
    assertFalse(made.getFirst().groupable());
  }
}
