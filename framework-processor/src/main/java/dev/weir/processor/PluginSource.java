package dev.weir.processor;

import dev.weir.api.OptionDescriptor;
import java.util.List;
import java.util.stream.Collectors;

/// The source of a plugin: descriptors as data, and a factory that is a switch.
final class PluginSource {
  private final PluginModel plugin;

  PluginSource(PluginModel plugin) {
    this.plugin = plugin;
  }

  String text() {
    return packageLine(plugin)
        + """
        import dev.weir.api.AnalysisPipeline;
        import dev.weir.api.Binding;
        import dev.weir.api.ChunkProcessingMode;
        import dev.weir.api.DomainPlugin;
        import dev.weir.api.OptionDescriptor;
        import dev.weir.api.OptionType;
        import dev.weir.api.OptionValues;
        import dev.weir.api.ToolDescriptor;
        import dev.weir.api.ToolRole;
        import dev.weir.api.Type;
        import java.util.List;

        /// The `%s` tools. Written from their classes by weir-framework-processor.
        public final class %s implements DomainPlugin {
          /// Made by the service loader.
          public %s() {}

          @Override
          public List<ToolDescriptor> tools() {
            return List.of(%s);
          }

          @Override
          public AnalysisPipeline create(
              String tool, OptionValues options, Binding input, Binding fitted) {
            switch (tool) {
        %s      default -> throw new IllegalArgumentException("this plugin has no tool '" + tool + "'");
            }
          }
        %s}
        """
            .formatted(
                plugin.domain(),
                plugin.pluginName(),
                plugin.pluginName(),
                each(tool -> "\n        " + method(tool) + "()", ","),
                each(PluginSource::made, ""),
                each(PluginSource::described, ""));
  }

  static String packageLine(PluginModel plugin) {
    return plugin.packageName().isEmpty() ? "" : "package " + plugin.packageName() + ";\n\n";
  }

  private interface Part {
    String of(ToolModel tool);
  }

  private String each(Part part, String between) {
    return plugin.tools().stream().map(part::of).collect(Collectors.joining(between));
  }

  private static String method(ToolModel tool) {
    return Names.camel(tool.shortName()) + "Descriptor";
  }

  private static String made(ToolModel tool) {
    var type = tool.type().getQualifiedName();
    var options = tool.options().stream().map(option -> "\n                " + option.read());
    return """
          case %s -> {
            return new %s(
                new %s.Options(%s),
                input%s);
          }
    """
        .formatted(
            JavaText.literal(tool.descriptor().name()),
            type,
            type,
            options.collect(Collectors.joining(",")),
            tool.descriptor().fitOn().isPresent() ? ", fitted" : "");
  }

  private static String described(ToolModel model) {
    var tool = model.descriptor();
    var text = new StringBuilder();
    text.append("\n  private static ToolDescriptor %s() {\n".formatted(method(model)))
        .append("    return ToolDescriptor.of(\n            ToolRole.%s,\n".formatted(tool.role()))
        .append("            ChunkProcessingMode.%s,\n".formatted(tool.mode()))
        .append("            %s,\n".formatted(JavaText.literal(tool.name())))
        .append("            %s)\n".formatted(JavaText.literal(tool.summary())));
    call(
        text,
        "description",
        "\n" + " ".repeat(12) + JavaText.block(tool.description(), " ".repeat(12)));
    tool.options().forEach(option -> call(text, "option", option(option)));
    tool.oneOf().forEach(together -> call(text, "oneOf", literals(together)));
    tool.fitOn().ifPresent(input -> call(text, "fitOn", JavaText.literal(input)));
    call(text, "overflow", "ToolDescriptor.Overflow." + tool.overflow());
    if (!tool.groupable()) {
      call(text, "notGroupable", "");
    }
    if (tool.ownRows()) {
      call(text, "ownRows", "");
    }
    call(text, "exactness", JavaText.literal(tool.exactness()));
    tool.produces()
        .forEach((thing, words) -> call(text, "produces", literals(List.of(thing, words))));
    call(text, "example", JavaText.literal(tool.example()));
    return text.append("        .build();\n  }\n").toString();
  }

  private static void call(StringBuilder text, String method, String arguments) {
    text.append("        .%s(%s)\n".formatted(method, arguments));
  }

  private static String option(OptionDescriptor option) {
    var type = "OptionType." + option.type();
    var name = JavaText.literal(option.name());
    var words = JavaText.literal(option.description());
    var made =
        option.byDefault().isPresent()
            ? "of("
                + String.join(", ", name, type, JavaText.literal(option.byDefault().get()), words)
            : (option.required() ? "required(" : "optional(")
                + String.join(", ", name, type, words);
    var text = new StringBuilder("\n            OptionDescriptor." + made + ")");
    if (!option.range().isEmpty() && option.choices().isEmpty()) {
      text.append(
          ".between(%s, %s)"
              .formatted(JavaText.number(option.least()), JavaText.number(option.most())));
    }
    if (!option.choices().isEmpty()) {
      text.append(".oneOf(" + literals(option.choices()) + ")");
    }
    if (!option.columnTypes().isEmpty()) {
      text.append(
          option.columnTypes().stream()
              .map(accepted -> "Type." + accepted)
              .collect(Collectors.joining(", ", ".ofTypes(", ")")));
    }
    return text.toString();
  }

  private static String literals(List<String> texts) {
    return texts.stream().map(JavaText::literal).collect(Collectors.joining(", "));
  }
}
