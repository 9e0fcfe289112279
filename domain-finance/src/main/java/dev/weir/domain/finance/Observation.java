package dev.weir.domain.finance;

import dev.weir.api.StateCodec;
import org.jspecify.annotations.Nullable;

/// One price and where it stands.
///
/// @param price a positive number
/// @param number of the observation in its series, from 1; rows without a price have none
/// @param row number of the row in its series, from 1
/// @param position of the row in the input, [Chunk#position]
/// @param time cell of the column of times; 0 if there is none
record Observation(double price, long number, long row, long position, long time) {
  /// About what an object takes.
  static final long BYTES = 56;

  /// The same with this many observations and rows before it.
  static @Nullable Observation after(@Nullable Observation later, long observations, long rows) {
    return later == null
        ? null
        : new Observation(
            later.price, later.number + observations, later.row + rows, later.position, later.time);
  }

  static void write(@Nullable Observation observation, StateCodec.Out out) {
    out.integer(observation == null ? 0 : 1);
    if (observation != null) {
      out.real(observation.price);
      out.integer(observation.number);
      out.integer(observation.row);
      out.integer(observation.position);
      out.integer(observation.time);
    }
  }

  static @Nullable Observation read(StateCodec.In in) {
    return in.integer() == 0
        ? null
        : new Observation(in.real(), in.integer(), in.integer(), in.integer(), in.integer());
  }
}
