package dev.weir.domain.cleaning;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.StateCodec;
import java.util.Optional;

/// The search for the value that one column is filled with. Mutable.
sealed interface ColumnFit permits MeanFit, MedianFit, FrequentFit {
  Counts counts();

  void accept(Chunk chunk, Column column);

  /// Takes in `later`, of the same kind, which is dead afterwards.
  void merge(ColumnFit later);

  /// True if what it has seen settles the value.
  default boolean done() {
    return true;
  }

  /// The value in words, exact; empty if there is none to fill with. Leaves the search as it was.
  Optional<String> value();

  void write(StateCodec.Out out);

  /// Bytes kept alive, key tables apart.
  long retainedBytes();
}
