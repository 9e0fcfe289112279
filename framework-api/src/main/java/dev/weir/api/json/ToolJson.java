package dev.weir.api.json;

import dev.weir.api.OptionDescriptor;
import dev.weir.api.ToolDescriptor;
import dev.weir.api.plugin.PluginIndex;
import java.util.List;
import java.util.Locale;

/// Tools and plugins as JSON, with everything that their descriptors say.
public final class ToolJson {
  private ToolJson() {}

  /// Writes a plugin: an object of its name, versions and tools.
  public static void plugin(PluginIndex plugin, JsonWriter json) {
    json.object();
    json.name("name").value(plugin.name());
    json.name("version").value(plugin.version());
    json.name("api").value(plugin.api().toString());
    json.name("provider").value(plugin.provider());
    json.name("tools").array();
    for (var tool : plugin.tools()) {
      json.object();
      members(tool.descriptor(), json);
      json.end();
    }
    json.end();
    json.end();
  }

  /// Writes the members of a tool's object, which the caller begins and ends.
  public static void members(ToolDescriptor tool, JsonWriter json) {
    json.name("name").value(tool.name());
    json.name("domain").value(tool.domain());
    json.name("summary").value(tool.summary());
    json.name("description").value(tool.description());
    json.name("role").value(lower(tool.role()));
    json.name("mode").value(lower(tool.mode()));
    json.name("groupable").value(tool.groupable());
    json.name("ownRows").value(tool.ownRows());
    tool.fitOn().ifPresent(name -> json.name("fitOn").value(name));
    json.name("overflow").value(lower(tool.overflow()));
    json.name("exactness").value(tool.exactness());
    json.name("options").array();
    tool.options().forEach(option -> option(option, json));
    json.end();
    if (!tool.oneOf().isEmpty()) {
      json.name("oneOf").array();
      tool.oneOf().forEach(together -> texts(json, together));
      json.end();
    }
    OptionsSchema.write(tool, json.name("optionsSchema"));
    json.name("produces").object();
    tool.produces().forEach((name, sentence) -> json.name(name).value(sentence));
    json.end();
    json.name("example").value(tool.example());
  }

  private static void option(OptionDescriptor option, JsonWriter json) {
    json.lineObject();
    json.name("name").value(option.name());
    json.name("type").value(lower(option.type()));
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
      texts(json.name("choices"), option.choices());
    }
    if (!option.columnTypes().isEmpty()) {
      texts(json.name("columnTypes"), option.columnTypes().stream().map(ToolJson::lower).toList());
    }
    json.end();
  }

  static void texts(JsonWriter json, List<String> texts) {
    json.lineArray();
    texts.forEach(json::value);
    json.end();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
