package dev.weir.verify;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialects;
import dev.weir.api.OptionDescriptor;
import dev.weir.api.OptionType;
import dev.weir.api.PipelineException;
import dev.weir.api.ToolDescriptor;
import dev.weir.api.json.JsonWriter;
import dev.weir.api.json.ToolJson;
import dev.weir.api.plugin.ToolEntry;
import dev.weir.core.Catalogue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The JSON Schema of each tool's options, by a validator of another's making: a schema itself, it
/// allows what the descriptor allows and nothing else, and what it allows the parser takes.
final class OptionsSchemaTest {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Schema SCHEMA_OF_SCHEMAS =
      REGISTRY.getSchema(com.networknt.schema.SchemaLocation.of(Dialects.getDraft202012().getId()));

  static List<ToolDescriptor> tools() {
    var tools = Catalogue.discover().tools().stream().map(ToolEntry::descriptor).toList();
    assertTrue(tools.size() > 10, "the catalogue is not whole");
    return tools;
  }

  /// As `weir tools --json` and the JSON beside the index have it.
  private static Map<String, Object> schemaOf(ToolDescriptor tool) {
    var text = new StringBuilder();
    var json = new JsonWriter(text).object();
    ToolJson.members(tool, json);
    json.end();
    return map(JsonResult.of(text.toString()).at("optionsSchema"));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object json) {
    return (Map<String, Object>) json;
  }

  private static String json(Object value) {
    var text = new StringBuilder();
    write(value, new JsonWriter(text));
    return text.toString();
  }

  private static void write(Object value, JsonWriter json) {
    switch (value) {
      case Map<?, ?> members -> {
        json.object();
        members.forEach((name, member) -> write(member, json.name(name.toString())));
        json.end();
      }
      case List<?> elements -> {
        json.array();
        elements.forEach(element -> write(element, json));
        json.end();
      }
      case Boolean flag -> json.value(flag);
      case Integer number -> json.value(number);
      case Long number -> json.value(number);
      case Double number -> json.value(number);
      default -> json.value(value.toString());
    }
  }

  /// A tool's schema, and options that are right.
  private record Checked(ToolDescriptor tool, Schema schema, Map<String, Object> right) {
    static Checked of(ToolDescriptor tool) {
      var schema = schemaOf(tool);
      var right = new TreeMap<String, Object>();
      map(schema.get("properties"))
          .forEach((name, property) -> {
            if (map(property).containsKey("default")) {
              right.put(name, map(property).get("default"));
            }
          });
      for (var option : tool.options()) {
        if (option.required() || in(firstOfOneOf(tool), option)) {
          right.putIfAbsent(option.name(), sample(option));
        }
      }
      return new Checked(tool, REGISTRY.getSchema(json(schema), InputFormat.JSON), right);
    }

    private static List<String> firstOfOneOf(ToolDescriptor tool) {
      return tool.oneOf().isEmpty() ? List.of() : tool.oneOf().getFirst();
    }

    private static boolean in(List<String> names, OptionDescriptor option) {
      return names.contains(option.name());
    }

    Map<String, Object> with(String name, Object value) {
      var changed = new LinkedHashMap<>(right);
      changed.put(name, value);
      return changed;
    }

    Map<String, Object> without(List<String> names) {
      var changed = new LinkedHashMap<>(right);
      names.forEach(changed::remove);
      return changed;
    }

    void allows(Map<String, Object> options) {
      var errors = schema.validate(json(options), InputFormat.JSON);
      assertTrue(errors.isEmpty(), () -> tool.name() + " " + options + ": " + errors);
      assertDoesNotThrow(() -> tool.parse(options), () -> tool.name() + " " + options);
    }

    void refuses(Map<String, Object> options) {
      assertFalse(
          schema.validate(json(options), InputFormat.JSON).isEmpty(),
          () -> tool.name() + " is allowed " + options);
    }

    /// What the parser refuses as well.
    void bothRefuse(Map<String, Object> options) {
      refuses(options);
      assertThrows(PipelineException.class, () -> tool.parse(options), options::toString);
    }
  }

  /// A value within the range.
  private static Object sample(OptionDescriptor option) {
    double number =
        Double.isFinite(option.least())
            ? option.least()
            : Double.isFinite(option.most()) ? option.most() : 1;
    var text = option.choices().isEmpty() ? "x".repeat(length(option)) : option.choices().getLast();
    return switch (option.type()) {
      case INTEGER, SIZE -> (long) number;
      case INTEGERS -> List.of((long) number);
      case REAL -> number;
      case REALS -> List.of(number);
      case FLAG -> true;
      case DURATION -> "5m";
      case TEXT, COLUMN, EXPRESSION, CHOICE -> text;
      case TEXTS, COLUMNS -> List.of(text, text);
    };
  }

  private static Map<String, Object> sampleOf(ToolDescriptor tool, List<String> names) {
    return tool.options().stream()
        .filter(option -> names.contains(option.name()))
        .collect(Collectors.toMap(OptionDescriptor::name, OptionsSchemaTest::sample));
  }

  private static int length(OptionDescriptor option) {
    return Double.isFinite(option.least()) ? (int) option.least() : 1;
  }

