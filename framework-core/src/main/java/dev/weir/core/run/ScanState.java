package dev.weir.core.run;

import dev.weir.api.KeyTable;
import dev.weir.api.Schema;
import dev.weir.api.StreamingDataSource;
import dev.weir.core.keys.HashKeyTable;
import dev.weir.core.memory.MemoryLedger;
import dev.weir.core.spill.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// What all lanes of one scan share.
final class ScanState {
  private final StreamingDataSource source;
  private final Workspace workspace;
  private final RunControl control;
  private final Errors errors;
  private final SkipSet skip;
  private final int threads;
  private final List<HashKeyTable> keyTables = new ArrayList<>();
  private final Map<String, LongAdder> metrics = new ConcurrentHashMap<>();
  private volatile long watermark = Long.MIN_VALUE;
  private volatile long closed = Long.MIN_VALUE;

  ScanState(
      StreamingDataSource source,
      Workspace workspace,
      RunControl control,
      Errors errors,
      SkipSet skip,
      int threads) {
    this.source = source;
    this.workspace = workspace;
    this.control = control;
    this.errors = errors;
    this.skip = skip;
    this.threads = threads;
  }

  StreamingDataSource source() {
    return source;
  }

  MemoryLedger ledger() {
    return workspace.ledger();
  }

  Workspace workspace() {
    return workspace;
  }

  /// The same for states of which most are thrown away: rejected rows and figures are not told.
  ScanState aside() {
    var aside =
        new ScanState(source, workspace, control, errors, SkipSet.ignoring(source), threads);
    aside.watermark = watermark;
    aside.closed = closed;
    return aside;
  }

  /// Takes over the key tables of [#aside].
  void adopt(ScanState aside) {
    List<HashKeyTable> theirs;
    synchronized (aside.keyTables) {
      theirs = List.copyOf(aside.keyTables);
      aside.keyTables.clear();
    }
    synchronized (keyTables) {
      keyTables.addAll(theirs);
    }
  }

  /// A key table of a step, whose memory and files are given back with the scan.
  HashKeyTable keyTable(String step, Schema key, KeyTable.Cell... cells) {
    var table = new HashKeyTable(key, cells, workspace, step);
    synchronized (keyTables) {
      keyTables.add(table);
    }
    return table;
  }

  /// Gives back all key tables; what was read from them stays.
  void closeKeyTables() {
    synchronized (keyTables) {
      keyTables.forEach(HashKeyTable::close);
      keyTables.clear();
    }
  }

  RunControl control() {
    return control;
  }

  Errors errors() {
    return errors;
  }

  SkipSet skip() {
    return skip;
  }

  /// Threads of the run.
  int threads() {
    return threads;
  }

  long watermark() {
    return watermark;
  }

  long closed() {
    return closed;
  }

  /// The watermark has moved; what ended by the one before is closed.
  void moveWatermark(long to) {
    closed = watermark;
    watermark = to;
  }

  /// Goes on from these watermarks.
  void restoreWatermark(long closedBefore, long to) {
    closed = closedBefore;
    watermark = to;
  }

  void count(String metric, long amount) {
    metrics.computeIfAbsent(metric, _ -> new LongAdder()).add(amount);
  }

  Map<String, Double> metrics() {
    var figures = new TreeMap<String, Double>();
    metrics.forEach((name, sum) -> figures.put(name, (double) sum.sum()));
    return figures;
  }
}
