package dev.weir.core.memory;

import dev.weir.api.MemoryStatus;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The machine and the heap as the JVM's own beans tell them, which know of containers; loaded when
/// they are first asked (docs/decisions/0009-memory-signals.md).
public final class Machines {
  private static final Path MEMORY = Path.of("/proc/meminfo");

  private Machines() {}

  /// The machine now.
  public static MemoryStatus.Machine now() {
    var heap = Beans.HEAP;
    return new MemoryStatus.Machine(
        Beans.PHYSICAL,
        Beans.ALLOWED,
        Runtime.getRuntime().maxMemory(),
        heap == null ? -1 : heap.afterCollection());
  }

  /// The heap, or null if its collector does not say what it left.
  public static @Nullable Heap heap() {
    return Beans.HEAP;
  }

  /// What `/proc/meminfo` of Linux says: `MemTotal: 24576 kB`.
  static long physical(String information, long otherwise) {
    return information
        .lines()
        .filter(line -> line.startsWith("MemTotal:") && line.endsWith(" kB"))
        .mapToLong(line -> 1024 * Long.parseLong(line.substring(9, line.length() - 3).strip()))
        .findFirst()
        .orElse(otherwise);
  }

  private static final class Beans {
    static final long ALLOWED = allowed();
    static final long PHYSICAL = read();
    static final @Nullable Heap HEAP = old();

    private static long allowed() {
      return ManagementFactory.getOperatingSystemMXBean()
              instanceof com.sun.management.OperatingSystemMXBean system
          ? system.getTotalMemorySize()
          : -1;
    }

    private static long read() {
      try {
        return physical(Files.readString(MEMORY), ALLOWED);
      } catch (IOException e) {
        return ALLOWED; // not Linux
      }
    }

    /// The pool of the long-lived: the only one whose use can be watched at any time and after
    /// collections too.
    private static @Nullable Heap old() {
      var pools =
          ManagementFactory.getMemoryPoolMXBeans().stream()
              .filter(p -> p.getType() == MemoryType.HEAP)
              .filter(MemoryPoolMXBean::isCollectionUsageThresholdSupported)
              .filter(MemoryPoolMXBean::isUsageThresholdSupported)
              .toList();
      return pools.isEmpty() ? null : new Pool(pools.getLast());
    }
  }

  private record Pool(MemoryPoolMXBean pool, List<GarbageCollectorMXBean> collectors)
      implements Heap {
    Pool(MemoryPoolMXBean pool) {
      this(
          pool,
          ManagementFactory.getGarbageCollectorMXBeans().stream()
              .filter(c -> Arrays.asList(c.getMemoryPoolNames()).contains(pool.getName()))
              .toList());
    }

    @Override
    public long afterCollection() {
      var usage = pool.getCollectionUsage();
      return usage == null ? 0 : usage.getUsed();
    }

    @Override
    public long most() {
      var usage = pool.getUsage();
      long most = usage == null ? -1 : usage.getMax();
      return most < 0 ? Runtime.getRuntime().maxMemory() : most;
    }

    @Override
    public long collections() {
      return collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionCount).sum();
    }
  }
}
