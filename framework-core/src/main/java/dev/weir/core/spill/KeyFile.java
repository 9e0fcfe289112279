package dev.weir.core.spill;

import dev.weir.api.PipelineException;
import dev.weir.core.memory.MemoryLedger;
import dev.weir.numerics.Hashing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Keys and a value each, as bytes, in a file in order of the keys' hashes. Readings go forward and
/// pass over what they are not asked for by an index in memory: the first hash of each frame, of
/// fewer of them if the index does not fit. May be read by threads at once.
public final class KeyFile {
  /// About how many bytes a frame holds: what is read for one key.
  private static final int FRAME_BYTES = 8 << 10;

  private static final long ENTRY_BYTES = 2L * Long.BYTES;
  private static final int FEWEST = 64;
  private static final int LENGTHS = 2 * Integer.BYTES;

  private final SpillFile file;
  private final Index index;
  private final long size;

  private KeyFile(SpillFile file, Index index, long size) {
    this.file = file;
    this.index = index;
    this.size = size;
  }

  /// How many keys there are.
  public long size() {
    return size;
  }

  /// Bytes on the disk.
  public long bytes() {
    return file.bytes();
  }

  /// Gives back the disk and the memory.
  public void delete() {
    index.close();
    file.delete();
  }

  /// Where frames begin, and with which hash. Fixed once the file is written.
  private static final class Index {
    private final Workspace workspace;
    private final MemoryLedger.Account account;
    private long[] hashes = new long[FEWEST];
    private long[] offsets = new long[FEWEST];
    private int size;
    private int every = 1;
    private int frames;

    Index(Workspace workspace, String role) {
      this.workspace = workspace;
      this.account = workspace.account(role);
    }

    void add(long hash, long offset) {
      if (frames++ % every != 0) {
        return;
      }
      if (size == hashes.length) {
        reach();
      }
      hashes[size] = hash;
      offsets[size++] = offset;
    }

    /// Makes room: twice as many entries if they fit, else every other entry is dropped.
    private void reach() {
      if (size < FEWEST << 1 || account.grow(ENTRY_BYTES * size)) {
        hashes = Arrays.copyOf(hashes, 2 * size);
        offsets = Arrays.copyOf(offsets, 2 * size);
        return;
      }
      every *= 2;
      size = size / 2;
      for (int i = 0; i < size; i++) {
        hashes[i] = hashes[2 * i];
        offsets[i] = offsets[2 * i];
      }
    }

    /// The last entry before the first key of this hash.
    int before(long hash) {
      int at = Arrays.binarySearch(hashes, 0, size, hash);
      int first = at < 0 ? ~at : at;
      while (first > 0 && hashes[first - 1] == hash) {
        first--;
      }
      return Math.max(0, first - 1);
    }

    void close() {
      workspace.release(account);
    }
  }

  /// Writes one. Used by one thread.
  public static final class Writer {
    private final SpillFile file;
    private final Index index;
    private ByteBuffer frame = buffer(2 * FRAME_BYTES);
    private long firstHash;
    private long size;

    /// @param role what it holds, for messages
    public Writer(Workspace workspace, String role) {
      this.file = workspace.space().create(role);
      this.index = new Index(workspace, role);
    }

    private static ByteBuffer buffer(int bytes) {
      return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// Adds a key that comes after those before, by hash, then by bytes.
    public void add(byte[] key, byte[] value) {
      long hash = Hashing.of(key, 0, key.length);
      int length = Long.BYTES + LENGTHS + key.length + value.length;
      if (frame.position() > 0 && frame.position() + length > FRAME_BYTES) {
        flush();
      }
      if (length > frame.remaining()) {
        frame = buffer(length);
      }
      if (frame.position() == 0) {
        firstHash = hash;
      }
      frame.putLong(hash).putInt(key.length).putInt(value.length).put(key).put(value);
      size++;
    }

    private void flush() {
      if (frame.position() > 0) {
        index.add(firstHash, file.bytes());
        file.write(frame.flip());
        frame.clear();
      }
    }

    /// Gives up what was written.
    public void abandon() {
      index.close();
      file.delete();
    }

    /// The file.
    public KeyFile finish() {
      flush();
      file.finish();
      index.account.stay();
      var own = file;
      var ownIndex = index;
      return Workspace.whenGone(
          new KeyFile(own, ownIndex, size),
          () -> {
            ownIndex.close();
            own.delete();
          });
    }
  }

  /// Begins a reading, before the first key.
  public Reading open() {
    return new Reading(file.open());
  }

  /// One reading. Used by one thread.
  public final class Reading implements AutoCloseable {
    private final SpillFile.Frames frames;
    private @Nullable ByteBuffer frame;
    private long firstHash = Long.MIN_VALUE;
    private long hash;
    private int key;
    private int value;
    private int end;

    private Reading(SpillFile.Frames frames) {
      this.frames = frames;
    }

    /// The value of a key that comes after those asked for before; null if it is not here.
    public byte @Nullable [] at(byte[] wanted) {
      long of = Hashing.of(wanted, 0, wanted.length);
      int entry = index.before(of);
      if (index.size > 0 && (frame == null || index.hashes[entry] > firstHash)) {
        frames.seek(index.offsets[entry]);
        end = 0;
        frame = frames.next();
        firstHash = index.hashes[entry];
        if (!stand()) {
          return null;
        }
      }
      while (end > 0 && order(of, wanted) < 0) {
        if (!next()) {
          return null;
        }
      }
      return end > 0 && order(of, wanted) == 0 ? value() : null;
    }

    private int order(long of, byte[] wanted) {
      if (hash != of) {
        return Long.compare(hash, of);
      }
      var bytes = content().array();
      return Arrays.compareUnsigned(bytes, key, value, wanted, 0, wanted.length);
    }

    /// Goes on to the next key; false if there is none.
    public boolean next() {
      if (frame == null || end == frame.limit()) {
        frame = frames.next();
        end = 0;
        if (frame == null) {
          return false;
        }
        firstHash = frame.getLong(0);
      }
      return stand();
    }

    /// Stands at the key that begins where the one before ended.
    private boolean stand() {
      var content = frame;
      if (content == null) {
        return false;
      }
      try {
        hash = content.getLong(end);
        key = end + Long.BYTES + LENGTHS;
        value = key + content.getInt(end + Long.BYTES);
        end = value + content.getInt(end + Long.BYTES + Integer.BYTES);
        if (value < key || end < value || end > content.limit()) {
          throw damaged();
        }
        return true;
      } catch (IndexOutOfBoundsException e) {
        throw damaged();
      }
    }

    private PipelineException damaged() {
      return frames.corrupt("a key has no such length");
    }

    private ByteBuffer content() {
      var content = frame;
      if (content == null) {
        throw new IllegalStateException("before the first key, or after the last");
      }
      return content;
    }

    /// Negative if the key that it stands at comes before that of another reading, 0 if it is the
    /// same.
    public int compareWith(Reading other) {
      return hash != other.hash
          ? Long.compare(hash, other.hash)
          : Arrays.compareUnsigned(
              content().array(), key, value, other.content().array(), other.key, other.value);
    }

    /// The key that it stands at.
    public byte[] key() {
      return Arrays.copyOfRange(content().array(), key, value);
    }

    /// The value of the key that it stands at.
    public byte[] value() {
      return Arrays.copyOfRange(content().array(), value, end);
    }

    @Override
    public void close() {
      frames.close();
    }
  }
}
