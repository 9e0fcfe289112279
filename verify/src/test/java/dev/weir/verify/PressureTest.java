package dev.weir.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The documented proofs of memory over many kinds of pipelines and over many runs, at a size of
/// seconds.
final class PressureTest {
  @TempDir Path folder;

  private Weir.Ended proof(String name, String... arguments) throws Exception {
    var weir = new Weir(folder);
    Weir.launcher();
    var command =
        new ArrayList<>(List.of("bash", "" + WeirModule.ROOT.resolve("etc/proofs/" + name)));
    command.addAll(List.of(arguments));
    var ended = Weir.ended(weir.process(command).start());
    assertEquals(0, ended.code(), ended::toString);
    assertEquals("", ended.err());
    weir.nothingIsLeft();
    return ended;
  }

  /// Pipelines that count, sort, group, impute, cluster, fit, join and write, each in a process of
  /// its own, over a heap of rows: all end right, the ledger and the processes keep to their
  /// bounds.
  @Test
  void pipelinesKeepToTheirMemory() throws Exception {
    var ended =
        proof(
            "memory-pipelines.sh",
            "1",
            "128",
            "many keys|texts|deduplicate|by median|sorted|k-means$|spatial|GARCH|rows out|query");
    assertEquals(16, ended.out().lines().filter(line -> line.contains(" scans ")).count());
  }

  @Test
  void shortRunsLeaveNothing() throws Exception {
    var ended = proof("short-runs.sh", "100");
    assertTrue(ended.out().endsWith("nothing is left\n"), ended::out);
  }

  /// Two runs under one cap, one of which waits, one of which is cancelled.
  @Test
  void runsUnderOneCapGiveTheBitsOfRunsAlone() throws Exception {
    var ended = proof("capped-runs.sh", "1");
    assertEquals(14, ended.out().lines().filter(line -> line.startsWith("right: ")).count());
  }
}
