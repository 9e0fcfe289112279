package dev.weir.source.duckdb;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.PipelineException;
import dev.weir.api.Schema;
import dev.weir.api.StreamingDataSource.Scan;
import dev.weir.api.Values;
import dev.weir.source.duckdb.engine.Batch;
import dev.weir.source.duckdb.engine.Engine;
import dev.weir.source.duckdb.engine.EngineException;
import dev.weir.source.duckdb.engine.RowStream;
import dev.weir.source.duckdb.engine.Session;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One pass: runs one query a split, one after another, and cuts the batches of 2048 rows into
/// chunks.
///
/// A chunk ends at the first of: `chunkRows` rows; the row that brings its bytes (the width of each
/// cell and the content of text) to `chunkBytes`; a row number of the split that is a multiple of
/// `blockRows`; the end of the split. So borders follow from the rows alone.
final class ScanReader implements ChunkReader {
  private static final long AGAIN_NANOS = 50_000_000;

  private final Session session;
  private final Engine engine;
  private final List<Split> inputs;
  private final Preparation preparation;
  private final Schema schema;
  private final List<Split> splits;
  private final Scan scan;
  private final int fixedBytes;
  private final int[] target;

  private int split;
  private long skip;
  private @Nullable RowStream stream;
  private ColumnBuilder[] builders = new ColumnBuilder[0];
  private int firstColumn;
  private List<SourceColumn> misfitColumns = List.of();
  private final MisfitRows misfits = new MisfitRows();

