package dev.weir.core;

import dev.weir.api.Column;
import dev.weir.api.Condition;
import dev.weir.api.Schema;
import java.util.List;
import java.util.Optional;

/// What a tool stated while it was bound to one input.
///
/// @param input the input's schema
/// @param columns columns to be read, by index
/// @param output what it emits
/// @param from for each output column the input column it passes through, or -1
/// @param outputAfterFit whether the output is only a template until the fit
/// @param order columns that rows must be ordered by; empty list: by position; empty: any order
/// @param conditions hold for all rows that leave a trace
/// @param fixedBytes memory of a state
/// @param bytesPerRow memory that grows with rows
/// @param passingBytesPerRow memory a row while its chunk is worked on, such as an expression's
/// @param passes readings of the input, at most
public record Needs(
    Schema input,
    List<Column> columns,
    Schema output,
    List<Integer> from,
    boolean outputAfterFit,
    Optional<List<String>> order,
    List<Condition> conditions,
    long fixedBytes,
    double bytesPerRow,
    double passingBytesPerRow,
    int passes) {
  /// Copies the lists.
  public Needs {
    columns = List.copyOf(columns);
    from = List.copyOf(from);
    conditions = List.copyOf(conditions);
  }
}
