package dev.weir.core.checkpoint;

import dev.weir.api.PipelineException;
import dev.weir.core.results.Fields;
import dev.weir.core.spill.DamagedFrameException;
import dev.weir.core.spill.FrameReader;
import dev.weir.core.spill.FrameWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The folder of one run's checkpoints, locked while the run lives. A checkpoint is a file of
/// frames: a head (format, number, what run it is of), the run's state, and an end that says how
/// many frames there are. It is written under another name, brought to the disk and then named, so
/// that under its name it is whole; the newest two are kept, and what is read back is checked frame
/// by frame before any of it is used. Used by one thread.
public final class CheckpointFolder implements AutoCloseable {
  /// Version of the format. Every version that was ever released stays readable.
  public static final int FORMAT = 1;

  private static final String MAGIC = "weir checkpoint";
  private static final String PREFIX = "checkpoint-";
  private static final String ENDING = ".weir";
  private static final String TEMPORARY = ".new";
  private static final String LOCK = "lock";
  private static final String END = "end";
  private static final int KEPT = 2;

  /// Folders that runs of this process use. Their locks must not even be looked at: on POSIX
  /// systems a process loses its lock on a file when it closes any of its channels to it.
  private static final Set<Path> LIVING = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final Storage storage;
  private final FileChannel lock;
  private long next;

  private CheckpointFolder(Path folder, Storage storage, FileChannel lock) {
    this.folder = folder;
    this.storage = storage;
    this.lock = lock;
  }

  /// Opens the folder, makes it if need be, and locks it.
  ///
  /// @throws PipelineException USER if it cannot be written to, or belongs to a run that lives
  public static CheckpointFolder open(Path path, Storage storage) {
    var folder = path.toAbsolutePath().normalize();
    try {
      storage.makeFolder(folder);
      var real = folder.toRealPath();
      var lock = LIVING.add(real) ? lock(real) : null;
      if (lock == null) {
        throw PipelineException.user(
            "checkpoint.busy",
            "'"
                + folder
                + "' belongs to a run that is going on; wait for its end, or name another folder");
      }
      var opened = new CheckpointFolder(real, storage, lock);
      opened.next = opened.numbers().stream().mapToLong(n -> n + 1).max().orElse(0);
      return opened;
    } catch (IOException e) {
      throw new PipelineException(
          PipelineException.Category.USER,
          "checkpoint.folder",
          "no checkpoints can be written to the folder '"
              + folder
              + "': "
              + e
              + "; name another one",
          e);
    }
  }

  private static @Nullable FileChannel lock(Path folder) throws IOException {
    boolean ours = false;
    FileChannel lock = null;
    try {
      lock =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      ours = lock.tryLock() != null;
      return ours ? lock : null;
    } finally {
      if (!ours) {
        LIVING.remove(folder);
        if (lock != null) {
          lock.close();
        }
      }
    }
  }

  /// The folder.
  public Path path() {
    return folder;
  }

  Storage storage() {
    return storage;
  }

  /// True if a run has begun here and not come to its end.
  public boolean unfinished() {
    return !numbers().isEmpty();
  }

  /// Numbers of the checkpoints there are, the newest first.
  private List<Long> numbers() {
    var numbers = new ArrayList<Long>();
    try (var files = Files.newDirectoryStream(folder, PREFIX + "*" + ENDING)) {
      for (var file : files) {
        var name = file.getFileName().toString();
        var digits = name.substring(PREFIX.length(), name.length() - ENDING.length());
        if (digits.matches("[0-9]{1,18}")) {
          numbers.add(Long.parseLong(digits));
        }
      }
    } catch (IOException e) {
      throw failed("read", e);
    }
    numbers.sort((a, b) -> Long.compare(b, a));
    return numbers;
  }

  private Path file(long number) {
    return folder.resolve("%s%09d%s".formatted(PREFIX, number, ENDING));
  }

  /// Writes the state of a run.
  public interface Body {
    /// Writes it there.
    void write(FrameOutput out) throws IOException;
  }

