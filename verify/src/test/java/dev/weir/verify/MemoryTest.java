package dev.weir.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A file of ten times the heap is profiled within `--memory 64m`: the documented proof at a size
/// of seconds. It checks that the profile is complete, has all rows, and that the ledger and the
/// process kept to their bounds.
final class MemoryTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "csv"})
  void tenTimesTheHeapIsProfiledWithinTheBudget(String format) throws Exception {
    var weir = new Weir(folder);
    Weir.launcher();
    var script = WeirModule.ROOT.resolve("etc/proofs/memory-100x.sh");
    var process = weir.process(List.of("bash", script.toString(), "10", format)).start();
    var ended = Weir.ended(process);
    assertEquals(0, ended.code(), ended::toString);
    assertTrue(
        ended.out().contains("rows 5368710 of 5368710, 1280 MiB as plain columns"), ended::out);
    assertEquals("", ended.err());
    weir.nothingIsLeft();
  }
}
