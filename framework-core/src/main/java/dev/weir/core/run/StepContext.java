package dev.weir.core.run;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.KeyTable;
import dev.weir.api.MemoryStatus;
import dev.weir.api.PipelineException;
import dev.weir.api.Schema;
import dev.weir.api.StreamingPipelineError;
import dev.weir.api.TableWriter;
import dev.weir.core.memory.Reserving;
import dev.weir.core.spill.Spacious;
import dev.weir.core.spill.Workspace;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What one link meets in one lane. Used by one thread at a time.
final class StepContext implements ChunkProcessingContext, Reserving, Spacious {
  private final Link link;
  private final ScanState scan;
  private final boolean early;
  private final Reserving memory;
  private final List<Chunk> emitted = new ArrayList<>();
  private final BitSet rejected = new BitSet();
  private final Set<Long> rejectedPositions = new HashSet<>();
  private final Map<String, Long> counts = new HashMap<>();
  private Stage stage;
  private long chunkNumber;
  private @Nullable Consumer<Chunk> passed;

  /// @param memory takes memory for the link
  StepContext(Link link, ScanState scan, boolean early, Reserving memory) {
    this.memory = memory;
    this.link = link;
    this.scan = scan;
    this.early = early;
    this.stage = link.stage();
  }

  /// For aggregating states.
  static StepContext aggregating(Link link, ScanState scan, boolean early) {
    var context = new StepContext(link, scan, early, Reserving.NOTHING);
    context.stage = Stage.RESULTS_AGGREGATION;
    return context;
  }

  void begin(long number) {
    chunkNumber = number;
    emitted.clear();
    rejected.clear();
    rejectedPositions.clear();
    counts.clear();
  }

  /// From now on what is emitted is passed on at once, or gathered again.
  void passTo(@Nullable Consumer<Chunk> next) {
    passed = next;
  }

  /// The call has come to its end: what it counted holds.
  void end() {
    counts.forEach(scan::count);
    counts.clear();
  }

  /// The rows of the chunk that the tool did not set aside.
  Chunk survivors(Chunk chunk) {
    if (rejected.isEmpty()) {
      return chunk;
    }
    var kept = new int[chunk.rows()];
    int count = 0;
    for (int r = rejected.nextClearBit(0); r < chunk.rows(); r = rejected.nextClearBit(r + 1)) {
      kept[count++] = r;
    }
    return chunk.select(kept, count);
  }

  int rejectedRows() {
    return rejected.cardinality();
  }

  /// What was emitted since [#begin].
  List<Chunk> emitted() {
    return emitted;
  }

  @Override
  public void reserve(long bytes) {
    memory.reserve(bytes);
  }

  @Override
  public long reserveSome(long least, long most) {
    return memory.reserveSome(least, most);
  }

  @Override
  public long borrow(long least, long most) {
    if (stage == Stage.RESULTS_AGGREGATION) {
      throw new IllegalStateException("memory is borrowed for calls that take a chunk only");
    }
    return memory.reserveSome(least, most);
  }

  @Override
  public TableWriter tableWriter(Schema schema) {
    return workspace().table(schema, "a table of " + link.step());
  }

  @Override
  public void release(long bytes) {
    memory.release(bytes);
  }

  @Override
  public Workspace workspace() {
    return scan.workspace();
  }

  @Override
  public Stage stage() {
    return stage;
  }

  @Override
  public int pass() {
    return link.pass();
  }

  @Override
  public long chunkNumber() {
    return chunkNumber;
  }

  @Override
  public OptionalLong estimatedRows() {
    return scan.source().rows();
  }

  @Override
  public long watermark() {
    return scan.watermark();
  }

  @Override
  public long closed() {
    return scan.closed();
  }

  @Override
  public boolean early() {
    return early;
  }

  @Override
  public boolean overFittedRows() {
    return link.overFittedRows();
  }

  @Override
  public MemoryStatus memory() {
    return scan.workspace().status();
  }

  @Override
  public int threads() {
    return scan.threads();
  }

  @Override
  public List<StreamingPipelineError> errors() {
    return scan.errors().recovered();
  }

  @Override
  public void emit(Chunk rows) {
    if (!link.transforms()) {
      throw new IllegalStateException("an analysis must not emit rows");
    }
    if (!sameColumns(rows.schema(), link.output())) {
      throw new PipelineException(
          PipelineException.Category.INTERNAL,
          "tool.schema",
          link.step()
              + ": the tool emits "
              + rows.schema().names()
              + ", its binding stated "
              + link.output().names()
              + "; this is a bug of the tool");
    }
    var kept = rejected.isEmpty() ? rows : withoutRejected(rows);
    var next = passed;
    if (next == null) {
      emitted.add(kept);
    } else {
      next.accept(kept);
    }
  }

  /// The rows whose positions were not set aside.
  private Chunk withoutRejected(Chunk rows) {
    var kept = new int[rows.rows()];
    int count = 0;
    for (int r = 0; r < rows.rows(); r++) {
      if (!rejectedPositions.contains(rows.position(r))) {
        kept[count++] = r;
      }
    }
    return count == rows.rows() ? rows : rows.select(kept, count);
  }

  private static boolean sameColumns(Schema a, Schema b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      var x = a.fields().get(i);
      var y = b.fields().get(i);
      if (!x.name().equals(y.name()) || x.type() != y.type()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void reject(Chunk chunk, int row, String reason) {
    rejected.set(row);
    rejectedPositions.add(chunk.position(row));
    scan.skip().add(chunk.position(row), link.step(), reason);
  }

  @Override
  public KeyTable keyTable(Schema key, KeyTable.Cell... cells) {
    return scan.keyTable(link.step(), key, cells);
  }

  @Override
  public void checkCancelled() {
    scan.control().check();
  }

  @Override
  public void count(String metric, long amount) {
    counts.merge(link.step() + "." + metric, amount, Long::sum);
  }
}
