package dev.weir.core;

import dev.weir.api.PipelineException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// How much a [ResultCache] keeps, where and for how long.
///
/// @param memoryBytes most bytes of entries in memory; 0: none
/// @param folder where entries are kept for other processes; empty: nowhere
/// @param diskBytes most bytes of entries there
/// @param entryBytes a larger result is not kept
/// @param timeToLive how long an entry is kept
public record CacheSettings(
    long memoryBytes, Optional<Path> folder, long diskBytes, long entryBytes, Duration timeToLive) {
  private static final long MIB = 1L << 20;

  /// Checks the ranges.
  public CacheSettings {
    require("memoryBytes", memoryBytes, 0, 1L << 40);
    require("diskBytes", diskBytes, 0, 1L << 50);
    require("entryBytes", entryBytes, 0, 1L << 30);
    require(
        "timeToLive in seconds", timeToLive.toSeconds(), 0, Duration.ofDays(36_500).toSeconds());
  }

  private static void require(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw PipelineException.user(
          "cache." + name,
          "the cache's " + name + " is " + value + ", allowed is " + least + " to " + most);
    }
  }

  /// 32 MiB in memory, nothing on the disk (256 MiB once it has a folder), entries of up to 4 MiB,
  /// 30 days.
  public static CacheSettings defaults() {
    return new CacheSettings(32 * MIB, Optional.empty(), 256 * MIB, 4 * MIB, Duration.ofDays(30));
  }

  /// Another bound in memory; 0: none there.
  public CacheSettings withMemoryBytes(long bytes) {
    return new CacheSettings(bytes, folder, diskBytes, entryBytes, timeToLive);
  }

  /// Also in this folder, which is the cache's own: it is made if it is not there, readable for its
  /// user alone.
  public CacheSettings withFolder(Path where) {
    return new CacheSettings(memoryBytes, Optional.of(where), diskBytes, entryBytes, timeToLive);
  }

  /// Another bound on the disk.
  public CacheSettings withDiskBytes(long bytes) {
    return new CacheSettings(memoryBytes, folder, bytes, entryBytes, timeToLive);
  }

  /// Another bound of an entry.
  public CacheSettings withEntryBytes(long bytes) {
    return new CacheSettings(memoryBytes, folder, diskBytes, bytes, timeToLive);
  }

  /// Another time.
  public CacheSettings withTimeToLive(Duration time) {
    return new CacheSettings(memoryBytes, folder, diskBytes, entryBytes, time);
  }
}
