package dev.weir.source.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.api.PipelineException.Category;
import dev.weir.source.duckdb.engine.EngineException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// DuckDB's words are those of a real full disk, as etc/proofs/no-space.sh makes it.
class FullDiskTest {
  private static void isTold(String said, String message) {
    var error = Faults.of(new EngineException(said), "f.parquet");
    assertEquals("source.disk", error.code());
    assertEquals(Category.RESOURCE, error.category());
    assertEquals(message, error.getMessage());
  }

  @Test
  void aFullDiskIsNamedWithItsCure() {
    isTold(
        "IO Error: Could not write file \"/t/weir-run-1/duckdb_temp_7_0_storage_S160K-0.tmp\": No space left on device",
        "f.parquet: the disk for temporary files, /t/weir-run-1, is full; free some of it, or choose another folder by setting TMPDIR");
  }

  /// Parquet is written behind the caller's back, and its error comes wrapped.
  @Test
  void aWrappedErrorIsUnderstood() {
    var full =
        FullDisk.of(
            new EngineException(
                "Async write failed for range [offset=16739177, size=57032]: {\"exception_type\":\"IO\",\"exception_message\":\"Could not write file \\\"/t/.o.parquet.1.tmp\\\": No space left on device\"}"));
    assertEquals(Optional.of(Path.of("/t/.o.parquet.1.tmp")), full.orElseThrow().file());
  }

  @Test
  void theLimitOfTheRunIsNamedWithItsCure() {
    isTold(
        "Out of Memory Error: failed to offload data block of size 256.0 KiB. This limit was set by the 'max_temp_directory_size' setting.",
        "f.parquet: the disk for temporary files is spent; allow more with --disk");
  }
}
