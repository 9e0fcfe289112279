package dev.weir.core;

import dev.weir.core.checkpoint.Storage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/// A file system that does something at its n-th operation: dies after half of what it should have
/// written, has no space left, or tells somebody.
final class Faults implements Storage {
  /// What happens.
  private interface Fault {
    void happen() throws IOException;
  }

  /// Makes an error.
  interface Failing {
    IOException error();
  }

  /// The process dies.
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private final long at;
  private final Fault fault;
  private final AtomicLong operations = new AtomicLong();

  private Faults(long at, Fault fault) {
    this.at = at;
    this.fault = fault;
  }

  /// Dies at that operation.
  static Faults killing(long at) {
    return new Faults(
        at,
        () -> {
          throw new Killed();
        });
  }

  /// Fails at that operation.
  static Faults failing(long at, Failing with) {
    return new Faults(
        at,
        () -> {
          throw with.error();
        });
  }

  /// Tells of that operation.
  static Faults telling(long at, Runnable who) {
    return new Faults(at, who::run);
  }

  long operations() {
    return operations.get();
  }

  private void count() throws IOException {
    if (operations.incrementAndGet() == at) {
      fault.happen();
    }
  }

  @Override
  public void makeFolder(Path folder) throws IOException {
    SYSTEM.makeFolder(folder);
  }

  @Override
  public WritableByteChannel create(Path file) throws IOException {
    count();
    var channel = SYSTEM.create(file);
    return new WritableByteChannel() {
      @Override
      public int write(ByteBuffer from) throws IOException {
        int all = from.limit();
        if (operations.get() + 1 == at) {
          from.limit(from.position() + from.remaining() / 2);
        }
        int written = channel.write(from);
        from.limit(all);
        count();
        return written;
      }

      @Override
      public boolean isOpen() {
        return channel.isOpen();
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }

  @Override
  public ReadableByteChannel open(Path file) throws IOException {
    return SYSTEM.open(file);
  }

  @Override
  public void force(Path file) throws IOException {
    count();
    SYSTEM.force(file);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    count();
    SYSTEM.rename(from, to);
  }
}
