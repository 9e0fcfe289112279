package dev.weir.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys and groups that do not fit into `--memory 64m` go to the disk: the documented proof at a
/// size of seconds. It checks answers, the ledger's bound and that no file is left.
final class GrowingStateTest {
  @TempDir Path folder;

  @Test
  void keysAndGroupsBeyondTheMemoryAreCountedAndDescribed() throws Exception {
    var weir = new Weir(folder);
    Weir.launcher();
    var script = WeirModule.ROOT.resolve("etc/proofs/growing-state.sh");
    var process = weir.process(List.of("bash", script.toString(), "200000", "64")).start();
    var ended = Weir.ended(process);
    assertEquals(0, ended.code(), ended::toString);
    assertTrue(ended.out().contains("stats.describe --columns v --by id: 2"), ended::out);
    assertEquals("", ended.err());
    weir.nothingIsLeft();
  }
}
