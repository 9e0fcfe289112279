package dev.weir.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Areas that do not fit into `--memory 128m` lie on the disk: the documented proof at a size of
/// seconds. It checks answers, both bounds of memory and that no file is left.
final class LargeAreasTest {
  @TempDir Path folder;

  @Test
  void pointsAreJoinedWithAreasBeyondTheMemory() throws Exception {
    var weir = new Weir(folder);
    Weir.launcher();
    var script = WeirModule.ROOT.resolve("etc/proofs/large-areas.sh");
    var process = weir.process(List.of("bash", script.toString(), "13000", "5000", "128")).start();
    var ended = Weir.ended(process);
    assertEquals(0, ended.code(), ended::toString);
    assertTrue(ended.out().contains("--predicate nearest: 5000 rows"), ended::out);
    assertEquals("", ended.err());
    weir.nothingIsLeft();
  }
}
