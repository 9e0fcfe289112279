package dev.weir.domain.stats;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.api.Validity;
import dev.weir.api.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/// The first rows of a table of counts, with each count's share of a total beside it. Nothing is
/// copied: rows are made while they are read.
///
/// @param counts rows that hold a LONG column of counts
/// @param count its name
/// @param share name of the column beside it
/// @param total what the shares are of
/// @param most rows at most
record Shares(Table counts, String count, String share, long total, long most) implements Table {

  private Schema.Field field() {
    return Schema.Field.of(share, Type.DOUBLE);
  }

  @Override
  public Schema schema() {
    return counts.schema().with(field());
  }

  @Override
  public OptionalLong rows() {
    var all = counts.rows();
    return all.isPresent() ? OptionalLong.of(Math.min(most, all.getAsLong())) : all;
  }

  @Override
  public ChunkReader open() {
    return new Reader(counts.open());
  }

  /// By `share` is by `count`; the rows that were left out stay out.
  @Override
  public Table sortedBy(String... columns) {
    if (counts.rows().orElse(Long.MAX_VALUE) > most) {
      var first = new ArrayList<Chunk>();
      forEachChunk(first::add);
      return Table.of(schema(), first).sortedBy(columns);
    }
    var sorted = counts.sortedBy(Arrays.stream(columns).map(this::counted).toArray(String[]::new));
    return new Shares(sorted, count, share, total, most);
  }

  private String counted(String column) {
    return column.equals(share) ? count : column.equals("-" + share) ? "-" + count : column;
  }

  private final class Reader implements ChunkReader {
    private final ChunkReader counts;
    private long left = most;

    Reader(ChunkReader counts) {
      this.counts = counts;
    }

    @Override
    public Optional<Chunk> next() {
      if (left == 0) {
        return Optional.empty();
      }
      return counts.next().map(this::with);
    }

    private Chunk with(Chunk chunk) {
      var first = chunk.rows() > left ? chunk.slice(0, (int) left) : chunk;
      left -= first.rows();
      var cells = first.longs(first.schema().column(count));
      var shares = new double[first.rows()];
      for (int r = 0; r < shares.length; r++) {
        shares[r] = (double) cells[r] / total;
      }
      return first.with(field(), new Values.Doubles(shares, Validity.ALL));
    }

    @Override
    public void close() {
      counts.close();
    }
  }
}
