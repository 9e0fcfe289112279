package dev.weir.domain.cleaning;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.KeyTable;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.Type;
import java.util.Optional;

/// The value that occurs most often, by exact counts in a key table; among equals the smallest.
final class FrequentFit implements ColumnFit {
  /// Upper bound of [#retainedBytes]; the key table is in the run's ledger.
  static final long MOST_BYTES = 512;

  private final Counts counts;
  private final KeyTable occurrences;

  private FrequentFit(Counts counts, KeyTable occurrences) {
    this.counts = counts;
    this.occurrences = occurrences;
  }

  static FrequentFit create(Type type, ChunkProcessingContext context) {
    var key = Schema.of(Schema.Field.of("value", type));
    return new FrequentFit(new Counts(), context.keyTable(key, KeyTable.Cell.COUNT));
  }

  @Override
  public Counts counts() {
    return counts;
  }

  @Override
  public void accept(Chunk chunk, Column column) {
    counts.accept(chunk, column);
    var validity = chunk.validity(column);
    var key = new Column[] {column};
    var reals = column.type() == Type.DOUBLE ? chunk.doubles(column) : new double[0];
    for (int r = 0; r < chunk.rows(); r++) {
      if (validity.at(r) && !(reals.length > 0 && Double.isNaN(reals[r]))) {
        occurrences.at(chunk, r, key).add(0, 1L);
      }
    }
  }

  @Override
  public void merge(ColumnFit later) {
    var other = (FrequentFit) later;
    counts.merge(other.counts);
    occurrences.merge(other.occurrences);
  }

  @Override
  public Optional<String> value() {
    var best = new Best();
    var table = occurrences.table();
    var value = new Column(0, table.schema().fields().getFirst());
    var count = new Column(1, table.schema().fields().get(1));
    table.forEachChunk(chunk -> {
      var often = chunk.longs(count);
      for (int r = 0; r < chunk.rows(); r++) {
        best.consider(Cell.of(chunk, value, r), often[r]);
      }
    });
    return Optional.ofNullable(best.cell).map(Cell::words);
  }

  /// The most frequent so far. Mutable.
  private static final class Best {
    private @org.jspecify.annotations.Nullable Cell cell;
    private long often;

    void consider(Cell other, long times) {
      if (cell == null || times > often || (times == often && other.compareTo(cell) < 0)) {
        cell = other;
        often = times;
      }
    }
  }

  @Override
  public void write(StateCodec.Out out) {
    counts.write(out);
    out.keys(occurrences);
  }

  static FrequentFit read(StateCodec.In in) {
    return new FrequentFit(Counts.read(in), in.keys());
  }

  @Override
  public long retainedBytes() {
    return 200;
  }
}
