package dev.weir.tck;

import dev.weir.api.Chunk;
import dev.weir.api.DataSourceProvider;
import dev.weir.api.OptionDescriptor;
import dev.weir.api.RowWriter;
import dev.weir.api.Schema;
import dev.weir.api.SourceLimits;
import dev.weir.api.SourceRequest;
import dev.weir.api.StreamingDataSource;
import dev.weir.api.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Takes the rows at the end of a run into memory, in place of a file.
final class RowsSink implements DataSourceProvider {
  /// The file that is not one.
  static final Path FILE = Path.of("rows.tck");

  private final List<Chunk> chunks = new ArrayList<>();
  private Schema schema = Schema.of();

  /// The rows, copied.
  List<Chunk> chunks() {
    return chunks;
  }

  /// The rows as a table.
  Table table() {
    return Table.of(schema, List.copyOf(chunks));
  }

  @Override
  public String name() {
    return "tck";
  }

  @Override
  public List<OptionDescriptor> options() {
    return List.of();
  }

  @Override
  public boolean reads(String location) {
    return false;
  }

  @Override
  public StreamingDataSource open(SourceRequest request) {
    throw new IllegalStateException("the sink of a test reads nothing");
  }

  @Override
  public boolean writes(Path file) {
    return file.equals(FILE);
  }

  @Override
  public RowWriter write(Path file, Schema written, SourceLimits limits) {
    schema = written;
    return new RowWriter() {
      @Override
      public void write(Chunk chunk) {
        chunks.add(Joined.of(written, List.of(chunk)));
      }

      @Override
      public void commit() {}

      @Override
      public void close() {}
    };
  }
}
