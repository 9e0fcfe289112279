package dev.weir.core.results;

import dev.weir.api.Column;
import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.Type;
import dev.weir.core.memory.MemoryLedger;
import dev.weir.core.spill.ExternalSort;
import dev.weir.core.spill.FrameReader;
import dev.weir.core.spill.FrameWriter;
import dev.weir.core.spill.KeyFile;
import dev.weir.core.spill.RowCursor;
import dev.weir.core.spill.Workspace;
import dev.weir.numerics.Hashing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The models of groups, by encoded key: in memory, which the ledger counts, while they take no
/// more than half of what growing states may hold; else on the disk, in order of the keys' hashes.
/// May be read by threads at once.
public final class GroupModels implements AutoCloseable {
  private final Map<Key, PipelineResult> held;
  private final @Nullable KeyFile file;
  private final SharedBeginnings shared;
  private final Workspace workspace;
  private final MemoryLedger.Account account;

  private GroupModels(
      Map<Key, PipelineResult> held,
      @Nullable KeyFile file,
      SharedBeginnings shared,
      Workspace workspace,
      MemoryLedger.Account account) {
    this.held = held;
    this.file = file;
    this.shared = shared;
    this.workspace = workspace;
    this.account = account;
  }

  /// A group's encoded key.
  ///
  /// @param bytes as `KeyEncoder` writes them
  @SuppressWarnings("ArrayRecordComponent")
  public record Key(byte[] bytes) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  /// Takes a group's model.
  public interface Each<E extends Exception> {
    /// The next group.
    void accept(byte[] key, PipelineResult model) throws E;
  }

  /// How many groups there are.
  public long size() {
    return file == null ? held.size() : file.size();
  }

  /// True if they are on the disk.
  public boolean stored() {
    return file != null;
  }

  /// Gives all groups: those in memory in the order in which they were added, those on the disk in
  /// order of the keys' hashes.
  public <E extends Exception> void forEach(Each<E> each) throws E {
    for (var part : held.entrySet()) {
      each.accept(part.getKey().bytes(), part.getValue());
    }
    if (file != null) {
      try (var reading = file.open()) {
        while (reading.next()) {
          each.accept(reading.key(), decoded(reading.value(), shared));
        }
      }
    }
  }

  /// A model of any group, if there are groups.
  public Optional<PipelineResult> any() {
    if (file == null) {
      return held.values().stream().findFirst();
    }
    try (var reading = file.open()) {
      return reading.next() ? Optional.of(decoded(reading.value(), shared)) : Optional.empty();
    }
  }

  /// Begins to look up groups on the disk.
  public Lookup lookup() {
    var stored = file;
    if (stored == null) {
      throw new IllegalStateException("the models are in memory");
    }
    return new Lookup(stored.open(), shared);
  }

  /// One reading. Used by one thread.
  public static final class Lookup implements AutoCloseable {
    private final KeyFile.Reading reading;
    private final SharedBeginnings shared;

    private Lookup(KeyFile.Reading reading, SharedBeginnings shared) {
      this.reading = reading;
      this.shared = shared;
    }

    /// The model of a group that comes, by the keys' hashes, after those asked for before.
    public Optional<PipelineResult> at(byte[] key) {
      var bytes = reading.at(key);
      return bytes == null ? Optional.empty() : Optional.of(decoded(bytes, shared));
    }

    @Override
    public void close() {
      reading.close();
    }
  }

