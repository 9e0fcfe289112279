/// What a run tells Java Flight Recorder (JFR): `weir.Run`, `weir.Scan`, `weir.Read`, `weir.Step`,
/// `weir.Merge`, `weir.Spill`, `weir.Pressure` and `weir.Checkpoint`. [Events] begins them; while
/// nobody records there are none.
@org.jspecify.annotations.NullMarked
package dev.weir.core.events;
