package dev.weir.domain.stats;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.Binding;
import dev.weir.api.DomainPlugin;
import dev.weir.api.OptionValues;
import dev.weir.api.ToolDescriptor;
import java.util.List;

/// The tools of this domain.
public final class StatsPlugin implements DomainPlugin {
  /// Made by the service loader.
  public StatsPlugin() {}

  @Override
  public List<ToolDescriptor> tools() {
    return List.of(Describe.DESCRIPTOR);
  }

  @Override
  public AnalysisPipeline create(String tool, OptionValues options, Binding input, Binding fitted) {
    return switch (tool) {
      case "stats.describe" -> new Describe(Describe.Options.of(options), input);
      default -> throw new IllegalArgumentException("this plugin has no tool '" + tool + "'");
    };
  }
}