  private static byte[] encoded(PipelineResult model) {
    var bytes = new Content();
    try {
      ResultCodec.write(model, new FrameWriter(bytes));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return Arrays.copyOf(bytes.content, bytes.length);
  }

  /// Bytes of one model, without the buffers between that a channel of a stream has. Of one thread.
  private static final class Content implements ReadableByteChannel, WritableByteChannel {
    private byte[] content = new byte[1024];
    private int length;
    private int at;

    @Override
    public int write(ByteBuffer from) {
      int more = from.remaining();
      if (more > content.length - length) {
        content = Arrays.copyOf(content, Math.max(2 * content.length, length + more));
      }
      from.get(content, length, more);
      length += more;
      return more;
    }

    @Override
    public int read(ByteBuffer to) {
      int some = Math.min(to.remaining(), length - at);
      to.put(content, at, some);
      at += some;
      return some == 0 && to.hasRemaining() ? -1 : some;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  private static PipelineResult decoded(byte[] shortened, SharedBeginnings shared) {
    var bytes = shared.whole(shortened);
    var content = new Content();
    content.content = bytes;
    content.length = bytes.length;
    try {
      return ResultCodec.read(new FrameReader(content, bytes.length), null, "the model of a group");
    } catch (IOException e) {
      throw PipelineException.resource(
          "spill.corrupt",
          "the model of a group: a temporary file is not as it was written ("
              + e.getMessage()
              + "); its disk or a program that cleans TMPDIR has damaged it: choose another folder by setting TMPDIR and run again");
    }
  }

  /// Gives back memory and disk.
  @Override
  public void close() {
    workspace.release(account);
    if (file != null) {
      file.delete();
    }
  }

  /// Takes the models of groups, each once, in any order. Used by one thread.
  public static final class Builder {
    private static final Schema SCHEMA =
        Schema.of(
            Schema.Field.of("hash", Type.LONG),
            Schema.Field.of("key", Type.BYTES),
            Schema.Field.of("model", Type.BYTES));
    private static final int BATCH_BYTES = 64 << 10;

    private static final String ROLE = "models of groups";

    private final Workspace workspace;
    private final boolean inOrder;
    private final SharedBeginnings shared = new SharedBeginnings();
    private final MemoryLedger.Account account;
    private final Map<Key, PipelineResult> held = new LinkedHashMap<>();
    private KeyFile.@Nullable Writer writer;
    private @Nullable Workspace sorting;
    private @Nullable ExternalSort sort;
    private Rows rows = Rows.of(SCHEMA);
    private long bytes;

    /// @param workspace where they live
    /// @param inOrder whether keys come in order of their hashes, so that those on the disk need
    ///   not be sorted
    public Builder(Workspace workspace, boolean inOrder) {
      this.workspace = workspace;
      this.inOrder = inOrder;
      this.account = workspace.account(ROLE);
      account.growAlone();
    }

    /// Adds a group's model.
    public void add(byte[] key, PipelineResult model) {
      if (writer == null && hold(key.length + ResultBytes.of(model))) {
        held.put(new Key(key), model);
        return;
      }
      var out = writer;
      if (out == null) {
        out = new KeyFile.Writer(workspace, ROLE);
        writer = out;
        for (var before : held.entrySet()) {
          write(out, before.getKey().bytes(), shared.shortened(encoded(before.getValue())));
        }
        held.clear();
        account.settle(0);
      }
      write(out, key, shared.shortened(encoded(model)));
    }

    private boolean hold(long more) {
      if (workspace.spills()) {
        return account.held() + more <= workspace.ledger().growth() / 2 && account.grow(more);
      }
      account.reserve(more);
      return true;
    }

    private void write(KeyFile.Writer out, byte[] key, byte[] model) {
      if (inOrder) {
        out.add(key, model);
        return;
      }
      rows.row().put(0, Hashing.of(key, 0, key.length)).put(1, key, 0, key.length);
      rows.put(2, model, 0, model.length);
      bytes += key.length + model.length;
      if (bytes >= BATCH_BYTES) {
        flush();
      }
    }

    private ExternalSort flush() {
      var open = sort;
      if (open == null) {
        var scope = workspace.scope();
        open = new ExternalSort(SCHEMA, scope, ROLE, false, "hash", "key");
        sort = open;
        sorting = scope;
      }
      open.add(rows.chunk());
      rows = Rows.of(SCHEMA);
      bytes = 0;
      return open;
    }

    /// Those that were added.
    public GroupModels finish() {
      account.stay();
      var out = writer;
      if (out == null) {
        return Workspace.whenGone(
            new GroupModels(held, null, shared, workspace, account), release(workspace, account));
      }
      if (!inOrder) {
        try (var cursor = new Cursor(flush().table());
            var _ = sorting) {
          for (; cursor.here(); cursor.advance()) {
            out.add(cursor.key(), cursor.model());
          }
        }
      }
      workspace.release(account);
      return new GroupModels(Map.of(), out.finish(), shared, workspace, account);
    }

    private static Runnable release(Workspace workspace, MemoryLedger.Account account) {
      return () -> workspace.release(account);
    }
  }

  private static final class Cursor extends RowCursor {
    private static final Column KEY = new Column(1, Builder.SCHEMA.fields().get(1));
    private static final Column MODEL = new Column(2, Builder.SCHEMA.fields().get(2));

    Cursor(dev.weir.api.Table sorted) {
      super(Builder.SCHEMA, sorted.open());
    }

    byte[] key() {
      return bytes(KEY);
    }

    byte[] model() {
      return bytes(MODEL);
    }
  }
}
