package dev.weir.core;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.PipelineException;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.StreamingDataSource;
import dev.weir.api.StreamingDataSource.Ability;
import dev.weir.api.StreamingDataSource.Scan;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A query's rows by page. Pages that were read stay in memory up to a limit, the oldest go first;
/// a page that has gone is read again from the source. Every row is on exactly one page, the same
/// one each time. Not for sharing between threads.
public final class ResultBuffer implements AutoCloseable {
  private final StreamingDataSource source;
  private final Scan scan;
  private final int pageRows;
  private final long memoryBytes;
  private final List<AutoCloseable> open;
  private final Map<Long, Chunk> kept = new LinkedHashMap<>();
  private final ArrayDeque<Chunk> left = new ArrayDeque<>();
  private ChunkReader reader;
  private long keptBytes;
  private long nextPage;
  private OptionalLong rows = OptionalLong.empty();
  private long seen;

  ResultBuffer(
      StreamingDataSource source,
      Scan scan,
      int pageRows,
      long memoryBytes,
      List<AutoCloseable> open) {
    this.source = source;
    this.scan = scan;
    this.pageRows = pageRows;
    this.memoryBytes = memoryBytes;
    this.open = open;
    this.reader = source.open(scan);
  }

  /// Files that are read.
  public List<Path> files() {
    return source.files();
  }

  /// Names and types of the rows.
  public Schema schema() {
    return source.schema();
  }

  /// Rows of every page but the last.
  public int pageRows() {
    return pageRows;
  }

  /// Rows in all, once the last page has been read.
  public OptionalLong rows() {
    return rows;
  }

  /// A page, from 0; nothing after the last one.
  ///
  /// @throws PipelineException REFUSED if a page that is no longer in memory is asked for and the
  ///   source can be read only once
  public Optional<Chunk> page(long number) {
    var here = kept.get(number);
    if (here != null) {
      return Optional.of(here);
    }
    if (number < nextPage) {
      restart(number);
    }
    while (nextPage <= number) {
      var page = read();
      if (page.rows() == 0) {
        return Optional.empty();
      }
      keep(nextPage++, page);
    }
    return Optional.ofNullable(kept.get(number));
  }

  private void restart(long number) {
    if (!source.abilities().contains(Ability.REREAD)
        || !source.abilities().contains(Ability.STABLE_ORDER)) {
      throw PipelineException.refused(
          "result.gone",
          "page "
              + number
              + " is no longer in memory and "
              + source.description()
              + " cannot be read again in the same order; read pages in order");
    }
    reader.close();
    left.clear();
    reader = source.open(scan);
    nextPage = 0;
    seen = 0;
  }

  private void keep(long number, Chunk page) {
    if (kept.put(number, page) == null) {
      keptBytes += page.byteSize();
    }
    var oldest = kept.entrySet().iterator();
    while (keptBytes > memoryBytes && kept.size() > 1) {
      keptBytes -= oldest.next().getValue().byteSize();
      oldest.remove();
    }
  }

  /// The next page; no rows at the end.
  private Chunk read() {
    var page = Rows.of(schema());
    while (page.count() < pageRows) {
      if (left.isEmpty()) {
        var chunk = reader.next();
        if (chunk.isEmpty()) {
          seen += page.count();
          rows = OptionalLong.of(seen);
          return page.chunk();
        }
        if (chunk.get().rows() == 0) {
          continue;
        }
        left.add(chunk.get());
      }
      var chunk = left.removeFirst();
      if (page.count() == 0 && chunk.rows() == pageRows) {
        seen += pageRows;
        return chunk;
      }
      int taken = Math.min(chunk.rows(), pageRows - page.count());
      for (int r = 0; r < taken; r++) {
        int row = r;
        page.row(chunk, row);
        schema().columns().forEach(c -> page.put(c.index(), chunk, c, row));
      }
      if (taken < chunk.rows()) {
        left.addFirst(chunk.slice(taken, chunk.rows()));
      }
    }
    seen += page.count();
    return page.chunk();
  }

  /// Ends a page that is being read, from another thread.
  public void cancel() {
    reader.cancel();
  }

  @Override
  public void close() {
    try {
      reader.close();
    } finally {
      StreamingPipelineExecutor.closeAll(open);
    }
  }
}
