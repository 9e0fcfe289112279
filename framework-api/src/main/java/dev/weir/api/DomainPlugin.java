package dev.weir.api;

import java.util.List;

/// The one service of a plugin, found by [java.util.ServiceLoader]: its tools as data, and the
/// factory that binds them. Written by the processor from the classes marked [Tool]; by hand where
/// a program makes its tools itself.
public interface DomainPlugin {
  /// The tools, in the order of the catalogue.
  List<ToolDescriptor> tools();

  /// Makes a tool: parses nothing, reads nothing, binds.
  ///
  /// @param tool name of one of [#tools]
  /// @param options parsed by that tool's descriptor
  /// @param input the rows that flow through the step
  /// @param fitted the rows that an estimator is fitted on, for a tool whose descriptor names a
  ///   further input; otherwise `input` itself
  AnalysisPipeline create(String tool, OptionValues options, Binding input, Binding fitted);
}
