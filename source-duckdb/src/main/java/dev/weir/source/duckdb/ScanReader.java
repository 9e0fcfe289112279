package dev.weir.source.duckdb;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.PipelineException;
import dev.weir.api.Schema;
import dev.weir.api.StreamingDataSource.Scan;
import dev.weir.api.Values;
import dev.weir.source.duckdb.engine.Engine;
import dev.weir.source.duckdb.engine.EngineException;
import dev.weir.source.duckdb.engine.RowStream;
import dev.weir.source.duckdb.engine.Session;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One pass: runs one query a split, one after another, and cuts the batches of 2048 rows into
/// chunks.
///
/// A chunk ends at the first of: `chunkRows` rows; the row that brings its bytes (the width of each
/// cell and the content of text) to `chunkBytes`; a row number of the split that is a multiple of
/// `blockRows`; the end of the split. So borders follow from the rows alone.
final class ScanReader implements ChunkReader {
  private static final int MOST_SHOWN = 80;
  private static final long AGAIN_NANOS = 50_000_000;

  private final Session session;
  private final Engine engine;
  private final List<Split> inputs;
  private final Preparation preparation;
  private final Schema schema;
  private final List<Split> splits;
  private final Scan scan;
  private final boolean sorted;
  private final int fixedBytes;
  private final int[] target;

  private int split;
  private long skip;
  private @Nullable RowStream stream;
  private ColumnBuilder[] builders = new ColumnBuilder[0];
  private int firstColumn;
  private List<SourceColumn> misfitColumns = List.of();
  private final SortedMap<Integer, String> misfits = new TreeMap<>();

  private int batchRows;
  private int batchAt;
  private long batchPosition;
  private int[] textBytes = new int[0];

  private int rows;
  private long bytes;
  private long firstRow;
  private long lastRow;
  private long[] positions = new long[0];

  private volatile boolean cancelled;
  private volatile boolean closed;
  private boolean finished;

  ScanReader(
      Engine engine,
      Schema schema,
      List<Split> splits,
      List<Split> inputs,
      Preparation preparation,
      Scan scan) {
    this.engine = engine;
    this.inputs = inputs;
    this.preparation = preparation;
    this.schema = schema;
    this.splits = splits;
    this.scan = scan;
    this.sorted = !scan.orderBy().isEmpty();
    this.split = sorted ? 0 : Chunk.split(scan.fromPosition());
    this.skip = Chunk.row(scan.fromPosition());
    this.target = scan.columns().stream().mapToInt(schema::indexOf).toArray();
    this.fixedBytes = Arrays.stream(target).map(i -> schema.fields().get(i).type().width()).sum();
    this.session = engine.session();
  }

  @Override
  public Optional<Chunk> next() {
    try {
      while (!finished) {
        if (cancelled) {
          throw new PipelineException(
              PipelineException.Category.CANCELLED,
              "source.cancelled",
              "the reading was cancelled");
        }
        if (stream == null && !openSplit()) {
          finished = true;
        } else if (batchAt == batchRows && !nextBatch()) {
          var last = rows > 0 ? Optional.of(chunk()) : Optional.<Chunk>empty();
          closeStream();
          split++;
          skip = 0;
          if (last.isPresent()) {
            return last;
          }
        } else if (take()) {
          return Optional.of(chunk());
        }
      }
      return Optional.empty();
    } catch (EngineException e) {
      finished = true;
      throw failure(e);
    } catch (BadCellException e) {
      throw new AssertionError(e);
    }
  }

  private PipelineException failure(EngineException e) {
    if (cancelled) {
      return new PipelineException(
          PipelineException.Category.CANCELLED, "source.cancelled", "the reading was cancelled", e);
    }
    Faults.refusedColumn(e).ifPresent(this::locate);
    return Faults.of(e, split < splits.size() ? splits.get(split).label() : "the input");
  }

  /// Reads the column in plain order, which fails with the place; where that row was left out by a
  /// query, it does not.
  private void locate(String column) {
    for (var input : inputs) {
      var fields = input.columns().stream().map(c -> Schema.Field.of(c.name(), c.type())).toList();
      var plain =
          new Scan(
              List.of(column),
              List.of(),
              List.of(),
              0,
              scan.chunkRows(),
              scan.chunkBytes(),
              scan.blockRows());
      try (var reader =
          new ScanReader(
              engine, new Schema(fields), List.of(input), List.of(), Preparation.NONE, plain)) {
        var chunk = reader.next();
        while (chunk.isPresent() && !cancelled) {
          chunk = reader.next();
        }
      }
    }
  }

  private boolean openSplit() {
    if (sorted ? split > 0 : split >= splits.size()) {
      return false;
    }
    preparation.ensure(session, () -> cancelled);
    var current = splits.get(split);
    builders =
        scan.columns().stream()
            .map(name -> current.columns().get(schema.indexOf(name)))
            .map(this::builder)
            .toArray(ColumnBuilder[]::new);
    misfitColumns = ScanSql.misfits(current, scan);
    firstColumn = sorted || current.counts(scan, skip) ? 0 : 1;
    stream =
        session.stream(
            sorted ? ScanSql.sorted(splits, scan) : ScanSql.ordered(current, scan, skip));
    batchPosition = 0;
    batchRows = 0;
    batchAt = 0;
    return true;
  }

