package dev.weir.core.run;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.Column;
import dev.weir.api.PipelineException;
import dev.weir.api.Schema;
import dev.weir.api.StreamingDataSource;
import dev.weir.api.Table;
import dev.weir.api.Text;
import dev.weir.api.Type;
import dev.weir.api.Validity;
import dev.weir.api.Values;
import dev.weir.core.spill.ExternalSort;
import dev.weir.core.spill.Workspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A source in the order of columns: ascending, missing cells last, ties by position. A row's
/// position is its rank.
///
/// The first pass reads the source once and sorts the rows, in memory or on the disk; it and all
/// later ones read what was sorted. All passes read the same columns.
public final class SortedSource implements StreamingDataSource {
  private final StreamingDataSource source;
  private final List<String> order;
  private final Workspace workspace;
  private final LongConsumer progress;
  private final Object lock = new Object();
  private final List<Workspace> scopes = new ArrayList<>();
  private final Schema stored;
  private final Column reason;
  private final String role;
  private @Nullable Table sorted;

  /// @param workspace memory and disk of the rows
  /// @param progress hears how many rows have been read to be sorted
  public SortedSource(
      StreamingDataSource source, List<String> order, Workspace workspace, LongConsumer progress) {
    this.source = source;
    this.order = List.copyOf(order);
    this.workspace = workspace;
    this.progress = progress;
    this.role = "rows in order of " + String.join(", ", order);
    var added = Schema.Field.of("misfit", Type.TEXT);
    while (source.schema().indexOf(added.name()) >= 0) {
      added = Schema.Field.of(added.name() + "'", Type.TEXT);
    }
    var fields = Stream.concat(source.schema().fields().stream(), Stream.of(added)).toList();
    this.stored = new Schema(fields);
    this.reason = stored.column(added.name());
  }

  @Override
  public Schema schema() {
    return source.schema();
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(Ability.REREAD, Ability.STABLE_ORDER);
  }

  @Override
  public OptionalLong rows() {
    return source.rows();
  }

  @Override
  public OptionalLong estimatedRows() {
    return source.estimatedRows();
  }

  @Override
  public String fingerprint() {
    return source.fingerprint();
  }

  @Override
  public String description() {
    return source.description();
  }

  @Override
  public String place(long position) {
    return source.description()
        + ", in order of "
        + String.join(", ", order)
        + ", row "
        + (position + 1);
  }

  @Override
  public long leastMemory(List<String> columns) {
    return source.leastMemory(columns);
  }

  @Override
  public List<Path> files() {
    return source.files();
  }

  @Override
  public ChunkReader open(Scan scan) {
    return new Reader(scan);
  }

  /// Gives back memory and files; the source stays open.
  @Override
  public void close() {
    synchronized (lock) {
      scopes.forEach(Workspace::close);
      scopes.clear();
      sorted = null;
    }
  }

  /// One pass.
  private final class Reader implements ChunkReader {
    private final Scan scan;
    private final Map<Long, String> ahead = new HashMap<>();
    private final TreeMap<Long, String> misfits = new TreeMap<>();
    private @Nullable GridReader rows;
    private volatile @Nullable ChunkReader unsorted;
    private volatile boolean cancelled;

    Reader(Scan scan) {
      this.scan = scan;
    }

    @Override
    public Optional<Chunk> next() {
      try {
        checkCancelled();
        var reading = rows;
        if (reading == null) {
          reading = new GridReader(heard(sorted().open()), schema(), scan);
          rows = reading;
        }
        var chunk = reading.next();
        chunk.ifPresent(this::tell);
        return chunk;
      } catch (PipelineException e) {
        if (Failures.ofCorruption(e)) {
          forget();
        }
        throw e;
      }
    }

    private void checkCancelled() {
      if (cancelled) {
        throw new PipelineException(
            PipelineException.Category.CANCELLED, "source.cancelled", "the reading was cancelled");
      }
    }

