package dev.weir.api.json;

import dev.weir.api.OptionDescriptor;
import dev.weir.api.OptionParser;
import dev.weir.api.OptionType;
import dev.weir.api.ToolDescriptor;
import java.util.List;
import java.util.Map;

/// The JSON Schema (draft 2020-12) of a tool's options as they stand in YAML or JSON. What it
/// allows the parser takes, but for two things that a schema cannot say: the range of a size that
/// is written with a unit, and numbers of more digits than a `long` has. The parser takes some
/// more, such as numbers written as text.
final class OptionsSchema {
  private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

  private OptionsSchema() {}

  static void write(ToolDescriptor tool, JsonWriter json) {
    json.object();
    json.name("$schema").value(DRAFT);
    json.name("title").value(tool.name());
    json.name("type").value("object");
    json.name("properties").object();
    tool.options().forEach(option -> property(option, json.name(option.name())));
    json.end();
    var required =
        tool.options().stream()
            .filter(OptionDescriptor::required)
            .map(OptionDescriptor::name)
            .toList();
    if (!required.isEmpty()) {
      ToolJson.texts(json.name("required"), required);
    }
    if (!tool.oneOf().isEmpty()) {
      json.name("oneOf").array();
      for (var together : tool.oneOf()) {
        ToolJson.texts(json.lineObject().name("required"), together);
        absent(tool.oneOf(), together, json.name("properties"));
        json.end();
      }
      json.end();
    }
    json.name("additionalProperties").value(false);
    json.end();
  }

  /// Nothing of the other alternatives may be given, also no part of one.
  private static void absent(List<List<String>> alternatives, List<String> given, JsonWriter json) {
    json.lineObject();
    alternatives.stream()
        .flatMap(List::stream)
        .distinct()
        .filter(name -> !given.contains(name))
        .forEach(name -> json.name(name).value(false));
    json.end();
  }

  private static void property(OptionDescriptor option, JsonWriter json) {
    json.lineObject();
    if (option.type().isList()) {
      json.name("type").value("array");
      json.name("items").lineObject();
      single(option, json);
      json.end();
    } else {
      single(option, json);
    }
    json.name("description").value(option.description());
    byDefault(option, json);
    json.end();
  }

  /// The keywords of one value, of a list those of each.
  private static void single(OptionDescriptor option, JsonWriter json) {
    switch (option.type()) {
      case INTEGER, INTEGERS -> number("integer", option, json);
      case REAL, REALS -> number("number", option, json);
      case FLAG -> json.name("type").value("boolean");
      case DURATION -> pattern("^[0-9]+ ?(ms|s|m|min|h|d)$", json);
      case SIZE -> {
        json.name("anyOf").lineArray().lineObject();
        number("integer", option, json);
        json.end().lineObject();
        pattern("^[0-9]+ ?([kmgt]i?b?|b)?$", json);
        json.end().end();
      }
      case TEXT, COLUMN, COLUMNS, TEXTS, EXPRESSION, CHOICE -> text(option, json);
    }
  }

  private static void number(String type, OptionDescriptor option, JsonWriter json) {
    json.name("type").value(type);
    if (Double.isFinite(option.least())) {
      bound(json.name("minimum"), option.least());
    }
    if (Double.isFinite(option.most())) {
      bound(json.name("maximum"), option.most());
    }
  }

  private static void bound(JsonWriter json, double bound) {
    if (bound == Math.rint(bound) && Math.abs(bound) < 1L << 53) {
      json.value((long) bound);
    } else {
      json.value(bound);
    }
  }

  private static void pattern(String pattern, JsonWriter json) {
    json.name("type").value("string");
    json.name("pattern").value(pattern);
  }

  private static void text(OptionDescriptor option, JsonWriter json) {
    json.name("type").value("string");
    if (!option.choices().isEmpty()) {
      ToolJson.texts(json.name("enum"), option.choices());
    }
    if (Double.isFinite(option.least())) {
      json.name("minLength").value((long) option.least());
    }
    if (Double.isFinite(option.most())) {
      json.name("maxLength").value((long) option.most());
    }
  }

  private static void byDefault(OptionDescriptor option, JsonWriter json) {
    if (option.byDefault().isEmpty()) {
      return;
    }
    var text = option.byDefault().orElseThrow();
    if (option.type() == OptionType.DURATION || option.type() == OptionType.SIZE) {
      json.name("default").value(text);
      return;
    }
    var values = OptionParser.parse("", List.of(option), Map.of(option.name(), text));
    json.name("default");
    switch (option.type()) {
      case INTEGER -> json.value(values.integer(option.name()));
      case REAL -> json.value(values.real(option.name()));
      case FLAG -> json.value(values.flag(option.name()));
      case REALS -> {
        json.lineArray();
        for (double value : values.reals(option.name())) {
          json.value(value);
        }
        json.end();
      }
      case INTEGERS -> {
        json.lineArray();
        for (long value : values.integers(option.name())) {
          json.value(value);
        }
        json.end();
      }
      case COLUMNS, TEXTS -> ToolJson.texts(json, values.texts(option.name()));
      default -> json.value(text);
    }
  }
}
