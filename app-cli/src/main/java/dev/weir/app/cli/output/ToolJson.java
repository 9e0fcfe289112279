package dev.weir.app.cli.output;

import dev.weir.api.OptionDescriptor;
import dev.weir.api.ToolDescriptor;
import java.util.List;
import java.util.function.UnaryOperator;

/// The catalogue as JSON: an array of tools with everything that their descriptors say.
public final class ToolJson {
  private ToolJson() {}

  /// Writes the array.
  ///
  /// @param origin gives the module that a tool of this name comes from
  public static void write(
      List<ToolDescriptor> tools, UnaryOperator<String> origin, JsonWriter json) {
    json.array();
    for (var tool : tools) {
      json.object();
      json.name("name").value(tool.name());
      json.name("domain").value(tool.domain());
      json.name("summary").value(tool.summary());
      json.name("description").value(tool.description());
      json.name("role").value(PlainText.lower(tool.role()));
      json.name("mode").value(PlainText.lower(tool.mode()));
      json.name("groupable").value(tool.groupable());
      json.name("ownRows").value(tool.ownRows());
      tool.fitOn().ifPresent(name -> json.name("fitOn").value(name));
      json.name("overflow").value(PlainText.lower(tool.overflow()));
      json.name("exactness").value(tool.exactness());
      json.name("options").array();
      tool.options().forEach(option -> option(option, json));
      json.end();
      if (!tool.oneOf().isEmpty()) {
        json.name("oneOf").array();
        tool.oneOf().forEach(together -> ResultJson.texts(json, together));
        json.end();
      }
      json.name("produces").object();
      tool.produces().forEach((name, sentence) -> json.name(name).value(sentence));
      json.end();
      json.name("example").value(tool.example());
      json.name("origin").value(origin.apply(tool.name()));
      json.end();
    }
    json.end();
  }

  private static void option(OptionDescriptor option, JsonWriter json) {
    json.lineObject();
    json.name("name").value(option.name());
    json.name("type").value(PlainText.lower(option.type()));
    json.name("description").value(option.description());
    json.name("required").value(option.required());
    option.byDefault().ifPresent(text -> json.name("default").value(text));
    if (Double.isFinite(option.least())) {
      json.name("least").value(option.least());
    }
    if (Double.isFinite(option.most())) {
      json.name("most").value(option.most());
    }
    if (!option.choices().isEmpty()) {
      ResultJson.texts(json.name("choices"), option.choices());
    }
    if (!option.columnTypes().isEmpty()) {
      var types = option.columnTypes().stream().map(PlainText::lower).toList();
      ResultJson.texts(json.name("columnTypes"), types);
    }
    json.end();
  }
}
