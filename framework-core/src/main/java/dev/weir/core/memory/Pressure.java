package dev.weir.core.memory;

import dev.weir.core.events.Events;
import dev.weir.core.events.PressureEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/// What a run does as memory becomes scarce, mildest first, and how often it did. None of it shows
/// in an answer, but that smaller chunks, which come only before the end, may show in the last bits
/// of sums. Thread-safe.
public final class Pressure {
  /// A decision.
  public enum Act {
    /// The run waited for its part of the memory that the runs of this process share.
    WAITED_FOR_CAP("waitedForCap"),
    /// From then on, to the end of the scan, one chunk is in flight at a time.
    FEWER_CHUNKS("fewerChunks"),
    /// Caches were emptied.
    CACHES_RELEASED("cachesReleased"),
    /// A state that can go to the disk was told to, since others needed its memory.
    STATE_REVOKED("statesRevoked"),
    /// A state had filled its share and went to the disk.
    STATE_SPILLED("statesSpilled"),
    /// Chunks are half as large from the next block on.
    SMALLER_CHUNKS("smallerChunks"),
    /// The run ended with what it had.
    ENDED("ended");

    private final String word;

    Act(String word) {
      this.word = word;
    }
  }

  private final Map<Act, LongAdder> counts = new EnumMap<>(Act.class);
  private final List<Runnable> caches = new ArrayList<>();
  private BooleanSupplier smaller = () -> false;
  private volatile boolean narrow;

  /// Nothing has happened yet.
  public Pressure() {
    for (var act : Act.values()) {
      counts.put(act, new LongAdder());
    }
  }

  /// Counts a decision.
  public void count(Act act) {
    var count = counts.get(act);
    if (count != null) {
      count.increment();
      var event = Events.inUse() ? new PressureEvent() : null;
      if (event != null && event.shouldCommit()) {
        event.decision = act.word;
        event.times = count.sum();
        event.commit();
      }
    }
  }

  /// How often each decision was taken, those that never were left out.
  public Map<String, Long> counts() {
    var taken = new LinkedHashMap<String, Long>();
    counts.forEach((act, count) -> {
      if (count.sum() > 0) {
        taken.put(act.word, count.sum());
      }
    });
    return taken;
  }

  /// Something that is kept only because it may be wanted again; the action drops it.
  public void cache(Runnable drop) {
    synchronized (caches) {
      caches.add(drop);
    }
  }

  /// What makes chunks smaller from the next block on; gives false if it cannot.
  public void smallerChunks(BooleanSupplier action) {
    smaller = action;
  }

  /// Makes chunks smaller from the next block on, where the run would end otherwise; false if they
  /// are as small as they can be.
  public boolean smallerChunks() {
    boolean done = smaller.getAsBoolean();
    if (done) {
      count(Act.SMALLER_CHUNKS);
    }
    return done;
  }

  /// True while only one chunk may be in flight.
  public boolean narrow() {
    return narrow;
  }

  /// A scan begins: chunks may be in flight as planned.
  public void beginScan() {
    narrow = false;
  }

  /// Lets only one chunk be in flight; false if it was so already.
  boolean narrowNow() {
    if (narrow) {
      return false;
    }
    narrow = true;
    count(Act.FEWER_CHUNKS);
    return true;
  }

  /// Empties the caches; false if there are none.
  public boolean releaseCaches() {
    List<Runnable> all;
    synchronized (caches) {
      all = List.copyOf(caches);
      caches.clear();
    }
    all.forEach(Runnable::run);
    if (!all.isEmpty()) {
      count(Act.CACHES_RELEASED);
    }
    return !all.isEmpty();
  }
}
