package dev.weir.core;

import dev.weir.api.ChunkProcessingMode;
import dev.weir.api.Schema;
import dev.weir.api.ToolRole;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/// What a run will do, known before any data is read.
///
/// @param source what is read
/// @param files files that are read, those that steps are fitted on included
/// @param schema its columns
/// @param rows its rows, if known
/// @param columnsRead the columns that the steps need
/// @param conditions conditions that the source checks early
/// @param order columns that rows must be ordered by; empty: any order, or by position if a step
///   says so
/// @param scans scans over the input, at most
/// @param steps in order
/// @param grid what fixes the bits
/// @param memory how the budget is divided
/// @param notes what else is worth knowing, in sentences
public record Plan(
    String source,
    List<Path> files,
    Schema schema,
    OptionalLong rows,
    List<String> columnsRead,
    List<String> conditions,
    List<String> order,
    int scans,
    List<StepPlan> steps,
    Grid grid,
    Memory memory,
    List<String> notes) {
  /// One step.
  ///
  /// @param name of the step
  /// @param tool its tool
  /// @param role what it does to rows
  /// @param mode how it is fed
  /// @param by its groups
  /// @param fitOn what it is fitted on, empty for its own input
  /// @param columns columns it reads
  /// @param passes times it reads its input, at most
  /// @param ordered whether it needs an order
  /// @param scan number of the scan in which it begins, from 1
  /// @param stateBytes memory of one state, an upper bound
  /// @param bytesPerRow memory that grows with the rows, an upper bound
  /// @param output columns after the step; empty if known only after the fit
  public record StepPlan(
      String name,
      String tool,
      ToolRole role,
      ChunkProcessingMode mode,
      List<String> by,
      String fitOn,
      List<String> columns,
      int passes,
      boolean ordered,
      int scan,
      long stateBytes,
      double bytesPerRow,
      List<String> output) {}

  /// What fixes the bits of the answer.
  ///
  /// @param chunkRows most rows of a chunk
  /// @param chunkBytes about the most bytes of a chunk
  /// @param blockRows rows of a block
  public record Grid(int chunkRows, long chunkBytes, long blockRows) {}

  /// How the budget is divided.
  ///
  /// @param budgetBytes all of it
  /// @param sourceBytes the part of the source and of writers
  /// @param chunkReserveBytes the part of one chunk in flight
  /// @param stateReserveBytes the part of the states of one block
  /// @param blocksInFlight blocks that fold at a time, at most
  /// @param leastBytes the smallest budget for this plan
  public record Memory(
      long budgetBytes,
      long sourceBytes,
      long chunkReserveBytes,
      long stateReserveBytes,
      int blocksInFlight,
      long leastBytes) {}
}
