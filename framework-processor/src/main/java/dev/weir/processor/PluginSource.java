package dev.weir.processor;

import java.util.stream.Collectors;

/// The source of a plugin: a factory that is a switch. Its descriptors are read from its index.
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
        import dev.weir.api.DomainPlugin;
        import dev.weir.api.OptionValues;
        import dev.weir.api.ToolDescriptor;
        import dev.weir.api.plugin.PluginIndex;
        import java.util.List;

        /// The `%s` tools. Written from their classes by weir-framework-processor.
        public final class %s implements DomainPlugin {
          /// Made by the service loader.
          public %s() {}

          @Override
          public List<ToolDescriptor> tools() {
            return PluginIndex.descriptorsOf(%s.class);
          }

          @Override
          public AnalysisPipeline create(
              String tool, OptionValues options, Binding input, Binding fitted) {
            switch (tool) {
        %s      default -> throw new IllegalArgumentException("this plugin has no tool '" + tool + "'");
            }
          }
        }
        """
            .formatted(
                plugin.domain(),
                plugin.pluginName(),
                plugin.pluginName(),
                plugin.pluginName(),
                plugin.tools().stream().map(PluginSource::made).collect(Collectors.joining()));
  }

  static String packageLine(PluginModel plugin) {
    return plugin.packageName().isEmpty() ? "" : "package " + plugin.packageName() + ";\n\n";
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
}