  private ColumnBuilder builder(SourceColumn column) {
    return ColumnBuilder.of(
        column,
        scan.misfits().isEmpty()
            ? ColumnBuilder.Misfits.ERROR
            : cell -> misfit(column, cell.row, cell.value, cell.why()));
  }

  /// Keeps the first misfit of a row of the batch until all columns are looked at.
  private void misfit(SourceColumn column, int row, String value, String why) {
    misfits.putIfAbsent(
        row,
        "column '" + column.name() + "': '" + Messages.shorten(value, MOST_SHOWN) + "' " + why);
  }

  private boolean nextBatch() {
    var open = stream;
    if (open == null) {
      return false;
    }
    do {
      batchPosition += batchRows;
      batchRows = 0;
      batchAt = 0;
      if (!open.next()) {
        return false;
      }
      batchRows = open.rows();
      // Rows that are counted are skipped here; others are left out by SQL.
      batchAt = firstColumn == 1 ? 0 : (int) Math.min(batchRows, Math.max(0, skip - batchPosition));
    } while (batchAt == batchRows);
    measure(open);
    return true;
  }

  private void measure(RowStream open) {
    if (textBytes.length < batchRows) {
      textBytes = new int[batchRows];
    }
    Arrays.fill(textBytes, 0, batchRows, 0);
    for (int c = 0; c < builders.length; c++) {
      builders[c].addLengths(open.vector(firstColumn + c), textBytes);
    }
  }

  /// Moves rows of the batch into the chunk; true if the chunk is full.
  private boolean take() {
    var open = stream;
    if (open == null) {
      return false;
    }
    var position = firstColumn == 1 ? open.vector(0) : null;
    int from = batchAt;
    boolean full = false;
    while (batchAt < batchRows && !full) {
      long row = position == null ? batchPosition + batchAt : position.word(batchAt);
      if (rows > 0 && row / scan.blockRows() != firstRow / scan.blockRows()) {
        full = true; // the row begins another block and stays in the batch
        break;
      }
      if (rows == 0) {
        firstRow = row;
      }
      if (position != null) {
        positions =
            rows < positions.length
                ? positions
                : Arrays.copyOf(positions, Math.max(2048, rows * 2));
        positions[rows] = Chunk.position(sorted ? 0 : split, row);
      }
      lastRow = row;
      rows++;
      bytes += fixedBytes + textBytes[batchAt];
      batchAt++;
      full = rows >= scan.chunkRows() || bytes >= scan.chunkBytes();
    }
    for (int c = 0; c < builders.length; c++) {
      try {
        builders[c].append(open.vector(firstColumn + c), from, batchAt - from);
      } catch (BadCellException e) {
        throw bad(e, c, position == null ? batchPosition + e.row : position.word(e.row));
      }
    }
    tellMisfits(open, from);
    return full;
  }

  /// Tells of the rows of the batch from `from` to where it has been taken.
  private void tellMisfits(RowStream open, int from) {
    var hears = scan.misfits();
    if (hears.isEmpty()) {
      return;
    }
    for (int m = 0; m < misfitColumns.size(); m++) {
      var texts = open.vector(firstColumn + builders.length + m);
      for (int r = from; r < batchAt; r++) {
        if (!texts.isNull(r)) {
          var column = misfitColumns.get(m);
          var why = column.lenient().orElseThrow().why();
          misfit(column, r, new String(texts.text(r), StandardCharsets.UTF_8), why);
        }
      }
    }
    misfits.forEach((row, reason) -> {
      long at = firstColumn == 0 ? batchPosition + row : open.vector(0).word(row);
      hears.get().add(Chunk.position(sorted ? 0 : split, at), reason);
    });
    misfits.clear();
  }

  private PipelineException bad(BadCellException e, int column, long row) {
    finished = true;
    var current = splits.get(split);
    var place =
        sorted
            ? "in order of " + String.join(", ", scan.orderBy()) + ", row " + (row + 1)
            : current.place(row);
    return Faults.value(place, scan.columns().get(column), e.value, e.why(), current.csv(), e);
  }

  private Chunk chunk() {
    var values = new @Nullable Values[schema.size()];
    for (int c = 0; c < builders.length; c++) {
      values[target[c]] = builders[c].build();
    }
    boolean dense = firstColumn == 0 || lastRow - firstRow == rows - 1;
    var chunk =
        dense
            ? Chunk.of(schema, rows, Chunk.position(sorted ? 0 : split, firstRow), values)
            : Chunk.of(schema, rows, Arrays.copyOf(positions, rows), values);
    rows = 0;
    bytes = 0;
    return chunk;
  }

  private void closeStream() {
    var open = stream;
    if (open != null) {
      stream = null;
      open.close();
    }
  }

  @Override
  public void cancel() {
    cancelled = true;
    session.interrupt();
    Thread.ofVirtual().name("weir-interrupt").start(this::insist);
  }

  /// A statement that has not quite begun when it is interrupted takes no notice of it.
  private void insist() {
    while (!closed) {
      LockSupport.parkNanos(AGAIN_NANOS);
      session.interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    finished = true;
    closeStream();
    session.close();
  }
}
