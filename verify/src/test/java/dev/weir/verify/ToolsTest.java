package dev.weir.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.weir.api.AnalysisPipeline;
import dev.weir.api.ChunkProcessingMode;
import dev.weir.api.Tool;
import dev.weir.api.ToolRole;
import dev.weir.api.plugin.ToolEntry;
import dev.weir.core.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the annotation processor wrote of the tools agrees with their classes, and the READMEs with
/// it.
final class ToolsTest {
  private static final Catalogue CATALOGUE = Catalogue.discover();

  static List<JavaClass> tools() {
    var folders = WeirModule.ALL.stream().map(WeirModule::classes).toList();
    return new ClassFileImporter()
        .importPaths(folders).stream().filter(type -> type.isAnnotatedWith(Tool.class)).toList();
  }

  private static String name(JavaClass tool) {
    return tool.getAnnotationOfType(Tool.class).name();
  }

  @Test
  void everyToolIsFound() {
    Set<String> marked =
        tools().stream().map(ToolsTest::name).collect(Collectors.toCollection(TreeSet::new));
    assertEquals(
        CATALOGUE.tools().stream()
            .map(ToolEntry::name)
            .collect(Collectors.toCollection(TreeSet::new)),
        marked);
  }

  /// At compile time from the source, here from the class.
  @ParameterizedTest
  @MethodSource("tools")
  void roleAndModeAreThoseOfTheClass(JavaClass tool) {
    var type = tool.reflect().asSubclass(AnalysisPipeline.class);
    var descriptor = CATALOGUE.tool(name(tool));
    assertEquals(ToolRole.of(type), descriptor.role());
    assertEquals(ChunkProcessingMode.of(type), descriptor.mode());
  }

  static List<WeirModule> domains() {
    return WeirModule.ALL.stream().filter(m -> m.folder().startsWith("domain-")).toList();
  }

  @ParameterizedTest
  @MethodSource("domains")
  void theReadmeHasTheTableThatWasWritten(WeirModule domain) throws IOException {
    var folder = WeirModule.ROOT.resolve(domain.folder());
    var table =
        Files.readString(folder.resolve("target", "generated-sources", "annotations", "tools.md"));
    assertTrue(
        Files.readString(folder.resolve("README.md")).contains("\n\n" + table + "\n"),
        domain
            + "/README.md has another table of tools; run etc/tool-tables.sh, which puts in\n"
            + table);
  }
}
