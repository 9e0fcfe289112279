package dev.weir.api;

import java.util.Map;

/// A tool and the options it is called with: what a step of a pipeline is made of. Immutable.
///
/// For each tool of a domain there is a typed one, in the domain's `…Tools`:
///
/// ```java
/// StatsTools.describe().columns("price", "carat").exact(true)
/// ```
public interface ToolCall {
  /// Name of the tool.
  String tool();

  /// Values by option name as they were given, neither parsed nor checked: [OptionParser] does both
  /// when the step is planned.
  Map<String, Object> options();
}
