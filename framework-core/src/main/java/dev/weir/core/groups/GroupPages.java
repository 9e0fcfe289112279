package dev.weir.core.groups;

import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.PipelineException;
import dev.weir.api.StateCodec;
import dev.weir.core.spill.KeyFile;
import dev.weir.core.spill.Spacious;
import dev.weir.core.spill.Workspace;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The states of groups that do not fit into memory, as bytes on the disk: files in order of the
/// keys' hashes, of which a newer one holds what has changed since. Each chunk reads the states of
/// its groups forward through all files and writes them into another one; files of about one size
/// are merged as they become four, so a state is written once more for each factor of four in their
/// number. Used by one thread.
final class GroupPages implements AutoCloseable {
  private static final String ROLE = "states of groups";
  private static final int FEW = 4;
  private static final int CHECK = 4096;

  private final Workspace run;
  private final List<KeyFile> files = new ArrayList<>();
  private long groups;

  /// @param run where they live
  GroupPages(Workspace run) {
    this.run = run;
  }

  /// A state, and the number of its group in the order in which groups first came.
  @SuppressWarnings("ArrayRecordComponent")
  record Page(long rank, byte[] state) {
    private static Page of(byte[] bytes) {
      return new Page(
          ByteBuffer.wrap(bytes).getLong(), Arrays.copyOfRange(bytes, Long.BYTES, bytes.length));
    }

    private byte[] bytes() {
      return ByteBuffer.allocate(Long.BYTES + state.length).putLong(rank).put(state).array();
    }
  }

  /// Numbers so many groups, as if all of them were new; gives the first number.
  long number(int count) {
    long first = groups;
    groups += count;
    return first;
  }

  /// Begins to read and to write states, both in order of the keys' hashes.
  ///
  /// @param context is asked whether there is time to merge files
  Update update(ChunkProcessingContext context) {
    return new Update(context);
  }

  /// One way through the states.
  final class Update implements AutoCloseable {
    private final List<KeyFile.Reading> readings = new ArrayList<>();
    private final KeyFile.Writer writer = new KeyFile.Writer(run, ROLE);
    private final @Nullable ChunkProcessingContext context;
    private boolean written;

    private Update(@Nullable ChunkProcessingContext context) {
      this.context = context;
      files.reversed().forEach(file -> readings.add(file.open()));
    }

    /// The state of a group; null if it is a new one.
    @Nullable Page at(byte[] key) {
      for (var reading : readings) {
        var bytes = reading.at(key);
        if (bytes != null) {
          return Page.of(bytes);
        }
      }
      return null;
    }

    /// Writes the state of a group as it is now.
    void put(byte[] key, Page page) {
      writer.add(key, page.bytes());
    }

    /// All are written: from now on they hold.
    void commit() {
      written = true;
      files.add(writer.finish());
    }

    /// Without [#commit] nothing has changed.
    @Override
    public void close() {
      readings.forEach(KeyFile.Reading::close);
      if (written) {
        merge(context);
      } else {
        writer.abandon();
      }
    }
  }

  /// Merges the newest files while there are some of about one size.
  private void merge(@Nullable ChunkProcessingContext context) {
    while (true) {
      int from = files.size() - 1;
      long most = FEW * files.getLast().bytes();
      while (from > 0 && files.get(from - 1).bytes() < most) {
        from--;
      }
      if (files.size() - from < FEW) {
        return;
      }
      var newest = files.subList(from, files.size());
      var writer = new KeyFile.Writer(run, ROLE);
      if (!merged(newest, writer, context)) {
        writer.abandon();
        return;
      }
      newest.forEach(KeyFile::delete);
      newest.clear();
      files.add(writer.finish());
    }
  }

  /// Merges files; false if the run is to stop before that is done, for which it need not be.
  private static boolean merged(
      List<KeyFile> files, KeyFile.Writer writer, @Nullable ChunkProcessingContext context) {
    try (var merged = new Merged(files)) {
      for (long keys = 1; merged.next(); keys++) {
        if (context != null && keys % CHECK == 0 && stopped(context)) {
          return false;
        }
        writer.add(merged.at().key(), merged.at().value());
      }
      return true;
    }
  }

  private static boolean stopped(ChunkProcessingContext context) {
    try {
      context.checkCancelled();
      return false;
    } catch (PipelineException e) {
      return true;
    }
  }

  /// Reads several files as one: of each key what the newest has.
  private static final class Merged implements AutoCloseable {
    private final List<KeyFile.Reading> readings = new ArrayList<>();
    private final List<KeyFile.Reading> ahead = new ArrayList<>();
    private KeyFile.@Nullable Reading at;

    /// @param files oldest first
    Merged(List<KeyFile> files) {
      for (var file : files.reversed()) {
        var reading = file.open();
        readings.add(reading);
        if (reading.next()) {
          ahead.add(reading);
        }
      }
    }

    /// Goes on to the next key; false if there is none.
    boolean next() {
      var done = at;
      if (done != null) {
        ahead.removeIf(other -> other != done && other.compareWith(done) == 0 && !other.next());
        if (!done.next()) {
          ahead.remove(done);
        }
      }
      KeyFile.Reading least = null;
      for (var reading : ahead) {
        if (least == null || reading.compareWith(least) < 0) {
          least = reading;
        }
      }
      at = least;
      return least != null;
    }

    KeyFile.Reading at() {
      var reading = at;
      if (reading == null) {
        throw new IllegalStateException("before the first key, or after the last");
      }
      return reading;
    }

    @Override
    public void close() {
      readings.forEach(KeyFile.Reading::close);
    }
  }

  /// Takes a group's state.
  interface Each {
    /// The next one.
    void accept(byte[] key, Page page);
  }

  /// Gives all groups, in order of the keys' hashes.
  void forEach(Each each) {
    try (var merged = new Merged(files)) {
      while (merged.next()) {
        each.accept(merged.at().key(), Page.of(merged.at().value()));
      }
    }
  }

  /// Writes all of them.
  void save(StateCodec.Out out) {
    out.integer(groups);
    forEach((key, page) -> {
      out.integer(1);
      out.bytes(key);
      out.integer(page.rank());
      out.bytes(page.state());
    });
    out.integer(0);
  }

  /// The states that [#save] wrote, in the workspace behind what they are read from.
  ///
  /// @throws PipelineException INTERNAL if there is no disk behind it
  static GroupPages restored(StateCodec.In in) {
    if (!(in instanceof Spacious spacious)) {
      throw new PipelineException(
          PipelineException.Category.INTERNAL,
          "state.groups",
          "groups that are on the disk are read where there is none");
    }
    var pages = new GroupPages(spacious.workspace());
    pages.groups = in.integer();
    try (var update = pages.new Update(null)) {
      while (in.integer() != 0) {
        var key = in.bytes();
        update.put(key, new Page(in.integer(), in.bytes()));
      }
      update.commit();
    }
    return pages;
  }

  @Override
  public void close() {
    files.forEach(KeyFile::delete);
    files.clear();
  }
}
