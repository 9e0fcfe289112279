package dev.weir.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The one service of a source module, found by [java.util.ServiceLoader]: opens files, tables and
/// queries for reading and files for writing.
public interface DataSourceProvider {
  /// Short name, for messages and lineage.
  String name();

  /// Options that a user may give for an input (delimiter, types…).
  List<OptionDescriptor> options();

  /// Those of [#options()] that mean something for this location. Others given for it are refused
  /// when it is opened.
  default List<OptionDescriptor> options(String location) {
    return options();
  }

  /// True if a location looks like one of this provider's: by its form or ending, nothing is
  /// opened.
  boolean reads(String location);

  /// Opens an input: decides its schema once for the whole input.
  ///
  /// @throws PipelineException USER or DATA with the place and a cure
  StreamingDataSource open(SourceRequest request);

  /// What opening would read, found out without opening it, so that a result that was kept can be
  /// given again at once; empty if that cannot be told.
  ///
  /// @throws PipelineException as [#open], where that shows already
  default Optional<SourceContent> content(SourceRequest request) {
    return Optional.empty();
  }

  /// True if this provider can write a file of that name.
  boolean writes(Path file);

  /// Memory that writing such rows takes at the least; the plan refuses what is given less. 0: not
  /// known.
  default long leastMemoryToWrite(Schema schema) {
    return 0;
  }

  /// Begins to write a file of rows; it appears under its name only when whole.
  ///
  /// @throws PipelineException USER if it cannot be written there
  RowWriter write(Path file, Schema schema, SourceLimits limits);
}
