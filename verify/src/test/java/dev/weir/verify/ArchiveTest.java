package dev.weir.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What users unpack: that all is in it, that it is the same however it is built, and that it runs
/// where it is put. That two builds give the same bytes is shown by `etc/reproducible.sh`.
final class ArchiveTest {
  private static final Path TARGET = WeirModule.ROOT.resolve("bundle/target");
  private static final String TOP = "weir-0.1.0/";

  @TempDir Path folder;

  private static Path archive(String name) {
    Path archive = TARGET.resolve(name);
    assertTrue(
        Files.exists(archive),
        "no "
            + archive
            + "; build it: ./mvnw -pl bundle verify (install -DskipTests leaves it out)");
    return archive;
  }

  @Test
  void theArchiveIsTheFolder() throws IOException {
    var entries = TarEntry.of(archive("weir-0.1.0.tar.gz"));
    var found = new TreeMap<String, Long>();
    for (var entry : entries) {
      assertTrue(entry.name().startsWith(TOP), entry::toString);
      assertEquals(Instant.parse("2026-01-01T00:00:00Z").getEpochSecond(), entry.time());
      assertEquals(0, entry.user() + entry.group(), entry::toString);
      boolean runs = entry.name().endsWith("/") || entry.name().equals(TOP + "bin/weir");
      assertEquals(runs ? 0755 : 0644, entry.mode(), entry::toString);
      if (!entry.name().endsWith("/")) {
        found.put(entry.name().substring(TOP.length()), entry.crc());
      }
    }
    assertEquals(files(), found);
    for (var part :
        List.of(
            "bin/weir",
            "bin/weir.cmd",
            "LICENSE",
            "NOTICE",
            "README.md",
            "THIRD-PARTY.md",
            "sbom.json",
            "share/man/man1/weir.1",
            "share/bash-completion/completions/weir",
            "share/zsh/site-functions/_weir",
            "share/fish/vendor_completions.d/weir.fish",
            "lib/bundle.id",
            "lib/make-aot.sh",
            "lib/java25.sh")) {
      assertTrue(found.containsKey(part), part);
    }
  }

  private static Map<String, Long> files() throws IOException {
    var files = new TreeMap<String, Long>();
    Path weir = TARGET.resolve("weir");
    try (Stream<Path> all = Files.walk(weir)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        var crc = new CRC32();
        crc.update(Files.readAllBytes(file));
        files.put(weir.relativize(file).toString(), crc.getValue());
      }
    }
    return files;
  }

  @Test
  void everyLibraryIsListedWithItsLicence() throws IOException {
    Path weir = Weir.launcher().getParent().getParent();
    var rows = new TreeMap<String, String>();
    for (var line : Files.readAllLines(weir.resolve("THIRD-PARTY.md"))) {
      if (line.startsWith("| ") && !line.startsWith("| jar")) {
        var cells = line.split("\\|", -1);
        rows.put(cells[1].strip(), cells[3].strip());
      }
    }
    var jars = new TreeSet<String>();
    try (Stream<Path> files = Files.list(weir.resolve("lib"))) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".jar"))
          .forEach(name -> jars.add(name.substring(0, name.length() - 4)));
    }
    var listed = new TreeSet<String>();
    var sbom = JsonResult.of(Files.readString(weir.resolve("sbom.json")));
    assertEquals("CycloneDX", sbom.at("bomFormat"));
    for (var component : (List<?>) sbom.at("components")) {
      var named = (Map<?, ?>) component;
      var name = (String) named.get("name");
      assertTrue(listed.add(name), name);
      if (!name.startsWith("weir-")) {
        for (var licence : (List<?>) named.get("licenses")) {
          var id = (String) ((Map<?, ?>) ((Map<?, ?>) licence).get("license")).get("id");
          assertTrue(rows.getOrDefault(name, "").contains(id), name + " is under " + id);
        }
      }
    }
    assertEquals(jars, listed, "jars of lib and components of sbom.json");
    jars.removeIf(name -> name.startsWith("weir-"));
    assertEquals(jars, rows.keySet(), "jars of lib and rows of THIRD-PARTY.md");
  }

  /// As a newcomer would: into a folder with blanks, run from elsewhere through a link, on a
  /// machine whose only Java is old, without a home.
  @Test
  void theOneWithJavaNeedsNothing() throws Exception {
    Path place = Files.createDirectory(folder.resolve("my programs"));
    run(List.of("tar", "xzf", archive("weir-0.1.0-linux-x64.tar.gz").toString()), place);
    Path link = Files.createDirectory(folder.resolve("bin")).resolve("weir");
    Files.createSymbolicLink(link, place.resolve("weir-0.1.0/bin/weir"));
    Files.createDirectories(folder.resolve("old/bin"));
    Files.writeString(folder.resolve("old/release"), "JAVA_VERSION=\"17.0.1\"\n");

    String version = run(List.of(link.toString(), "--version"), folder);
    assertTrue(version.startsWith("weir 0.1.0 (Java 25"), version);
    for (var example : List.of("diamonds", "clusters", "novels", "prices", "storms")) {
      Path pipeline = WeirModule.ROOT.resolve("examples/" + example + ".yaml");
      String out = run(List.of(link.toString(), "run", pipeline.toString()), folder);
      assertTrue(out.contains("complete"), out);
    }
    String doctor = run(List.of(link.toString(), "doctor"), folder);
    assertTrue(doctor.contains("/my programs/weir-0.1.0/runtime"), doctor);
    assertFalse(doctor.contains("FAULT"), doctor);
  }

  private String run(List<String> command, Path where) throws Exception {
    var builder = new ProcessBuilder(new ArrayList<>(command)).directory(where.toFile());
    builder.environment().keySet().retainAll(new HashSet<>(List.of("PATH")));
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("JAVA_HOME", folder.resolve("old").toString());
    builder.environment().put("TMPDIR", folder.toString());
    var ended = Weir.ended(builder.redirectInput(Path.of("/dev/null").toFile()).start());
    assertEquals(0, ended.code(), ended.err());
    assertEquals("", ended.err());
    return ended.out();
  }
}
