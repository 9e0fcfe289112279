package dev.weir.domain.cleaning;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.Binding;
import dev.weir.api.DomainPlugin;
import dev.weir.api.OptionValues;
import dev.weir.api.ToolDescriptor;
import java.util.List;

/// The tools of this domain.
public final class CleaningPlugin implements DomainPlugin {
  /// Made by the service loader.
  public CleaningPlugin() {}

  @Override
  public List<ToolDescriptor> tools() {
    return List.of(Filter.DESCRIPTOR, Derive.DESCRIPTOR, Impute.DESCRIPTOR);
  }

  @Override
  public AnalysisPipeline create(String tool, OptionValues options, Binding input, Binding fitted) {
    return switch (tool) {
      case "cleaning.filter" -> new Filter(Filter.Options.of(options), input);
      case "cleaning.derive" -> new Derive(Derive.Options.of(options), input);
      case "cleaning.impute" -> new Impute(Impute.Options.of(options), input);
      default -> throw new IllegalArgumentException("this plugin has no tool '" + tool + "'");
    };
  }
}