  private @Nullable Batch batch;
  private int batchRows;
  private int batchAt;
  private long batchPosition;
  private int[] textBytes = new int[0];
  private boolean texts;

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
    this.split = Chunk.split(scan.fromPosition());
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
              List.of(column), List.of(), 0, scan.chunkRows(), scan.chunkBytes(), scan.blockRows());
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
    if (split >= splits.size()) {
      return false;
    }
    preparation.ensure(session, () -> cancelled);
    var current = splits.get(split);
    builders =
        scan.columns().stream()
            .map(name -> current.columns().get(schema.indexOf(name)))
            .map(this::builder)
            .toArray(ColumnBuilder[]::new);
    texts = Arrays.stream(builders).anyMatch(ColumnBuilder::hasContent);
    misfitColumns = ScanSql.misfits(current, scan);
    firstColumn = current.counts(scan, skip) ? 0 : 1;
    batchPosition = 0;
    batchRows = 0;
    batchAt = 0;
    stream = ordered(current);
    return true;
  }

  private RowStream ordered(Split current) {
    var select = ScanSql.ordered(current, scan, skip);
    return session.scan(select.columns(), select.from(), this::takeEarly);
  }

  private ColumnBuilder builder(SourceColumn column) {
    return ColumnBuilder.of(
        column,
        scan.misfits().isEmpty()
            ? ColumnBuilder.Misfits.ERROR
            : cell -> misfits.add(column, cell.row, cell.value, cell.why()));
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
      begin(open);
    } while (batchAt == batchRows);
    return true;
  }

  private void begin(Batch rows) {
    batch = rows;
    batchRows = rows.rows();
    // Rows that are counted are skipped here; others are left out by SQL.
    batchAt = firstColumn == 1 ? 0 : Math.clamp(skip - batchPosition, 0, batchRows);
    measure(rows);
  }

  /// Takes the batch out of DuckDB's hands if the chunk has room for all of it and more. This runs
  /// within [RowStream#next].
  private boolean takeEarly(Batch rows) {
    begin(rows);
    boolean fits = batchAt == batchRows || fits();
    if (fits) {
      append(batchAt, batchRows);
      batchPosition += batchRows;
    }
    batchRows = 0;
    batchAt = 0;
    return fits;
  }

  /// Measures the content of text row by row; all 0 where no column has any.
  private void measure(Batch open) {
    if (textBytes.length < batchRows) {
      textBytes = new int[batchRows];
    }
    if (!texts) {
      return;
    }
    Arrays.fill(textBytes, 0, batchRows, 0);
    for (int c = 0; c < builders.length; c++) {
      builders[c].addLengths(open.vector(firstColumn + c), textBytes);
    }
  }

  private long row(int at) {
    return firstColumn == 0 ? batchPosition + at : batch().vector(0).word(at);
  }

  private Batch batch() {
    return Objects.requireNonNull(batch);
  }

  /// True if the rest of the batch leaves the chunk open.
  private boolean fits() {
    if (rows + batchRows - batchAt >= scan.chunkRows()) {
      return false;
    }
    long sum = bytes + contentBytes(batchAt, batchRows) + (long) fixedBytes * (batchRows - batchAt);
    long first = rows > 0 ? firstRow : row(batchAt);
    return sum < scan.chunkBytes()
        && first / scan.blockRows() == row(batchRows - 1) / scan.blockRows();
  }

  private long contentBytes(int from, int to) {
    long sum = 0;
    for (int r = from; texts && r < to; r++) {
      sum += textBytes[r];
    }
    return sum;
  }

  /// Moves rows of the batch into the chunk; true if the chunk is full.
  private boolean take() {
    int from = batchAt;
    if (fits()) {
      batchAt = batchRows;
      append(from, batchRows);
      return false;
    }
    var position = firstColumn == 1 ? batch().vector(0) : null;
    long first = rows > 0 ? firstRow : row(from);
    long sum = bytes;
    boolean full = false;
    while (batchAt < batchRows && !full) {
      long row = position == null ? batchPosition + batchAt : position.word(batchAt);
      if (row / scan.blockRows() != first / scan.blockRows()) {
        full = true; // the row begins another block and stays in the batch
        break;
      }
      sum += fixedBytes + textBytes[batchAt];
      batchAt++;
      full = rows + batchAt - from >= scan.chunkRows() || sum >= scan.chunkBytes();
    }
    append(from, batchAt);
    return full;
  }

  /// Moves these rows of the batch into the chunk.
  private void append(int from, int to) {
    if (from == to) {
      return;
    }
    int count = to - from;
    if (rows == 0) {
      firstRow = row(from);
    }
    lastRow = row(to - 1);
    if (firstColumn == 1) {
      keepPositions(from, count);
    }
    bytes += contentBytes(from, to) + (long) fixedBytes * count;
    rows += count;
    for (int c = 0; c < builders.length; c++) {
      try {
        builders[c].append(batch().vector(firstColumn + c), from, count);
      } catch (BadCellException e) {
        throw bad(e, c, row(e.row));
      }
    }
    tellMisfits(from, to);
  }

  private void keepPositions(int from, int count) {
    if (rows + count > positions.length) {
      positions = Arrays.copyOf(positions, Math.max(rows + count, positions.length * 2));
    }
    batch().vector(0).copy(from, positions, rows, count);
    long first = Chunk.position(split, 0);
    for (int r = rows; r < rows + count; r++) {
      positions[r] += first;
    }
  }

  /// Tells of these rows of the batch, where somebody listens.
  private void tellMisfits(int from, int to) {
    for (int m = 0; m < misfitColumns.size(); m++) {
      var texts = batch().vector(firstColumn + builders.length + m);
      misfits.addAll(misfitColumns.get(m), texts, from, to);
    }
    scan.misfits().ifPresent(hears -> misfits.tell(hears, row -> Chunk.position(split, row(row))));
  }

  private PipelineException bad(BadCellException e, int column, long row) {
    finished = true;
    var current = splits.get(split);
    return Faults.value(
        current.place(row), scan.columns().get(column), e.value, e.why(), current.csv(), e);
  }

  private Chunk chunk() {
    var values = new @Nullable Values[schema.size()];
    for (int c = 0; c < builders.length; c++) {
      values[target[c]] = builders[c].build();
    }
    boolean dense = firstColumn == 0 || lastRow - firstRow == rows - 1;
    var chunk =
        dense
            ? Chunk.of(schema, rows, Chunk.position(split, firstRow), values)
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
