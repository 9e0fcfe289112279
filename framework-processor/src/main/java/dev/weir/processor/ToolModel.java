package dev.weir.processor;

import dev.weir.api.ToolDescriptor;
import java.util.List;
import javax.lang.model.element.TypeElement;

/// One tool.
///
/// @param type its class
/// @param descriptor the tool as it will be at run time
/// @param options in the order of the record's components
record ToolModel(TypeElement type, ToolDescriptor descriptor, List<OptionModel> options) {
  /// The part of the name after the dot.
  String shortName() {
    return descriptor.name().substring(descriptor.domain().length() + 1);
  }
}
