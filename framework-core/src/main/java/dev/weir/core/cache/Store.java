package dev.weir.core.cache;

import java.io.IOException;
import java.util.Optional;

/// Keeps entries by name. Thread-safe.
public sealed interface Store permits MemoryStore, DiskStore {
  /// The entry of this name, if it is there and not too old.
  Optional<byte[]> read(String name) throws IOException;

  /// Keeps an entry, in place of any other of this name.
  void write(String name, byte[] entry) throws IOException;

  /// Forgets an entry.
  void remove(String name) throws IOException;

  /// Forgets all.
  void clear() throws IOException;

  /// How many entries there are, and their bytes.
  Size size() throws IOException;

  /// How much there is.
  ///
  /// @param entries how many
  /// @param bytes of all of them
  record Size(long entries, long bytes) {}
}
