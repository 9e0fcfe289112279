package dev.weir.core.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Entries as files of one folder, which processes share: a file appears under its name only when
/// whole, and a reader has either all of an old one or all of a new one. Readable for its user
/// alone. A file's time is when it was written; when the folder is too full, the oldest go.
public final class DiskStore implements Store {
  private static final String ENDING = ".entry";
  private static final String UNFINISHED = ".part";
  private static final Duration ABANDONED = Duration.ofHours(1);

  private final Path folder;
  private final long bytes;
  private final Duration timeToLive;
  private final InstantSource clock;

  /// @param folder made when the first entry is written
  /// @param bytes most bytes of all entries
  /// @param timeToLive how long an entry is kept
  /// @param clock the time
  public DiskStore(Path folder, long bytes, Duration timeToLive, InstantSource clock) {
    this.folder = folder;
    this.bytes = bytes;
    this.timeToLive = timeToLive;
    this.clock = clock;
  }

  private Path file(String name) {
    return folder.resolve(name + ENDING);
  }

  @Override
  public Optional<byte[]> read(String name) throws IOException {
    var file = file(name);
    try {
      if (isOlder(Files.getLastModifiedTime(file), timeToLive)) {
        Files.deleteIfExists(file);
        return Optional.empty();
      }
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private boolean isOlder(FileTime time, Duration than) {
    return time.toInstant().plus(than).isBefore(clock.instant());
  }

  @Override
  public void write(String name, byte[] entry) throws IOException {
    makeFolder();
    var unfinished = Files.createTempFile(folder, name.substring(0, 8), UNFINISHED);
    try {
      try (var out = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
        var buffer = ByteBuffer.wrap(entry);
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
      }
      Files.setLastModifiedTime(unfinished, FileTime.from(clock.instant()));
      Files.move(unfinished, file(name), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
    shrink();
  }

  private void makeFolder() throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      var parent = folder.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(folder);
    }
  }

  /// A file of the folder.
  private record Kept(Path file, long bytes, FileTime written) {}

  private List<Kept> kept(Set<String> endings) throws IOException {
    var kept = new ArrayList<Kept>();
    if (!Files.isDirectory(folder)) {
      return kept;
    }
    try (var files = Files.newDirectoryStream(folder)) {
      for (var file : files) {
        var name = file.toString();
        if (endings.stream().anyMatch(name::endsWith)) {
          attributes(file).ifPresent(a -> kept.add(new Kept(file, a.size(), a.lastModifiedTime())));
        }
      }
    }
    return kept;
  }

  private static Optional<BasicFileAttributes> attributes(Path file) throws IOException {
    try {
      return Optional.of(Files.readAttributes(file, BasicFileAttributes.class));
    } catch (NoSuchFileException e) {
      return Optional.empty(); // another process has removed it meanwhile
    }
  }

  /// Removes what is too old, what a process that died left unfinished, and then the oldest until
  /// the rest fits.
  private void shrink() throws IOException {
    for (var part : kept(Set.of(UNFINISHED))) {
      if (isOlder(part.written, ABANDONED)) {
        Files.deleteIfExists(part.file);
      }
    }
    var entries = kept(Set.of(ENDING));
    entries.sort(Comparator.comparing(Kept::written));
    long left = entries.stream().mapToLong(Kept::bytes).sum();
    for (var entry : entries) {
      if (left > bytes || isOlder(entry.written, timeToLive)) {
        Files.deleteIfExists(entry.file);
        left -= entry.bytes;
      }
    }
  }

  @Override
  public void remove(String name) throws IOException {
    Files.deleteIfExists(file(name));
  }

  @Override
  public void clear() throws IOException {
    for (var file : kept(Set.of(ENDING))) {
      Files.deleteIfExists(file.file);
    }
  }

  @Override
  public Size size() throws IOException {
    var entries = kept(Set.of(ENDING));
    return new Size(entries.size(), entries.stream().mapToLong(Kept::bytes).sum());
  }
}