  /// Values that are of the type and not within the range.
  private static List<Object> outOfRange(OptionDescriptor option) {
    var values = new ArrayList<Object>();
    boolean listed = option.type().isList();
    switch (option.type()) {
      case INTEGER, INTEGERS, SIZE -> {
        if (Double.isFinite(option.least())) {
          values.add((long) option.least() - 1);
        }
        if (option.most() < 1L << 53) {
          values.add((long) option.most() + 1);
        }
      }
      case REAL, REALS -> {
        if (Double.isFinite(option.least())) {
          values.add(Math.nextDown(option.least()));
          values.add(option.least() - 1);
        }
        if (Double.isFinite(option.most())) {
          values.add(Math.nextUp(option.most()));
          values.add(option.most() + 1);
        }
      }
      case TEXT, COLUMN, EXPRESSION, CHOICE, TEXTS, COLUMNS -> {
        if (!option.choices().isEmpty()) {
          values.add("no-such-choice");
          values.add(option.choices().getFirst() + " ");
        } else if (!listed) {
          if (option.least() >= 1) {
            values.add("x".repeat((int) option.least() - 1));
          }
          if (option.most() < 1 << 16) {
            values.add("x".repeat((int) option.most() + 1));
          }
        }
      }
      case DURATION, FLAG -> {}
    }
    return listed ? values.stream().<Object>map(List::of).toList() : values;
  }

  /// Values of another type, which the parser refuses too.
  private static List<Object> wrong(OptionDescriptor option) {
    return switch (option.type()) {
      case INTEGER -> List.of("many", 1.5, true, List.of(1, 2));
      case REAL -> List.of("many", true, List.of(1.5));
      case SIZE -> List.of("many", "-5", "64 parsecs", List.of(1));
      case FLAG -> List.of("perhaps", 7, List.of(true));
      case DURATION -> List.of("soon", "5", "5 parsecs", "-5s", List.of("5s"));
      case TEXT, COLUMN, EXPRESSION, CHOICE -> List.of(List.of("x", "y"));
      case INTEGERS -> List.of(List.of("many"), List.of(1, 1.5), List.of(true));
      case REALS -> List.of(List.of("many"), List.of(1.5, true), "much");
      case COLUMNS, TEXTS -> List.of();
    };
  }

  /// Values of another type of which the parser makes what it needs.
  private static List<Object> lenient(OptionDescriptor option) {
    return switch (option.type()) {
      case INTEGER, REAL -> List.of("1");
      case FLAG -> List.of("true", 1);
      case INTEGERS, REALS -> List.of(1, "1,2");
      case COLUMNS, TEXTS -> List.of("x,y", 7, List.of(7), Map.of("x", "y"));
      case TEXT, COLUMN, EXPRESSION, CHOICE -> List.of(7, true, Map.of("x", "y"));
      case SIZE, DURATION -> List.of(true, Map.of("x", "y"));
    };
  }

  @ParameterizedTest
  @MethodSource("tools")
  void isASchemaItself(ToolDescriptor tool) {
    var schema = schemaOf(tool);
    assertEquals(Dialects.getDraft202012().getId(), schema.get("$schema"));
    assertEquals(List.of(), SCHEMA_OF_SCHEMAS.validate(json(schema), InputFormat.JSON));
  }

  @Test
  void theSchemaOfSchemasRefuses() {
    assertFalse(SCHEMA_OF_SCHEMAS.validate("{\"type\": \"whole\"}", InputFormat.JSON).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("tools")
  void allowsDefaultsAndWhatIsInRange(ToolDescriptor tool) {
    var checked = Checked.of(tool);
    checked.allows(checked.right);
    for (var option : tool.options()) {
      if (tool.oneOf().stream().noneMatch(names -> names.contains(option.name()))) {
        checked.allows(checked.with(option.name(), sample(option)));
        for (var choice : option.choices()) {
          checked.allows(
              checked.with(option.name(), option.type().isList() ? List.of(choice) : choice));
        }
      }
    }
    for (var names : tool.oneOf()) {
      var options = checked.without(tool.oneOf().getFirst());
      options.putAll(sampleOf(tool, names));
      checked.allows(options);
    }
  }

  @ParameterizedTest
  @MethodSource("tools")
  void refusesWhatIsOutOfRangeUnknownOrOfAnotherType(ToolDescriptor tool) {
    var checked = Checked.of(tool);
    checked.bothRefuse(checked.with("no-such-option", 1));
    for (var option : tool.options()) {
      var name = option.name();
      outOfRange(option).forEach(value -> checked.bothRefuse(checked.with(name, value)));
      wrong(option).forEach(value -> checked.bothRefuse(checked.with(name, value)));
      lenient(option).forEach(value -> checked.refuses(checked.with(name, value)));
      if (option.required()) {
        checked.bothRefuse(checked.without(List.of(name)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("tools")
  void ofSeveralAlternativesThereIsOne(ToolDescriptor tool) {
    if (tool.oneOf().isEmpty()) {
      return;
    }
    var checked = Checked.of(tool);
    checked.bothRefuse(checked.without(tool.oneOf().getFirst()));
    var all = new LinkedHashMap<>(checked.right);
    tool.options().stream()
        .filter(option -> tool.oneOf().stream().anyMatch(names -> names.contains(option.name())))
        .forEach(option -> all.put(option.name(), sample(option)));
    checked.bothRefuse(all);
    for (var names : tool.oneOf()) {
      var part = checked.without(tool.oneOf().getFirst());
      part.putAll(sampleOf(tool, names));
      for (var others : tool.oneOf()) {
        if (!others.equals(names)) {
          var name = others.getFirst();
          var mixed = new LinkedHashMap<>(part);
          mixed.putAll(sampleOf(tool, List.of(name)));
          checked.bothRefuse(mixed);
        }
      }
    }
  }

  @Test
  void rangesOfAllKindsAreAmongThem() {
    var options = tools().stream().flatMap(tool -> tool.options().stream()).toList();
    assertTrue(options.stream().anyMatch(option -> option.type() == OptionType.REAL));
    assertTrue(options.stream().mapToInt(option -> outOfRange(option).size()).sum() > 50);
    assertTrue(tools().stream().anyMatch(tool -> !tool.oneOf().isEmpty()));
  }
}
