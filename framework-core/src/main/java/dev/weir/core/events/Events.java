package dev.weir.core.events;

import jdk.jfr.FlightRecorder;

/// Whether events are worth making: `Events.inUse() ? new ReadEvent() : null`. The first event of a
/// class loads it and tells the recorder of it, which takes a new process some ten milliseconds a
/// class; most never record. (Java's AOT cache leaves them out, and loads them early where code
/// hands one on as an [jdk.jfr.Event].)
public final class Events {
  private Events() {}

  /// True if something has been recorded in this process.
  public static boolean inUse() {
    return FlightRecorder.isInitialized();
  }
}
