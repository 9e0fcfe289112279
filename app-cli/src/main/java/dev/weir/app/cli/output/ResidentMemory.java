package dev.weir.app.cli.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// The most memory that this process ever had resident: Java's heap and code, DuckDB, and the parts
/// of mapped files that were touched. Linux counts it; other systems give nothing.
final class ResidentMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PEAK = "VmHWM:";

  private ResidentMemory() {}

  static OptionalLong peakBytes() {
    try {
      return peakBytes(Files.readString(STATUS));
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /// The figure in a status file of Linux: `VmHWM: 262144 kB`.
  static OptionalLong peakBytes(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith(PEAK) && line.endsWith(" kB"))
        .mapToLong(
            line -> 1024 * Long.parseLong(line.substring(PEAK.length(), line.length() - 3).strip()))
        .findFirst();
  }
}
