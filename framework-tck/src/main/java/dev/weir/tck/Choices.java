package dev.weir.tck;

import dev.weir.api.Chunk;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// What a law leaves open: it has to hold however rows are cut, merged, laid out and grouped, at
/// whatever moment. [UsualChoices] are a battery of those that usually find a fault, [DrawnChoices]
/// are one of each.
interface Choices {
  /// Ways to cut rows into chunks, by what they are.
  Map<String, List<Chunk>> cuts(Chunk rows);

  /// One way to cut rows.
  ///
  /// @param usual sizes that serve a law well
  List<Chunk> chunks(Chunk rows, int... usual);

  /// Ways to cut rows into blocks, by what they are; a block without a chunk is a fresh state.
  Map<String, List<List<Chunk>>> blocks(Chunk rows);

  /// Ways to merge blocks.
  ///
  /// @param ordered the binding asked for an order
  List<Merging> mergings(boolean ordered);

  /// Grids of runs with one thread.
  List<Grid> grids();

  /// Grids of runs that differ in their number of threads only, the first has one.
  List<Grid> threads();

  /// Other arrays for the same rows.
  List<Layout> layouts();

  /// Does what a check does between chunks: always, or at one moment.
  ///
  /// @param moments how many there are
  Around at(Around acts, int moments);

  /// Parts of the rows, by what they are.
  Map<String, IntPredicate> parts();

  /// The group of each row: a, b, c or, for those without a key, null.
  @Nullable String[] keys(int rows);

  /// True if states are to be weighed on the heap, which takes its time.
  boolean weighs();
}
