package dev.weir.api;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/// What an input would read, known without opening it.
///
/// @param files the files, absolute
/// @param fingerprint gives what [StreamingDataSource#fingerprint] of the opened input gives; reads
///   every byte
public record SourceContent(List<Path> files, Supplier<String> fingerprint) {
  /// Copies the list.
  public SourceContent {
    files = List.copyOf(files);
  }
}
