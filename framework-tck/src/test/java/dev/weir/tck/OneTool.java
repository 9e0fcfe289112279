package dev.weir.tck;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.Binding;
import dev.weir.api.DomainPlugin;
import dev.weir.api.OptionValues;
import dev.weir.api.ToolDescriptor;
import java.util.List;

/// A plugin of one tool.
record OneTool(ToolDescriptor descriptor, Factory factory) implements DomainPlugin {
  /// Makes the tool.
  interface Factory {
    AnalysisPipeline create(OptionValues options, Binding input, Binding fitted);
  }

  @Override
  public List<ToolDescriptor> tools() {
    return List.of(descriptor);
  }

  @Override
  public AnalysisPipeline create(String tool, OptionValues options, Binding input, Binding fitted) {
    return factory.create(options, input, fitted);
  }

  String tool() {
    return descriptor.name();
  }

  Laws laws(Case... cases) {
    return new Laws(this, tool(), List.of(cases));
  }
}
