package dev.weir.api;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Rows that can be read again: in memory, spilled, a side input or the source itself. Each reading
/// is one pass.
public interface Table {
  /// Names and types.
  Schema schema();

  /// The row count if it is known without reading, else empty.
  OptionalLong rows();

  /// Rows left out by a seeded sample; 0 if all are here.
  default long omitted() {
    return 0;
  }

  /// Begins a pass.
  ChunkReader open();

  /// One pass: gives each chunk in order.
  default void forEachChunk(Consumer<Chunk> action) {
    try (var reader = open()) {
      for (var chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) {
        action.accept(chunk.get());
      }
    }
  }

  /// The same rows in order of the named columns, a leading `-` meaning descending; missing cells
  /// last, NaN after all other numbers, ties by position.
  Table sortedBy(String... columns);

  /// The chunks given, as a table in memory.
  static Table of(Schema schema, List<Chunk> chunks) {
    return new MemoryTable(schema, chunks);
  }
}
