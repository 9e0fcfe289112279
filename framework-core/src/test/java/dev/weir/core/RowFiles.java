package dev.weir.core;

import dev.weir.api.Chunk;
import dev.weir.api.DataSourceProvider;
import dev.weir.api.OptionDescriptor;
import dev.weir.api.RowWriter;
import dev.weir.api.Schema;
import dev.weir.api.SourceLimits;
import dev.weir.api.SourceRequest;
import dev.weir.api.StreamingDataSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Takes the rows of files `*.t` into memory, when they are committed.
final class RowFiles implements DataSourceProvider {
  private final Map<Path, List<String>> written = new TreeMap<>();

  /// A line a row that was written and committed, file by file.
  List<String> lines() {
    return written.values().stream().flatMap(List::stream).toList();
  }

  /// Forgets them.
  void clear() {
    written.clear();
  }

  @Override
  public String name() {
    return "rows in memory";
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
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean writes(Path file) {
    return file.toString().endsWith(".t");
  }

  @Override
  public RowWriter write(Path file, Schema schema, SourceLimits limits) {
    var lines = new ArrayList<String>();
    return new RowWriter() {
      @Override
      public void write(Chunk chunk) {
        lines.addAll(ResultLines.of(chunk));
      }

      @Override
      public void commit() {
        written.put(file, lines);
      }

      @Override
      public void close() {}
    };
  }
}
