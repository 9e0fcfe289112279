package dev.weir.core.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineResult;
import dev.weir.core.keys.KeyIndex;
import dev.weir.core.memory.MemoryLedger;
import dev.weir.core.spill.SpillSpace;
import dev.weir.core.spill.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Models that do not fit into memory are found on the disk, whatever the order they came in.
final class GroupModelsTest {
  private static final int GROUPS = 3_000;

  @TempDir private Path folder;

  private static byte[] key(int group) {
    return ("group " + group).getBytes(StandardCharsets.UTF_8);
  }

  private static GroupModels models(Workspace workspace) {
    var builder = new GroupModels.Builder(workspace, false);
    for (int g = 0; g < GROUPS; g++) {
      int group = g * 7 % GROUPS;
      var model = PipelineResult.EMPTY.withValue("upper", group / 3.0);
      if (group % 3 > 0) {
        model = model.withWarning("w" + group);
      }
      builder.add(key(group), model);
    }
    return builder.finish();
  }

  private Workspace workspace(long bytes) {
    return new Workspace(new MemoryLedger(bytes), new SpillSpace(folder, 1 << 30));
  }

  private static void same(GroupModels models) {
    assertEquals(GROUPS, models.size());
    var found = new HashMap<String, PipelineResult>();
    models.forEach((key, model) -> found.put(new String(key, StandardCharsets.UTF_8), model));
    assertEquals(GROUPS, found.size());
    for (int g = 0; g < GROUPS; g++) {
      var model = found.get("group " + g);
      assertEquals(g / 3.0, model.value("upper", Double.class));
      assertEquals(g % 3 > 0 ? java.util.List.of("w" + g) : java.util.List.of(), model.warnings());
    }
    assertTrue(models.any().isPresent());
  }

  @Test
  void inMemoryWhileTheyFit() throws IOException {
    try (var workspace = workspace(64 << 20)) {
      var models = models(workspace);
      assertFalse(models.stored());
      same(models);
      assertTrue(workspace.ledger().status().reserved() > GROUPS * 100);
      models.close();
      assertEquals(0, workspace.ledger().status().reserved());
      assertEquals(0, files());
    }
  }

  @Test
  void onTheDiskIfTheyDoNot() throws IOException {
    try (var workspace = workspace(1 << 20)) {
      var models = models(workspace);
      assertTrue(models.stored());
      same(models);
      var asked = new KeyIndex();
      for (int g = 0; g < GROUPS + 100; g += 3) {
        asked.of(key(g), 0, key(g).length);
      }
      try (var lookup = models.lookup()) {
        for (int id : asked.sorted()) {
          var model = lookup.at(asked.key(id));
          assertEquals(3 * id < GROUPS, model.isPresent());
          model.ifPresent(m -> assertEquals(id, m.value("upper", Double.class)));
        }
      }
      assertEquals(1, files());
      models.close();
      assertEquals(0, workspace.ledger().status().reserved());
      assertEquals(0, files());
    }
  }

  private long files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.count();
    }
  }
}
