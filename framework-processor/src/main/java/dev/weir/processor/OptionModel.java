package dev.weir.processor;

import dev.weir.api.OptionDescriptor;

/// One option, and how Java code reads and gives it.
///
/// @param component name of the record's component
/// @param descriptor the option as it will be at run time
/// @param java its Java type
record OptionModel(String component, OptionDescriptor descriptor, OptionJava java) {
  /// The expression that reads it from `OptionValues options`.
  String read() {
    return java.read().replace("$", JavaText.literal(descriptor.name()));
  }
}
