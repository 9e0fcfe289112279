package dev.weir.core.spill;

import dev.weir.api.PipelineException;
import dev.weir.core.memory.MemoryLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The disk that a run may use for what does not fit into memory: files in its own folder, no more
/// bytes than its half of `--disk`, counted, and none of the last 64 MiB that the disk has free, so
/// that others than the run still find room. A scope is a part of it whose files go when it is
/// closed. Thread-safe.
public final class SpillSpace implements AutoCloseable {
  /// Bytes of the disk that are left to others.
  static final long RESERVE = 64 << 20;

  /// The disk is asked again after so many bytes.
  private static final long ASK_EVERY = 16 << 20;

  /// What all scopes of a run share.
  private static final class Total {
    private final Path folder;
    private final long limit;
    private final Disk disk;
    private long held;
    private long written;
    private long files;
    private long granted;

    Total(Path folder, long limit, Disk disk) {
      this.folder = folder;
      this.limit = limit;
      this.disk = disk;
    }

    synchronized Path next() {
      return folder.resolve("spill-" + files++);
    }

    synchronized void take(String role, long bytes) {
      if (bytes > limit - held) {
        throw PipelineException.resource(
            "spill.limit",
            role
                + ": temporary files take "
                + MemoryLedger.mib(held)
                + " and need "
                + MemoryLedger.mib(bytes)
                + " more, but --disk allows "
                + MemoryLedger.mib(limit)
                + " (its other half is DuckDB's); allow more by --disk, or give more memory by --memory so that less goes there");
      }
      ask(role, bytes);
      held += bytes;
      written += bytes;
    }

    /// Makes sure that the disk has room before it is written to.
    private void ask(String role, long bytes) {
      granted -= bytes;
      if (granted >= 0) {
        return;
      }
      try {
        long usable = disk.usable(folder);
        if (bytes > usable - RESERVE) {
          throw PipelineException.resource(
              "spill.full",
              role
                  + ": a temporary file needs "
                  + MemoryLedger.mib(bytes)
                  + " more, but the disk of '"
                  + folder
                  + "' has only "
                  + MemoryLedger.mib(usable)
                  + " free, of which "
                  + MemoryLedger.mib(RESERVE)
                  + " are left to others; free some of it, or choose another folder by setting"
                  + " TMPDIR");
        }
        granted = Math.min(ASK_EVERY, usable - RESERVE - bytes);
      } catch (IOException e) {
        throw failed(role, "written", e);
      }
    }

    synchronized void free(long bytes) {
      held -= bytes;
    }

    synchronized long held() {
      return held;
    }

    synchronized long written() {
      return written;
    }
  }

  private final Total total;
  private final Set<SpillFile> files = new LinkedHashSet<>();

  private SpillSpace(Total total) {
    this.total = total;
  }

  SpillSpace(Path folder, long limit, Disk disk) {
    this(new Total(folder, limit, disk));
  }

  /// At most `limit` bytes of files in `folder`, which is there and goes with the run.
  public SpillSpace(Path folder, long limit) {
    this(folder, limit, Disk.SYSTEM);
  }

  /// A part whose files go when it is closed; what it holds counts for the whole.
  SpillSpace scope() {
    return new SpillSpace(total);
  }

  /// A new file, to be written once.
  ///
  /// @param role what it holds, for messages: "sorted rows of step 'x'"
  SpillFile create(String role) {
    var file = new SpillFile(this, total.next(), role);
    synchronized (files) {
      files.add(file);
    }
    return file;
  }

  /// Says that a file is about to grow.
  ///
  /// @throws PipelineException RESOURCE if the limit does not allow it
  void take(String role, long bytes) {
    total.take(role, bytes);
  }

  /// Says that a file of so many bytes has gone.
  void gone(SpillFile file, long bytes) {
    synchronized (files) {
      files.remove(file);
    }
    total.free(bytes);
  }

  Disk disk() {
    return total.disk;
  }

  /// Bytes on the disk now, of all scopes.
  public long held() {
    return total.held();
  }

  /// Bytes ever written, of all scopes.
  public long written() {
    return total.written();
  }

  /// True if a file is on the disk.
  public boolean inUse() {
    synchronized (files) {
      return !files.isEmpty();
    }
  }

  /// Removes the files.
  @Override
  public void close() {
    List<SpillFile> left;
    synchronized (files) {
      left = List.copyOf(files);
    }
    left.forEach(SpillFile::delete);
  }

  /// An error of the file system, in words.
  static PipelineException failed(String role, String what, IOException cause) {
    var text = String.valueOf(cause.getMessage());
    boolean full = text.contains("No space left") || text.contains("Disk quota exceeded");
    return new PipelineException(
        PipelineException.Category.RESOURCE,
        full ? "spill.full" : "spill.io",
        role
            + ": a temporary file cannot be "
            + what
            + ": "
            + (full ? "the disk is full" : cause.toString())
            + "; free some of it, or choose another folder by setting TMPDIR",
        cause);
  }
}
