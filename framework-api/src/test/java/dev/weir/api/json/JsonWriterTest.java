package dev.weir.api.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Jackson has the second opinion.
final class JsonWriterTest {
  private static tools.jackson.core.JsonParser parser(CharSequence json) {
    return JsonFactory.builder().build().createParser(ObjectReadContext.empty(), json.toString());
  }

  @Property
  void stringsComeBack(@ForAll String text) {
    // Half a surrogate pair is written as an escape, which is JSON.
    var json = new StringBuilder();
    new JsonWriter(json).lineArray().value(text).end();
    try (var parser = parser(json)) {
      parser.nextToken();
      assertEquals(JsonToken.VALUE_STRING, parser.nextToken());
      assertEquals(text, parser.getString());
    }
  }

  @Property
  void numbersComeBack(@ForAll double number, @ForAll long integer) {
    var json = new StringBuilder();
    new JsonWriter(json).array().value(number).value(integer).end();
    try (var parser = parser(json)) {
      parser.nextToken();
      parser.nextToken();
      assertEquals(number, parser.getDoubleValue());
      boolean safe = Math.abs((double) integer) <= 0x1p53;
      assertEquals(safe ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_STRING, parser.nextToken());
      assertEquals(integer, Long.parseLong(parser.getString()));
    }
  }

  @Test
  void whatJsonCannotSayIsAString() {
    var json = new StringBuilder();
    new JsonWriter(json)
        .lineArray()
        .value(Double.NaN)
        .value(Double.NEGATIVE_INFINITY)
        .value((1L << 53) + 1)
        .value(1L << 53)
        .value(-0.0)
        .nothing()
        .value(true)
        .end();
    assertEquals(
        "[\"NaN\", \"-Infinity\", \"9007199254740993\", 9007199254740992, -0.0, null, true]\n",
        json.toString());
  }

  @Test
  void linesAreForPeople() {
    var json = new StringBuilder();
    var writer = new JsonWriter(json);
    writer.object().name("a").value(1).name("b").array();
    writer.lineArray().value(1).lineObject().name("x").value("y").end().end();
    writer.lineArray().end().end().name("c").object().end().name("d").array().end().end();
    assertEquals(
        """
        {
          "a": 1,
          "b": [
            [1, {"x": "y"}],
            []
          ],
          "c": {},
          "d": []
        }
        """,
        json.toString());
    assertTrue(json.toString().endsWith("\n"));
  }
}
