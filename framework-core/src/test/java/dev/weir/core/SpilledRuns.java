package dev.weir.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.StreamingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs that are to go to the disk, or not to, and leave nothing there.
///
/// @param spill folder of their temporary files
/// @param files takes the rows that they write
record SpilledRuns(Path spill, RowFiles files, Catalogue catalogue) {
  /// Small blocks and chunks.
  StreamingConfig config(long mebibytes, int threads) {
    return StreamingConfig.defaults()
        .withMemoryBytes(mebibytes << 20)
        .withSpillDirectory(spill)
        .withThreads(threads)
        .withBlockRows(10_000)
        .withChunkBytes(64 << 10);
  }

  /// The lines of a run's result and of the rows that it wrote.
  ///
  /// @param spills whether it has to go to the disk
  List<String> lines(StreamingConfig config, Pipeline pipeline, boolean spills) throws IOException {
    files.clear();
    var lines = new ArrayList<String>();
    try (var run = new StreamingPipelineExecutor(catalogue, config).run(pipeline)) {
      assertEquals(spills, run.metrics().spilledBytes() > 0, run.metrics().toString());
      assertTrue(run.metrics().peakBytes() <= config.memoryBytes() / 2, run.metrics().toString());
      lines.addAll(ResultLines.of(run));
    }
    assertEquals(0, left());
    lines.addAll(files.lines());
    return lines;
  }

  /// Files and folders that are left.
  long left() throws IOException {
    try (var left = Files.list(spill)) {
      return left.count();
    }
  }
}
