package dev.weir.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.ChunkProcessingMode;
import dev.weir.api.DomainPlugin;
import dev.weir.api.OptionDescriptor;
import dev.weir.api.OptionType;
import dev.weir.api.ToolCall;
import dev.weir.api.ToolDescriptor;
import dev.weir.api.ToolRole;
import dev.weir.api.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is written for tools in which nothing is wrong, loaded and used.
final class ToolProcessorTest {
  private static Compiled compiled;
  private static DomainPlugin plugin;

  @BeforeAll
  static void compile(@TempDir Path folder) throws Exception {
    var sources = Sources.plain();
    sources.put("sample/tools/EveryType.java", Sources.EVERY);
    sources.put("sample/tools/Caller.java", Sources.CALLER);
    compiled = Compiled.of(folder, sources);
    assertEquals(List.of(), compiled.said());
    plugin =
        (DomainPlugin)
            compiled
                .load("sample.tools", "sample.tools.SamplePlugin")
                .getConstructor()
                .newInstance();
  }

  private static ToolDescriptor tool(String name) {
    return plugin.tools().stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
  }

  private static Map<String, OptionDescriptor> options() {
    return tool("sample.every-type").options().stream()
        .collect(Collectors.toMap(OptionDescriptor::name, Function.identity()));
  }

  @Test
  void toolsAreListedByName() {
    assertEquals(
        List.of("sample.every-type", "sample.plain"),
        plugin.tools().stream().map(ToolDescriptor::name).toList());
  }

  @Test
  void theCommentIsSummaryAndDescription() {
    var tool = tool("sample.every-type");
    assertEquals("Knows every type", tool.summary());
    assertEquals(
        """
        It says `a < b`, "quotes", \\ and [links].

        - Second paragraph: with {@code tags}, \\\"""three quotes\""" and a table's | bar.\
        """,
        tool.description());
  }

  @Test
  void annotationsAreTheRest() {
    var tool = tool("sample.every-type");
    assertEquals(Map.of("options", "what it was given", "rows", "none"), tool.produces());
    assertEquals("exact | or not", tool.exactness());
    assertEquals("weir run f.csv sample.every-type --areas g.csv", tool.example());
    assertEquals(Optional.of("areas"), tool.fitOn());
    assertEquals(List.of(List.of("maybe-int"), List.of("maybe-long", "maybe-real")), tool.oneOf());
    assertEquals(ToolDescriptor.Overflow.SAMPLE, tool.overflow());
    assertEquals("exact up to rounding", tool("sample.plain").exactness());
  }

  @Test
  void roleModeAndGroupsFollowFromTheType() {
    assertEquals(ToolRole.ESTIMATOR, tool("sample.every-type").role());
    assertEquals(ChunkProcessingMode.BATCH_ACCUMULATE, tool("sample.every-type").mode());
    assertFalse(tool("sample.every-type").groupable());
    assertEquals(ToolRole.TRANSFORM, tool("sample.plain").role());
    assertEquals(ChunkProcessingMode.STATELESS, tool("sample.plain").mode());
    assertFalse(tool("sample.plain").groupable());
  }

  @Test
  void optionsFollowFromTheRecord() {
    var options = options();
    assertEquals(
        new OptionDescriptor(
            "column",
            OptionType.COLUMN,
            "Column, or <b>not</b> at all",
            Optional.empty(),
            true,
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            List.of(),
            List.of(Type.INT, Type.DOUBLE)),
        options.get("column"));
    assertTrue(options.get("columns").required());
    assertEquals(OptionType.EXPRESSION, options.get("where").type());
    assertFalse(options.get("where").required());
    assertEquals(List.of("most-frequent", "mean"), options.get("kind").choices());
    assertEquals(OptionType.TEXTS, options.get("kinds").type());
    assertEquals(Optional.of("false"), options.get("flag").byDefault());
    assertEquals(OptionType.INTEGERS, options.get("wholes").type());
    assertEquals("1 to 9", options.get("wholes").range());
    assertEquals("-1 to 5", options.get("whole").range());
    assertEquals(OptionType.SIZE, options.get("size").type());
    assertEquals("0 to 9", options.get("maybe-int").range());
  }

