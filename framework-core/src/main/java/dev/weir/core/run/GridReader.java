package dev.weir.core.run;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.Column;
import dev.weir.api.Schema;
import dev.weir.api.StreamingDataSource.Scan;
import dev.weir.api.Text;
import dev.weir.api.Type;
import dev.weir.api.Values;
import dev.weir.core.spill.Picked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Rows, as the chunks of a scan: numbered from 0 on, of the scan's columns, from its first
/// position, cut where its grid says. How the rows came in chunks before does not show.
public final class GridReader implements ChunkReader {
  /// Rows of a chunk that wait.
  private record Piece(Chunk chunk, int from, int to) {}

  private final ChunkReader rows;
  private final Schema schema;
  private final Scan scan;
  private final List<Column> texts;
  private final long fixedBytes;
  private final List<Piece> pieces = new ArrayList<>();
  private @Nullable Chunk current;
  private int at;
  private long read;
  private long waiting;
  private long bytes;

  /// @param rows all rows, in order
  public GridReader(ChunkReader rows, Schema schema, Scan scan) {
    this.rows = rows;
    this.schema = schema;
    this.scan = scan;
    var wanted = schema.columns().filter(c -> scan.columns().contains(c.name())).toList();
    this.texts =
        wanted.stream().filter(c -> c.type() == Type.TEXT || c.type() == Type.BYTES).toList();
    this.fixedBytes = wanted.stream().mapToLong(c -> c.type().width()).sum();
  }

  @Override
  public Optional<Chunk> next() {
    while (true) {
      var chunk = current;
      if (chunk == null || at == chunk.rows()) {
        var next = rows.next();
        if (next.isEmpty()) {
          current = null;
          return pieces.isEmpty() ? Optional.empty() : Optional.of(whole());
        }
        current = numbered(next.get());
        at = Math.clamp(scan.fromPosition() - read, 0, next.get().rows());
        read += next.get().rows();
      } else if (take(chunk)) {
        return Optional.of(whole());
      }
    }
  }

  private Chunk numbered(Chunk chunk) {
    var values = new @Nullable Values[schema.size()];
    schema
        .columns()
        .filter(c -> scan.columns().contains(c.name()))
        .forEach(c -> values[c.index()] = chunk.values(c));
    return Chunk.of(schema, chunk.rows(), read, values);
  }

  /// Takes rows of the chunk; true if those that wait are a chunk of the scan.
  private boolean take(Chunk chunk) {
    long inBlock = chunk.position(at) % scan.blockRows();
    if (inBlock == 0 && waiting > 0) {
      return true; // the row begins another block and waits for the next chunk
    }
    int from = at;
    long most = Math.min(scan.blockRows() - inBlock, scan.chunkRows() - waiting);
    int end = (int) Math.min(chunk.rows(), at + most);
    if (texts.isEmpty()) {
      long fitting = (scan.chunkBytes() - bytes + fixedBytes - 1) / Math.max(1, fixedBytes);
      at = (int) Math.min(end, at + Math.max(1, fitting));
      bytes += fixedBytes * (at - from);
    } else {
      takeTexts(chunk, end);
    }
    waiting += at - from;
    pieces.add(new Piece(chunk, from, at));
    return waiting >= scan.chunkRows() || bytes >= scan.chunkBytes();
  }

  private void takeTexts(Chunk chunk, int end) {
    var content = texts.stream().map(chunk::text).toArray(Text[]::new);
    do {
      bytes += fixedBytes;
      for (var text : content) {
        bytes += text.length(at);
      }
      at++;
    } while (at < end && bytes < scan.chunkBytes());
  }

  /// The rows that wait.
  private Chunk whole() {
    var first = pieces.getFirst();
    var whole = first.chunk();
    if (pieces.size() > 1) {
      var picked = new Picked(schema);
      for (var piece : pieces) {
        int number = picked.add(piece.chunk());
        for (int r = piece.from(); r < piece.to(); r++) {
          picked.pick(number, r);
        }
      }
      whole = picked.chunk(whole.position(first.from()));
    } else if (first.to() - first.from() < whole.rows()) {
      whole = whole.slice(first.from(), first.to());
    }
    pieces.clear();
    waiting = 0;
    bytes = 0;
    return whole;
  }

  @Override
  public void cancel() {
    rows.cancel();
  }

  @Override
  public void close() {
    rows.close();
  }
}
