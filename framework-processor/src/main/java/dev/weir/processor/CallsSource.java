package dev.weir.processor;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The source of a domain's calls: for each tool a method that takes what must be given, and a
/// class with a method for each further option.
final class CallsSource {
  private final PluginModel plugin;

  CallsSource(PluginModel plugin) {
    this.plugin = plugin;
  }

  String text() {
    return PluginSource.packageLine(plugin)
        + """
        import dev.weir.api.ToolCall;
        import java.util.Collections;
        import java.util.LinkedHashMap;
        import java.util.List;
        import java.util.Map;

        /// Calls of the `%s` tools, as the steps of a pipeline take them. Written from the tools'
        /// classes by weir-framework-processor.
        public final class %s {
          private %s() {}

          private static Map<String, Object> with(
              Map<String, Object> options, String name, Object value) {
            var more = new LinkedHashMap<>(options);
            more.put(name, value);
            return Collections.unmodifiableMap(more);
          }
        %s}
        """
            .formatted(
                plugin.domain(),
                plugin.callsName(),
                plugin.callsName(),
                plugin.tools().stream().map(this::calls).collect(Collectors.joining()));
  }

  private String calls(ToolModel tool) {
    return begun(tool)
        + """

          /// A call of `%s`. Immutable; each method gives another one.
          public static final class %s implements ToolCall {
            private final Map<String, Object> options;

            private %s(Map<String, Object> options) {
              this.options = options;
            }

            @Override
            public String tool() {
              return %s;
            }

            @Override
            public Map<String, Object> options() {
              return options;
            }
        %s  }
        """
            .formatted(
                tool.descriptor().name(),
                call(tool),
                call(tool),
                JavaText.literal(tool.descriptor().name()),
                free(tool).map(option -> setter(tool, option)).collect(Collectors.joining()));
  }

  private static String call(ToolModel tool) {
    return Names.pascal(tool.shortName()) + "Call";
  }

  private static Stream<OptionModel> required(ToolModel tool) {
    return tool.options().stream().filter(option -> option.descriptor().required());
  }

  private static Stream<OptionModel> free(ToolModel tool) {
    return tool.options().stream().filter(option -> !option.descriptor().required());
  }

  /// The method that begins a call.
  private String begun(ToolModel tool) {
    var text = new StringBuilder("\n");
    text.append("  /// `%s`: ".formatted(tool.descriptor().name()))
        .append(JavaText.comment(tool.descriptor().summary()) + ".\n");
    var choice = tool.descriptor().oneOfWords();
    if (!choice.isEmpty()) {
      text.append("  /// Exactly one is to be given of: " + choice + ".\n");
    }
    if (required(tool).findAny().isPresent()) {
      text.append("  ///\n");
    }
    required(tool)
        .forEach(option ->
            text.append("  /// @param " + option.component() + " " + words(option) + "\n"));
    var options = "Map.of()";
    for (var option : required(tool).toList()) {
      options =
          "with(%s, %s, %s)"
              .formatted(options, JavaText.literal(option.descriptor().name()), option.component());
    }
    return text.append(
            "  public static %s %s(".formatted(call(tool), Names.camel(tool.shortName())))
        .append(required(tool).map(CallsSource::parameter).collect(Collectors.joining(", ")))
        .append(") {\n    return new %s(%s);\n  }\n".formatted(call(tool), options))
        .toString();
  }

  private static String parameter(OptionModel option) {
    var type = option.java().parameter();
    return (option.java().many() ? "List<" + option.java().boxed() + ">" : type)
        + " "
        + option.component();
  }

  private String setter(ToolModel tool, OptionModel option) {
    var name = option.component();
    var type = option.java().parameter();
    var value = name;
    if (option.java().many()) {
      value =
          !option.java().boxed().equals(type)
              ? "java.util.Arrays.stream(%s).boxed().toList()".formatted(name)
              : "List.of(%s)".formatted(name);
      type += "...";
    }
    return """

        /// %s
        public %s %s(%s %s) {
          return new %s(%s.with(this.options, %s, %s));
        }
    """
        .formatted(
            words(option),
            call(tool),
            name,
            type,
            name,
            call(tool),
            plugin.callsName(),
            JavaText.literal(option.descriptor().name()),
            value);
  }

  private static String words(OptionModel option) {
    var descriptor = option.descriptor();
    var range = descriptor.range().isEmpty() ? "" : " Allowed: " + descriptor.range() + ".";
    var byDefault = descriptor.byDefault().map(text -> " Default: " + text + ".").orElse("");
    return JavaText.comment(descriptor.description() + "." + range + byDefault);
  }
}
