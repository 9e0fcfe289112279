package dev.weir.core.events;

import java.util.function.Supplier;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/// Begins events where Java Flight Recorder is in use. Making the first event of a class tells the
/// recorder of it, which takes a new process some ten milliseconds a class; most never record.
public final class Events {
  private Events() {}

  /// A new event, begun; null if nothing has been recorded in this process so far.
  public static <E extends Event> @Nullable E begun(Supplier<E> event) {
    if (!FlightRecorder.isInitialized()) {
      return null;
    }
    var made = event.get();
    made.begin();
    return made;
  }
}
