package dev.weir.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The documented proofs of memory over many pipelines and many runs, at a size of seconds.
final class PressureTest {
  @TempDir Path folder;

  private Weir.Ended proof(String name, String... arguments) throws Exception {
    var weir = new Weir(folder);
    Weir.launcher();
    var command = new ArrayList<>(List.of("bash", "" + WeirModule.ROOT.resolve("etc/proofs/" + name)));
    command.addAll(List.of(arguments));
    var ended = Weir.ended(weir.process(command).start());
    assertEquals(0, ended.code(), ended::toString);
    assertEquals("", ended.err());
    weir.nothingIsLeft();
    return ended;
  }

  /// Sixteen pipelines over rows of ten heaps: none fails, the ledger keeps to its budget.
  @Test
  void pipelinesMadeByChanceRunOverTenTimesTheHeap() throws Exception {
    var ended = proof("memory-pipelines.sh", "16", "10", "32");
    assertEquals(16, ended.out().lines().filter(line -> line.startsWith("right ")).count());
    assertTrue(ended.out().contains("statesSpilled"), ended::out);
  }

  @Test
  void shortRunsLeaveNothing() throws Exception {
    var ended = proof("short-runs.sh", "300");
    assertTrue(ended.out().endsWith("nothing is left\n"), ended::out);
  }
}
