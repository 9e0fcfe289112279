package dev.weir.core;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.OptionValues;
import dev.weir.api.ToolDescriptor;

/// A tool made for one schema, and what it said it needs.
///
/// @param descriptor the tool
/// @param options parsed
/// @param pipeline the tool itself
/// @param needs of the input that flows through the step
/// @param fitNeeds of the input that it is fitted on; the same object if that is the same input
public record BoundTool(
    ToolDescriptor descriptor,
    OptionValues options,
    AnalysisPipeline pipeline,
    Needs needs,
    Needs fitNeeds) {}
