package dev.weir.core;

import dev.weir.api.Completeness;
import dev.weir.api.CompositionMetadata;
import dev.weir.api.PipelineResult;
import dev.weir.api.StreamingPipelineResult;
import dev.weir.core.run.Link;
import dev.weir.core.run.ScanLauncher;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Decides when early results are made, and tells the listener of them: the first as soon as a
/// chunk is folded, then by the clock, but never more often than keeps them within a twentieth of
/// the time of a thread.
final class EarlyResults implements ScanLauncher.Early {
  /// Time that passes after an early result, by the time that it took to make.
  private static final long REST = 19;

  private final Optional<Duration> every;
  private final LongSupplier nanos;
  private final RunListener listener;
  private final Map<String, String> toolOf;
  private final Map<String, String> lineage;
  private final long start;
  private final Clock[] clocks = {new Clock(), new Clock()};

  /// When the next one is due, of the links that the reading thread runs or of the others.
  private static final class Clock {
    private final AtomicLong next = new AtomicLong(Long.MIN_VALUE);
    private volatile long begun;
  }

  /// @param every the least time between two; empty: none are made
  /// @param nanos the time
  /// @param toolOf tool by step
  /// @param lineage what they depend on
  EarlyResults(
      Optional<Duration> every,
      LongSupplier nanos,
      RunListener listener,
      Map<String, String> toolOf,
      Map<String, String> lineage) {
    this.every = every;
    this.nanos = nanos;
    this.listener = listener;
    this.toolOf = toolOf;
    this.lineage = lineage;
    this.start = nanos.getAsLong();
  }

  @Override
  public boolean due(boolean reading) {
    if (every.isEmpty()) {
      return false;
    }
    var clock = clocks[reading ? 1 : 0];
    long now = nanos.getAsLong() - start;
    long due = clock.next.get();
    // Nobody else makes one until this one is made.
    if (now >= due && clock.next.compareAndSet(due, Long.MAX_VALUE)) {
      clock.begun = now;
      return true;
    }
    return false;
  }

  @Override
  public void made(boolean reading) {
    var clock = clocks[reading ? 1 : 0];
    long now = nanos.getAsLong() - start;
    long interval = every.orElseThrow().toNanos();
    clock.next.set(Math.max(clock.begun + interval, now + REST * (now - clock.begun)));
  }

  @Override
  public void accept(Link link, PipelineResult result, long rows, long used, long skipped) {
    var snapshot =
        new StreamingPipelineResult(
            link.step(),
            toolOf.getOrDefault(link.step(), link.step()),
            result,
            Completeness.EARLY,
            rows,
            used,
            skipped,
            List.of(),
            new CompositionMetadata(Map.of(), Map.of()),
            lineage,
            Map.of("seconds", (nanos.getAsLong() - start) / 1e9),
            Optional.empty());
    synchronized (listener) {
      listener.snapshot(snapshot);
    }
  }
}