  /// As little as may be given, then more.
  @Test
  void toolsAreMadeFromTheTypedRecord() {
    assertEquals(
        "Options[column=x, columns=[a], where=Optional.empty, word=\\\", words=[],"
            + " kind=MOST_FREQUENT, kinds=[MEAN, MOST_FREQUENT], hidden=TWO, whole=3, wide=4,"
            + " size=65536, real=0.5, reals=[0.5, 1.0], wholes=[1, 2], wides=[3], flag=false, pause=PT30S,"
            + " maybeWord=Optional.empty, maybeKind=Optional.empty, maybeWait=Optional.empty,"
            + " maybeInt=OptionalInt[2], maybeLong=OptionalLong.empty,"
            + " maybeReal=OptionalDouble.empty]",
        made(Map.of("column", "x", "columns", "a", "wides", 3, "maybe-int", "2")));
    assertTrue(
        made(Map.of(
                "column",
                "x",
                "columns",
                "a,b",
                "wides",
                "3,4",
                "maybe-kind",
                "mean",
                "maybe-wait",
                "1m",
                "maybe-long",
                3,
                "maybe-real",
                "4",
                "maybe-word",
                "w"))
            .endsWith(
                "maybeWord=Optional[w], maybeKind=Optional[MEAN], maybeWait=Optional[PT1M],"
                    + " maybeInt=OptionalInt.empty, maybeLong=OptionalLong[3],"
                    + " maybeReal=OptionalDouble[4.0]]"));
  }

  @Test
  void callsAreTyped() throws Exception {
    var call =
        (ToolCall)
            compiled.load("sample.tools", "sample.tools.Caller").getMethod("call").invoke(null);
    assertEquals("sample.every-type", call.tool());
    assertEquals(
        "Options[column=x, columns=[a, b], where=Optional[x > 1], word=w, words=[c, d], kind=MEAN,"
            + " kinds=[MEAN, MOST_FREQUENT], hidden=ONE, whole=1, wide=2, size=3, real=0.25,"
            + " reals=[1.0, 2.0], wholes=[4, 5], wides=[8], flag=true, pause=PT5S, maybeWord=Optional.empty,"
            + " maybeKind=Optional.empty, maybeWait=Optional.empty, maybeInt=OptionalInt[7],"
            + " maybeLong=OptionalLong.empty, maybeReal=OptionalDouble.empty]",
        made(call.options()));
  }

  private static String made(Map<String, ?> given) {
    var options = tool("sample.every-type").parse(given);
    var made = plugin.create("sample.every-type", options, null, null);
    return made.analyze(null, null).value("options", String.class);
  }

  @Test
  void theClassPathFindsIt() {
    assertEquals(
        "sample.tools.SamplePlugin\n",
        compiled.file("META-INF/services/dev.weir.api.DomainPlugin"));
  }

  @Test
  void theTableIsThatOfTheReadme() {
    assertEquals(
        """
        | tool | what it does | needs | kind | exactness |
        |---|---|---|---|---|
        | `sample.every-type` | Knows every type | `--maybe-int`, or `--maybe-long` with `--maybe-real`; `--column`; `--columns`; `--wides`; `--areas` | estimator, batch-accumulate | exact \\| or not |
        | `sample.plain` | Keeps all rows |  | transform, stateless | exact up to rounding |
        """,
        compiled.file("tools.md"));
  }

  /// Tools elsewhere in the module are made too, if they can be seen.
  @Test
  void toolsMayLieInPackagesBelow(@TempDir Path folder) {
    var sources = Sources.plain();
    sources.put(
        "sample/tools/below/Below.java",
        Sources.PLAIN
            .replace("package sample.tools;", "package sample.tools.below;")
            .replace("sample.plain", "sample.below")
            .replace("final class Plain", "public final class Below")
            .replace("record Options", "public record Options")
            .replace("  Plain(", "  /// Binds.\n  public Below("));
    var found = Compiled.of(folder, sources);
    assertEquals(List.of(), found.said());
    assertTrue(found.file("tools.md").contains("sample.below"));
  }

  /// Tests are compiled into a module that is there already.
  @Test
  void withoutAModuleNothingHasToBeProvided(@TempDir Path folder) {
    var sources = Sources.plain();
    sources.remove("module-info.java");
    var found = Compiled.onClassPath(folder, sources);
    assertEquals(List.of(), found.said());
  }
}
