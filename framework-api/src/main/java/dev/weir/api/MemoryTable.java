package dev.weir.api;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/// A table of chunks that are all in memory.
record MemoryTable(Schema schema, List<Chunk> chunks) implements Table {
  MemoryTable {
    chunks = List.copyOf(chunks);
  }

  @Override
  public OptionalLong rows() {
    return OptionalLong.of(chunks.stream().mapToLong(Chunk::rows).sum());
  }

  @Override
  public ChunkReader open() {
    return new Reader(chunks.iterator());
  }

  private record Reader(Iterator<Chunk> chunks) implements ChunkReader {
    @Override
    public Optional<Chunk> next() {
      return chunks.hasNext() ? Optional.of(chunks.next()) : Optional.empty();
    }

    @Override
    public void close() {}
  }

  /// A row of one of the chunks.
  private record Place(Chunk chunk, int row) {}

  @Override
  public Table sortedBy(String... columns) {
    Comparator<Place> order = (_, _) -> 0;
    for (var name : columns) {
      boolean descending = name.startsWith("-") && schema.indexOf(name) < 0;
      var column = schema.column(descending ? name.substring(1) : name);
      order = order.thenComparing((a, b) -> compare(a, b, column, descending));
    }
    var rows = Rows.of(schema);
    var here =
        schema.columns().filter(c -> chunks.stream().allMatch(chunk -> chunk.has(c))).toList();
    chunks.stream()
        .flatMap(c -> IntStream.range(0, c.rows()).mapToObj(r -> new Place(c, r)))
        .sorted(order)
        .forEach(place -> {
          rows.row();
          here.forEach(c -> rows.put(c.index(), place.chunk, c, place.row));
        });
    return Table.of(schema, List.of(rows.chunk().only(here)));
  }

  private static int compare(Place a, Place b, Column column, boolean descending) {
    var left = a.chunk.values(column);
    var right = b.chunk.values(column);
    boolean here = left.validity().at(a.row);
    boolean there = right.validity().at(b.row);
    if (!here || !there) {
      return Boolean.compare(there, here);
    }
    int sign =
        switch (left) {
          case Values.Ints x ->
              Integer.compare(x.cells()[a.row], ((Values.Ints) right).cells()[b.row]);
          case Values.Longs x ->
              Long.compare(x.cells()[a.row], ((Values.Longs) right).cells()[b.row]);
          case Values.Doubles x -> {
            double p = x.cells()[a.row];
            double q = ((Values.Doubles) right).cells()[b.row];
            if (Double.isNaN(p) || Double.isNaN(q)) {
              // NaN comes after all numbers, ascending and descending.
              int order = Boolean.compare(Double.isNaN(p), Double.isNaN(q));
              yield descending ? -order : order;
            }
            yield p < q ? -1 : p > q ? 1 : 0;
          }
          case Values.Texts x -> {
            var s = x.text();
            var t = ((Values.Texts) right).text();
            yield Arrays.compareUnsigned(
                s.bytes(), s.start(a.row), s.end(a.row), t.bytes(), t.start(b.row), t.end(b.row));
          }
        };
    return descending ? -sign : sign;
  }
}
