package dev.weir.core.run;

import dev.weir.api.StreamingDataSource;
import dev.weir.core.memory.MemoryLedger;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// What all lanes of one scan share.
final class ScanState {
  private final StreamingDataSource source;
  private final MemoryLedger ledger;
  private final RunControl control;
  private final SkipSet skip;
  private final int threads;
  private final Map<String, LongAdder> metrics = new ConcurrentHashMap<>();
  private volatile long watermark = Long.MIN_VALUE;
  private volatile long closed = Long.MIN_VALUE;

  ScanState(
      StreamingDataSource source,
      MemoryLedger ledger,
      RunControl control,
      SkipSet skip,
      int threads) {
    this.source = source;
    this.ledger = ledger;
    this.control = control;
    this.skip = skip;
    this.threads = threads;
  }

  StreamingDataSource source() {
    return source;
  }

  MemoryLedger ledger() {
    return ledger;
  }

  RunControl control() {
    return control;
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

  void count(String metric, long amount) {
    metrics.computeIfAbsent(metric, _ -> new LongAdder()).add(amount);
  }

  Map<String, Double> metrics() {
    var figures = new TreeMap<String, Double>();
    metrics.forEach((name, sum) -> figures.put(name, (double) sum.sum()));
    return figures;
  }
}