    private Table sorted() {
      synchronized (lock) {
        var table = sorted;
        if (table == null) {
          var scope = workspace.scope();
          table = sort(scope);
          scopes.add(scope);
          sorted = table;
        }
        return table;
      }
    }

    private Table sort(Workspace scope) {
      try {
        var sort =
            new ExternalSort(stored, scope, role, false, order.toArray(String[]::new)).alone();
        var names =
            schema().names().stream()
                .filter(name -> scan.columns().contains(name) || order.contains(name))
                .toList();
        var whole =
            new Scan(
                names,
                scan.conditions(),
                0,
                scan.chunkRows(),
                scan.chunkBytes(),
                scan.blockRows(),
                scan.misfits().map(_ -> ahead::put));
        try (var reading = source.open(whole)) {
          unsorted = reading;
          checkCancelled();
          long read = 0;
          for (var chunk = reading.next(); chunk.isPresent(); chunk = reading.next()) {
            sort.add(withMisfits(chunk.get()));
            read += chunk.get().rows();
            progress.accept(read);
            checkCancelled();
          }
        } finally {
          unsorted = null;
        }
        return sort.table();
      } catch (RuntimeException | Error e) {
        scope.close();
        throw e;
      }
    }

    /// The chunk with the reasons of its misfits, and where they are in the source, as its last
    /// column.
    private Chunk withMisfits(Chunk chunk) {
      var values = new @Nullable Values[stored.size()];
      schema()
          .columns()
          .filter(chunk::has)
          .forEach(column -> values[column.index()] = chunk.values(column));
      if (scan.misfits().isPresent()) {
        values[reason.index()] = reasons(chunk);
      }
      return Chunk.of(stored, chunk.rows(), 0, values);
    }

    private Values reasons(Chunk chunk) {
      var text = new Text.Builder(chunk.rows());
      var valid = new boolean[chunk.rows()];
      for (int r = 0; r < chunk.rows(); r++) {
        var reason = ahead.get(chunk.position(r));
        valid[r] = reason != null;
        var bytes =
            reason == null
                ? new byte[0]
                : (reason + " (" + source.place(chunk.position(r)) + ")")
                    .getBytes(StandardCharsets.UTF_8);
        text.add(bytes, 0, bytes.length);
      }
      ahead.clear();
      return new Values.Texts(Type.TEXT, text.build(), Validity.of(valid));
    }

    /// The rows, whose misfits are kept until the chunk is given that they become part of.
    private ChunkReader heard(ChunkReader ranked) {
      return new ChunkReader() {
        @Override
        public Optional<Chunk> next() {
          checkCancelled();
          var chunk = ranked.next();
          chunk.filter(c -> c.has(reason)).ifPresent(Reader.this::hear);
          return chunk;
        }

        @Override
        public void close() {
          ranked.close();
        }
      };
    }

    private void hear(Chunk chunk) {
      for (int r = 0; r < chunk.rows(); r++) {
        if (chunk.validity(reason).at(r)) {
          misfits.put(chunk.position(r), chunk.text(reason).string(r));
        }
      }
    }

    /// Tells of the misfits of a chunk, before it is given.
    private void tell(Chunk chunk) {
      if (misfits.isEmpty() || chunk.rows() == 0) {
        return;
      }
      var hears = scan.misfits().orElseThrow();
      var here = misfits.headMap(chunk.position(chunk.rows() - 1), true);
      here.tailMap(scan.fromPosition(), true).forEach(hears::add);
      here.clear();
    }

    private void forget() {
      synchronized (lock) {
        sorted = null; // its files stay while others may read them
      }
    }

    @Override
    public void cancel() {
      cancelled = true;
      var reading = unsorted;
      if (reading != null) {
        reading.cancel();
      }
    }

    @Override
    public void close() {
      var reading = rows;
      if (reading != null) {
        reading.close();
      }
    }
  }
}
