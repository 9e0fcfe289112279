package dev.weir.core;

import dev.weir.api.Column;
import dev.weir.api.Condition;
import dev.weir.api.StreamingDataSource;
import dev.weir.api.StreamingDataSource.Scan;
import dev.weir.core.run.ScanLauncher.Reading;
import java.util.List;

/// What a run reads, on the grid of its plan.
///
/// @param input the main input, in the order that the steps need
record Readings(PlannedRun plan, StreamingDataSource input, long blockRows) {
  /// The main input.
  Reading main() {
    return reading(input, plan.columns(), plan.conditions());
  }

  /// The rows that a step is fitted on.
  Reading of(PlannedStep.Fit fit) {
    return reading(fit.source(), fit.columns().stream().map(Column::name).toList(), List.of());
  }

  private Reading reading(
      StreamingDataSource source, List<String> columns, List<Condition> conditions) {
    var memory = plan.memory();
    return new Reading(
        source,
        new Scan(columns, conditions, 0, memory.chunkRows(), memory.chunkBytes(), blockRows),
        memory.chunkReserve(),
        memory.chunkRoom(),
        memory.chunkCost(),
        memory.maxBlocks());
  }
}