  /// Writes a checkpoint and removes all but the newest two.
  ///
  /// @param run what run it is of
  /// @return its bytes
  /// @throws PipelineException RESOURCE if it cannot be written; those before are as they were
  public long write(Map<String, String> run, Body body) {
    long number = next++;
    var target = file(number);
    var temporary = folder.resolve(target.getFileName() + TEMPORARY);
    long bytes;
    try {
      try (var channel = storage.create(temporary)) {
        var frames = new FrameWriter(channel);
        var head = new Fields().text(MAGIC).integer(FORMAT).integer(number).integer(run.size());
        run.forEach((name, value) -> head.text(name).text(value));
        head.end(frames);
        var out = new FrameOutput(frames);
        body.write(out);
        var last = out.frames();
        new Fields().text(END).integer(number).integer(last.bytes()).end(last);
        bytes = last.bytes();
      }
      storage.force(temporary);
      storage.rename(temporary, target);
      storage.force(folder);
      var numbers = numbers();
      for (long old : numbers.subList(Math.min(KEPT, numbers.size()), numbers.size())) {
        Files.deleteIfExists(file(old));
      }
      return bytes;
    } catch (IOException e) {
      throw failed("written", e);
    } catch (UncheckedIOException e) {
      throw failed("written", Objects.requireNonNull(e.getCause()));
    }
  }

  /// A checkpoint that is whole.
  ///
  /// @param run what run it is of
  /// @param in its state, to be closed
  /// @param damaged what was wrong with newer ones, in sentences
  public record Saved(Map<String, String> run, FrameInput in, List<String> damaged) {}

  /// The newest checkpoint that is whole; nothing if there is none at all.
  ///
  /// @throws PipelineException RESOURCE if there are some, and none is whole
  public Optional<Saved> newest() {
    var damaged = new ArrayList<String>();
    for (long number : numbers()) {
      try {
        check(number);
        return Optional.of(read(number, damaged));
      } catch (IOException e) {
        damaged.add("checkpoint '" + file(number) + "' cannot be used: " + e.getMessage());
      }
    }
    if (!damaged.isEmpty()) {
      throw PipelineException.resource(
          "checkpoint.damaged",
          String.join("; ", damaged)
              + "; none is left: empty the folder and run from the beginning");
    }
    return Optional.empty();
  }

  /// Reads all of it once.
  private void check(long number) throws IOException {
    long size = Files.size(file(number));
    try (var channel = storage.open(file(number))) {
      var frames = new FrameReader(channel, size);
      long at = 0;
      while (true) {
        var frame = frames.next();
        long length = frame.remaining();
        if (frames.atEnd()) {
          var last = new Fields.Reader(frame);
          if (!last.text().equals(END) || last.integer() != number || last.integer() != at) {
            throw new DamagedFrameException("its end is missing");
          }
          return;
        }
        at += FrameWriter.HEAD + length;
      }
    }
  }

  private Saved read(long number, List<String> damaged) throws IOException {
    long size = Files.size(file(number));
    var channel = storage.open(file(number));
    try {
      var frames = new FrameReader(channel, size);
      var head = new Fields.Reader(frames.next());
      if (!head.text().equals(MAGIC)) {
        throw new DamagedFrameException("it is no checkpoint");
      }
      long format = head.integer();
      if (format != FORMAT) {
        throw PipelineException.refused(
            "checkpoint.format",
            "checkpoint '"
                + file(number)
                + "' is of format "
                + format
                + ", this version of Weir reads format "
                + FORMAT
                + "; resume with the version that wrote it, or run from the beginning in another folder");
      }
      if (head.integer() != number) {
        throw new DamagedFrameException("it was written under another name");
      }
      var run = new LinkedHashMap<String, String>();
      for (int left = head.count(16); left > 0; left--) {
        run.put(head.text(), head.text());
      }
      head.end();
      return new Saved(run, new FrameInput(channel, frames, size), damaged);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /// Removes all that the run has written here; the folder stays.
  public void clear() {
    try {
      for (var pattern : List.of(PREFIX + "*" + ENDING + "*", RowLog.PREFIX + "*")) {
        try (var files = Files.newDirectoryStream(folder, pattern)) {
          for (var file : files) {
            Files.deleteIfExists(file);
          }
        }
      }
    } catch (IOException e) {
      throw failed("removed", e);
    }
  }

  /// An error of the file system, in words.
  PipelineException failed(String what, IOException cause) {
    var text = String.valueOf(cause.getMessage());
    boolean full = text.contains("No space left") || text.contains("Disk quota exceeded");
    return new PipelineException(
        PipelineException.Category.RESOURCE,
        full ? "checkpoint.full" : "checkpoint.io",
        "a checkpoint in '"
            + folder
            + "' cannot be "
            + what
            + ": "
            + (full ? "the disk is full; free some of it" : cause.toString()),
        cause);
  }

  /// Lets others use the folder.
  @Override
  public void close() {
    try {
      lock.close();
      LIVING.remove(folder);
    } catch (IOException e) {
      throw failed("given up", e);
    }
  }
}
