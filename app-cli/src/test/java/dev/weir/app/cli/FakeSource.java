package dev.weir.app.cli;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.DataSourceProvider;
import dev.weir.api.OptionDescriptor;
import dev.weir.api.OptionType;
import dev.weir.api.PipelineException;
import dev.weir.api.RowWriter;
import dev.weir.api.Schema;
import dev.weir.api.SourceLimits;
import dev.weir.api.SourceRequest;
import dev.weir.api.StreamingDataSource;
import dev.weir.api.Type;
import dev.weir.api.Values;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// `5.rows` is a table of five rows: id, its name and its half. `endless.rows` never ends,
/// `row.csv` has one.
final class FakeSource implements DataSourceProvider {
  private static final Schema SCHEMA =
      Schema.of(
          Schema.Field.of("id", Type.LONG),
          Schema.Field.of("name", Type.TEXT),
          Schema.Field.of("half", Type.DOUBLE));

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public List<OptionDescriptor> options() {
    return List.of(
        OptionDescriptor.optional("delimiter", OptionType.TEXT, "Delimiter.").between(1, 1),
        OptionDescriptor.of("header", OptionType.FLAG, "true", "Header."));
  }

  @Override
  public boolean reads(String location) {
    return location.endsWith(".rows") || location.endsWith("row.csv");
  }

  @Override
  public StreamingDataSource open(SourceRequest request) {
    var name = Path.of(request.location()).getFileName().toString().replace(".rows", "");
    if (name.equals("row.csv")) {
      return new Source(1);
    }
    if (!name.matches("[0-9]+|endless")) {
      throw PipelineException.user(
          "file.missing", "no file " + request.location() + "; check its name");
    }
    return new Source(name.equals("endless") ? Long.MAX_VALUE : Long.parseLong(name));
  }

  @Override
  public boolean writes(Path file) {
    return false;
  }

  @Override
  public RowWriter write(Path file, Schema schema, SourceLimits limits) {
    throw new UnsupportedOperationException();
  }

  private record Source(long count) implements StreamingDataSource {
    @Override
    public Schema schema() {
      return SCHEMA;
    }

    @Override
    public Set<Ability> abilities() {
      return Set.of(Ability.REREAD, Ability.STABLE_ORDER);
    }

    @Override
    public OptionalLong rows() {
      return OptionalLong.empty();
    }

    @Override
    public String fingerprint() {
      return "rows:" + count;
    }

    @Override
    public String description() {
      return count + " rows";
    }

    @Override
    public ChunkReader open(Scan scan) {
      return new Reader(scan, count);
    }

    @Override
    public void close() {}
  }

  private static final class Reader implements ChunkReader {
    private final StreamingDataSource.Scan scan;
    private final long count;
    private long next;

    Reader(StreamingDataSource.Scan scan, long count) {
      this.scan = scan;
      this.count = count;
      this.next = scan.fromPosition();
    }

    @Override
    public Optional<Chunk> next() {
      long inBlock = scan.blockRows() - next % scan.blockRows();
      int rows = (int) Math.min(Math.min(count - next, scan.chunkRows()), inBlock);
      if (rows <= 0) {
        return Optional.empty();
      }
      var ids = new long[rows];
      var names = new String[rows];
      var halves = new double[rows];
      for (int r = 0; r < rows; r++) {
        ids[r] = next + r;
        names[r] = "row " + ids[r];
        halves[r] = ids[r] / 2.0;
      }
      var values = new Values[] {Values.of(ids), Values.of(names), Values.of(halves)};
      for (int c = 0; c < values.length; c++) {
        values[c] = scan.columns().contains(SCHEMA.names().get(c)) ? values[c] : null;
      }
      var chunk = Chunk.of(SCHEMA, rows, next, values);
      next += rows;
      return Optional.of(chunk);
    }

    @Override
    public void close() {}
  }
}
