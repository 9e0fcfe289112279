package dev.weir.core;

import dev.weir.api.MemoryStatus;
import dev.weir.core.memory.Machines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What a run would find around it; for those who ask before they run.
public final class Surroundings {
  private Surroundings() {}

  /// The machine's memory, and what of it is allowed to this process.
  public static MemoryStatus.Machine machine() {
    return Machines.now();
  }

  /// Folders below `temporary` that runs left which were killed. The next run that keeps temporary
  /// files there removes them.
  ///
  /// @throws IOException if the folder cannot be read
  public static List<Path> leftBehind(Path temporary) throws IOException {
    return RunDirectory.dead(temporary);
  }
}
