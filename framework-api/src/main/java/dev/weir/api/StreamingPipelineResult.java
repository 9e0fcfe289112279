package dev.weir.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One step's result and what the run adds to it; never written by tools.
///
/// @param step name of the step, unique in its pipeline
/// @param tool name of the tool
/// @param result what the tool says
/// @param completeness how much of the input it speaks of
/// @param rowsRead rows that the source gave or left out for the step's own filter
/// @param rowsUsed rows that reached the step and were not set aside
/// @param rowsSkipped rows set aside before or by this step
/// @param skipped the first of them, with positions and reasons
/// @param composition what was produced and which tools accept it
/// @param lineage source fingerprint, versions, options, seed and grid, as text by name
/// @param metrics figures by name
/// @param resumeToken where to go on, if the result is partial and the run can be resumed
public record StreamingPipelineResult(
    String step,
    String tool,
    PipelineResult result,
    Completeness completeness,
    long rowsRead,
    long rowsUsed,
    long rowsSkipped,
    List<Skipped> skipped,
    CompositionMetadata composition,
    Map<String, String> lineage,
    Map<String, Double> metrics,
    Optional<String> resumeToken) {
  /// With another result of the tool.
  public StreamingPipelineResult withResult(PipelineResult other) {
    return new StreamingPipelineResult(
        step,
        tool,
        other,
        completeness,
        rowsRead,
        rowsUsed,
        rowsSkipped,
        skipped,
        composition,
        lineage,
        metrics,
        resumeToken);
  }

  /// A row that was set aside.
  ///
  /// @param position where it came from
  /// @param step the step that set it aside
  /// @param reason why
  public record Skipped(long position, String step, String reason) {}
}
