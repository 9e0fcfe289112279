package dev.weir.app.cli.output;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.ChunkProcessingMode;
import dev.weir.api.OptionDescriptor;
import dev.weir.api.OptionType;
import dev.weir.api.ToolDescriptor;
import dev.weir.api.ToolRole;
import dev.weir.api.json.JsonWriter;
import dev.weir.api.json.ToolJson;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Alternatives of options, for people and for programs.
final class ToolTextTest {
  private static ToolDescriptor.Builder places() {
    return ToolDescriptor.of(
            ToolRole.TRANSFORM, ChunkProcessingMode.STATELESS, "geo.places", "Places")
        .description("Places.")
        .produces("rows", "Rows.")
        .example("weir run a.csv geo.places")
        .option(OptionDescriptor.optional("x", OptionType.COLUMN, "Longitude."))
        .option(OptionDescriptor.optional("y", OptionType.COLUMN, "Latitude."))
        .option(OptionDescriptor.optional("geometry", OptionType.COLUMN, "Both."));
  }

  private static String text(ToolDescriptor tool) {
    var out = new ByteArrayOutputStream();
    new ToolText(new PrintStream(out, true, StandardCharsets.UTF_8), 80).tool(tool, "geo 1");
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String json(ToolDescriptor tool) {
    var text = new StringBuilder();
    var json = new JsonWriter(text).object();
    ToolJson.members(tool, json);
    json.end();
    return text.toString();
  }

  @Test
  void alternativesAreInWords() {
    var tool = places().oneOf("x", "y").oneOf("geometry").build();
    assertTrue(
        text(tool).contains("\nExactly one is to be given of: --x with --y, or --geometry.\n"),
        text(tool));
    assertFalse(text(places().build()).contains("Exactly one"));
  }

  @Test
  void alternativesAreInTheJsonTwice() {
    var json = json(places().oneOf("x", "y").oneOf("geometry").build());
    assertTrue(
        json.contains(
            """
              "oneOf": [
                ["x", "y"],
                ["geometry"]
              ],
            """),
        json);
    assertTrue(
        json.contains(
            """
                "oneOf": [
                  {"required": ["x", "y"], "properties": {"geometry": false}},
                  {"required": ["geometry"], "properties": {"x": false, "y": false}}
                ],
            """),
        json);
    assertFalse(json(places().build()).contains("oneOf"));
  }
}
