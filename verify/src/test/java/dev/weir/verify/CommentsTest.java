package dev.weir.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What others can see is explained: every module, and every public or protected declaration in an
/// exported package, has a comment. That comments are well formed and their links resolve is the
/// compiler's part (doclint).
final class CommentsTest {
  static List<WeirModule> modules() {
    return WeirModule.ALL;
  }

  @ParameterizedTest
  @MethodSource("modules")
  void everyModuleIsDocumented(WeirModule module) throws IOException {
    String source = Files.readString(module.sources().resolve("module-info.java"));
    assertFalse(
        source.lines().noneMatch(line -> line.startsWith("///")),
        module + ": module-info.java has no /// comment");
  }

  @ParameterizedTest
  @MethodSource("modules")
  void everyExportedDeclarationIsDocumented(WeirModule module) throws IOException {
    List<Path> files = new ArrayList<>();
    for (ModuleDescriptor.Exports exports : Descriptors.of(module).exports()) {
      Path folder = module.sources().resolve(exports.source().replace('.', '/'));
      try (Stream<Path> entries = Files.list(folder)) {
        entries.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
      }
    }
    assertEquals(
        List.of(), UndocumentedDeclarations.in(files), module + ": no /// comment on these");
  }

  /// The rule above finds something where there is something to find.
  @Test
  void theRuleSeesWhatIsMissing() {
    String source =
        """
        /// Documented.
        public record Sample(int a) {
          public Sample { }
          public static int missing() { return 1; }
          @Override public String toString() { return ""; }
          int hidden() { return 2; }
          private interface Inner { void alsoHidden(); }
          public interface Shown { int X = 1; }
        }
        """;
    assertEquals(
        List.of("Sample.java:4 missing", "Sample.java:8 Shown", "Sample.java:8 X"),
        UndocumentedDeclarations.inSource("Sample.java", source));
  }
}
