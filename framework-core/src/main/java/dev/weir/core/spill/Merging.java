package dev.weir.core.spill;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.Schema;
import dev.weir.api.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Merges sorted readings into one; of equal rows those of the earlier reading come first. Used by
/// one thread.
final class Merging implements ChunkReader {
  private final Schema schema;
  private final RowOrder order;
  private final boolean places;
  private final List<Source> sources = new ArrayList<>();
  private final Source[] heap;
  private int size;
  private long rows;

  /// One reading at its current row.
  private final class Source {
    private final ChunkReader reader;
    private final int number;
    private @Nullable Chunk chunk;
    private Values[] keys = {};
    private long prefix;
    private int row;
    private int picked = -1;

    Source(ChunkReader reader, int number) {
      this.reader = reader;
      this.number = number;
    }

    boolean advance() {
      row++;
      while (chunk == null || row >= chunk.rows()) {
        chunk = reader.next().orElse(null);
        if (chunk == null) {
          return false;
        }
        row = 0;
        picked = -1;
        keys = order.keys(chunk);
      }
      prefix = order.prefix(keys, row);
      return true;
    }

    boolean before(Source other) {
      int sign = Long.compareUnsigned(prefix, other.prefix);
      sign = sign != 0 ? sign : order.compare(keys, row, other.keys, other.row);
      return sign != 0 ? sign < 0 : number < other.number;
    }
  }

  /// @param places whether rows keep their positions and identities; else they are numbered anew
  Merging(Schema schema, RowOrder order, boolean places, List<ChunkReader> readers) {
    this.schema = schema;
    this.order = order;
    this.places = places;
    for (var reader : readers) {
      sources.add(new Source(reader, sources.size()));
    }
    heap = new Source[sources.size()];
    for (var source : sources) {
      if (source.advance()) {
        push(source);
      }
    }
  }

  private void push(Source source) {
    int at = size++;
    while (at > 0 && source.before(heap[(at - 1) / 2])) {
      heap[at] = heap[(at - 1) / 2];
      at = (at - 1) / 2;
    }
    heap[at] = source;
  }

  /// Puts the first source where it belongs now.
  private void sift() {
    var source = heap[0];
    int at = 0;
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && heap[child + 1].before(heap[child])) {
        child++;
      }
      if (source.before(heap[child])) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = source;
  }

  @Override
  public Optional<Chunk> next() {
    if (size == 0) {
      return Optional.empty();
    }
    var picked = new Picked(schema);
    sources.forEach(source -> source.picked = -1);
    while (size > 0 && !picked.isBatch()) {
      var source = heap[0];
      var chunk = source.chunk;
      if (chunk == null) {
        throw new AssertionError("a source without rows is in the heap");
      }
      if (source.picked < 0) {
        source.picked = picked.add(chunk);
      }
      picked.pick(source.picked, source.row);
      if (!source.advance()) {
        size--;
        heap[0] = heap[size];
      }
      if (size > 0) {
        sift();
      }
    }
    var chunk = places ? picked.chunk() : picked.chunk(rows);
    rows += chunk.rows();
    return Optional.of(chunk);
  }

  @Override
  public void close() {
    sources.forEach(source -> source.reader.close());
  }
}
