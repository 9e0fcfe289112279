package dev.weir.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.benchmarks.start.FreshStart;
import dev.weir.benchmarks.start.GeneratedPlugins;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With many plugins all tools are found, and no class of a plugin is loaded for it;
/// `benchmarks/startup` says how long that takes.
final class DiscoveryTest {
  private static final String START = "dev.weir.benchmarks.start/" + FreshStart.class.getName();

  @TempDir Path folder;

  private long loaded(String... words) throws Exception {
    var log = folder.resolve("classes.log");
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xlog:class+load:file=" + log));
    command.addAll(List.of(words));
    var ended = Weir.ended(new ProcessBuilder(command).start());
    assertEquals(0, ended.code(), ended.err());
    assertTrue(ended.out().strip().endsWith(" 300"), ended.out());
    var lines = Files.readAllLines(log);
    assertTrue(lines.stream().anyMatch(line -> line.contains(" dev.weir.core.Catalogue ")));
    return lines.stream().filter(line -> line.contains(" org.example.")).count();
  }

  @Test
  void threeHundredToolsAreFoundWithoutAClassOfAPlugin() throws Exception {
    var bundle = Weir.launcher().getParent().getParent();
    GeneratedPlugins.make(bundle, folder, 20, 15);
    var lib = folder.resolve("lib").toString();
    var host = folder.resolve("host").toString();
    var plugins = folder.resolve("plugins").toString();
    assertEquals(0, loaded("-p", lib, "-m", START, "-"), "module path");
    assertEquals(0, loaded("-cp", lib + "/*", FreshStart.class.getName(), "-"), "class path");
    assertEquals(0, loaded("-p", host, "-m", START, plugins), "plugins folder");
    var domain = GeneratedPlugins.domain(7);
    assertTrue(
        loaded("-p", host, "-m", START, plugins, "org.example." + domain, domain + ".tool-3") > 0,
        "the log is read wrongly, or the plugin was not started");
  }
}
