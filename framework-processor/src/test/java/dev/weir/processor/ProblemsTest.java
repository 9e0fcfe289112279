package dev.weir.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each mistake is an error at its line that says what to do.
final class ProblemsTest {
  private static final String OPTION = "int top)";

  @TempDir Path folder;

  private static Arguments mistake(String from, String to, String line, String message) {
    return Arguments.of(from, to, line, message);
  }

  private static Arguments option(String to, String message) {
    return mistake("@Option(byDefault = \"3\", least = 1, most = 9) int top", to, to, message);
  }

  static Stream<Arguments> mistakes() {
    var tool = "tool sample.plain: ";
    var top = "tool sample.plain, option top: ";
    return Stream.of(
        mistake(
            "final class",
            "class",
            "class Plain",
            tool
                + "Plain is not a final class; make it final: role and mode are those of this very"
                + " class"),
        mistake(
            " implements StatelessTransform",
            "",
            "final class",
            tool
                + "Plain implements no pipeline interface; implement MergeablePipeline,"
                + " StatelessTransform, Transform or AnalysisPipeline"),
        mistake(
            "Plain(Options options, Binding in)",
            "Plain(Options options)",
            "final class",
            tool
                + "Plain has no constructor (Options, Binding); add `Plain(Options options, Binding"
                + " in) { … }`, not private"),
        mistake(
            "Options",
            "Choices",
            "final class",
            tool
                + "Plain has no nested record Options; add `record Options(…) {}`, not private;"
                + " without options `record Options() {}`"),
        mistake(
            "name = \"sample.plain\"",
            "name = \"sample.Plain\"",
            "final class",
            "tool sample.Plain: its name is not `domain.tool` in kebab-case; write it like"
                + " stats.group-summary: lower case, digits, single dashes, one dot"),
        mistake(
            "sample.plain",
            "sample.new",
            "final class",
            "tool sample.new: 'new' is a word of Java, so Java callers cannot name it; choose"
                + " another name"),
        mistake(
            "///\n/// Each row alone.\n",
            "",
            "final class",
            tool
                + "its comment is one sentence only; write `///` lines: a sentence that says what"
                + " it is, the summary, then what it computes, edge cases, cost, errors and source"),
        mistake(
            "\"weir run f.csv sample.plain\"",
            "\"weir run f.csv\"",
            "final class",
            tool
                + "its example does not call it; give one command line, such as `weir run"
                + " diamonds.csv sample.plain`"),
        mistake(
            "produces = \"rows: all\"",
            "produces = {}",
            "final class",
            tool + "it does not say what it produces; add `produces = \"name: what it holds\"`"),
        mistake(
            "rows: all",
            "all rows",
            "final class",
            tool
                + "it produces 'all rows'; write each as `name: what it holds`, the name in"
                + " kebab-case and once"),
        mistake(
            "name =",
            "overflow = ToolDescriptor.Overflow.SAMPLE, name =",
            "final class",
            tool + "a tool of mode STATELESS has no gathered rows to sample; leave `overflow` out"),
        mistake(
            "name =",
            "oneOf = {\"top\", \"bottom\"}, name =",
            "final class",
            tool
                + "`oneOf` names 'top'; name options that may be left out, in kebab-case and each"
                + " once: []"),
        mistake(
            "name =",
            "fitOn = \"areas\", name =",
            "final class",
            tool
                + "Plain has no constructor (Options, Binding, Binding); add `Plain(Options"
                + " options, Binding in, Binding areas) { … }`, not private"),
        mistake(
            "  /// @param top how many\n",
            "",
            OPTION,
            top + "it has no description; add `@param top …` to the comment of the record"),
        mistake(
            "top",
            "maxURL",
            "int maxURL",
            "tool sample.plain, option maxURL: the name 'maxURL' has no clear kebab-case form;"
                + " write it in camel case, abbreviations too: maxUrl, not maxURL or max_url"),
        mistake(
            "top",
            "threads",
            "int threads",
            "tool sample.plain, option threads: --threads belongs to every run or step; choose"
                + " another name"),
        option(
            "@Option(byDefault = \"x\", least = 1, most = 9) int top",
            top
                + "its default is refused (sample.plain: --top 'x' (whole number): it is not a"
                + " whole number); change `byDefault`, `least` or `most`"),
        option(
            "@Option(byDefault = \"10\", least = 1, most = 9) int top",
            top
                + "its default is refused (sample.plain: --top '10' (whole number): allowed is 1"
                + " to 9); change `byDefault`, `least` or `most`"),
        option(
            "@Option(byDefault = \"median\") Kind top",
            top
                + "its default is refused (sample.plain: --top 'median' (choice): allowed is"
                + " most-frequent | mean; did you mean 'mean'?); change `byDefault`, `least` or"
                + " `most`"),
        option(
            "@Option(byDefault = \"3\", least = 1) int top",
            top
                + "an int does not hold every whole number of its range; state both ends, such as"
                + " `least = 1, most = 10_000`, or make it a long"),
        option(
            "@Option(least = 9, most = 1) long top",
            top + "no number is from 9.0 to 1.0; make `least` the smaller one"),
        option(
            "@Option(least = 9) boolean top",
            top + "a range means nothing for type FLAG; leave `least` and `most` out"),
        option(
            "@Option(type = OptionType.COLUMN) long top",
            top + "a long cannot be of type [COLUMN]; allowed is [INTEGER, SIZE]"),
        option(
            "@Option(accepts = Type.INT) String top",
            top
                + "`accepts` is for columns, and it is of type TEXT; say type = COLUMN, or leave"
                + " `accepts` out"),
        option(
            "@Option(required = true) long top",
            top
                + "`required` is for lists that have no default; leave it out; what has no default"
                + " must be given anyway"),
        option(
            "@Option(byDefault = \"a\") java.util.Optional<String> top",
            top + "it may be left out and has a default; leave one of both out"),
        option(
            "@Option(byDefault = {\"a\", \"b\"}) String top",
            top + "it has 2 defaults and is no list; give one"),
        option(
            "@Option(byDefault = \"a,b\") java.util.List<String> top",
            top + "an element of its default holds a comma; give each element a text of its own"),
        option(
            "java.util.Map<String, String> top",
            top
                + "its type java.util.Map<java.lang.String,java.lang.String> is no option's; "
                + OptionJava.SUPPORTED));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void areErrorsAtTheirLine(String from, String to, String line, String message) {
    var source = Sources.PLAIN.replace(from, to);
    assertTrue(!source.equals(Sources.PLAIN), from);
    var sources = Sources.plain();
    sources.put("sample/tools/Plain.java", source);
    var said = Compiled.of(folder, sources).said();
    assertEquals(
        List.of(at(source, line) + " " + message),
        said.stream().filter(one -> one.contains(" tool sample")).toList());
    assertTrue(said.stream().noneMatch(one -> one.startsWith("Sample")), said::toString);
  }

  private static String at(String source, String line) {
    var lines = source.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(line)) {
        return "Plain.java:" + (i + 1);
      }
    }
    throw new AssertionError(line);
  }

  /// What does not compile is the compiler's to say, and it does.
  @Test
  void valuesThatDoNotCompileAreTheCompilersErrors() {
    var option = "byDefault = \"3\", least = 1, most = 9";
    for (var value : List.of("byDefault = NONE", "type = OptionType.NONE", "least = \"1\"")) {
      assertCompilerSays("Plain.java:17", Sources.PLAIN.replace(option, value));
    }
    assertCompilerSays(
        "Plain.java:8",
        Sources.PLAIN.replace(",\n    example = \"weir run f.csv sample.plain\"", ""));
  }

  private void assertCompilerSays(String place, String source) {
    var sources = Sources.plain();
    sources.put("sample/tools/Plain.java", source);
    var said = Compiled.of(folder, sources).said();
    assertTrue(said.stream().anyMatch(line -> line.startsWith(place)), said::toString);
    assertTrue(said.stream().noneMatch(line -> line.contains("tool sample")), said::toString);
  }

  @Test
  void aModuleProvidesItsPlugin() {
    var sources = Sources.plain();
    sources.put("module-info.java", Sources.MODULE.replaceAll("(?m)^.*provides.*$", ""));
    assertEquals(
        List.of(
            "module-info.java:2 module sample.tools: it does not provide the plugin of its tools;"
                + " write `provides dev.weir.api.DomainPlugin with sample.tools.SamplePlugin;`"),
        Compiled.of(folder, sources).said());
  }

  @Test
  void aModuleProvidesTheRightPlugin() {
    var sources = Sources.plain();
    sources.put(
        "module-info.java",
        Sources.MODULE.replace("sample.tools.SamplePlugin", "sample.tools.Own"));
    sources.put(
        "sample/tools/Own.java",
        """
        package sample.tools;

        import dev.weir.api.*;
        import java.util.List;

        /// By hand.
        public final class Own implements DomainPlugin {
          /// Made.
          public Own() {}

          @Override
          public List<ToolDescriptor> tools() {
            return List.of();
          }

          @Override
          public AnalysisPipeline create(String t, OptionValues o, Binding i, Binding f) {
            throw new AssertionError();
          }
        }
        """);
    assertEquals(
        List.of(
            "module-info.java:2 module sample.tools: it provides sample.tools.Own, not the plugin"
                + " of its tools; write `provides dev.weir.api.DomainPlugin with"
                + " sample.tools.SamplePlugin;`"),
        Compiled.of(folder, sources).said());
  }

  private List<String> withOther(String from, String to) {
    var sources = Sources.plain();
    sources.put(
        "sample/tools/Other.java",
        Sources.PLAIN
            .replace("class Plain", "class Other")
            .replace("  Plain(", "  Other(")
            .replace(from, to));
    sources.put(
        "sample/tools/Third.java",
        Sources.PLAIN
            .replace("class Plain", "class Third")
            .replace("  Plain(", "  Third(")
            .replace("sample.plain", "sample.third"));
    return Compiled.of(folder, sources).said();
  }

  @Test
  void namesAreUnique() {
    assertEquals(
        List.of(
            "Plain.java:12 tool sample.plain: sample.tools.Other has that name too; rename one of"
                + " them"),
        withOther("none", "none"));
  }

  @Test
  void aModuleHasOneDomain() {
    assertEquals(
        List.of(
            "Other.java:12 tool simple.plain: the domain of this plugin is 'sample', not 'simple';"
                + " name it sample.plain, or move it to a module of its own"),
        withOther("sample.plain", "simple.plain"));
  }

  @Test
  void constantsAreInCapitals() {
    var sources = Sources.plain();
    sources.put(Sources.KIND_FILE, Sources.KIND.replace("MOST_FREQUENT", "mostFrequent"));
    sources.put(
        "sample/tools/Plain.java",
        Sources.PLAIN.replace(
            "@Option(byDefault = \"3\", least = 1, most = 9) int top", "Kind top"));
    assertEquals(
        List.of(
            "Plain.java:17 tool sample.plain, option top: the constant 'mostFrequent' has no"
                + " clear kebab-case form; write constants in capitals, like"
                + " MOST_FREQUENT"),
        Compiled.of(folder, sources).said().stream()
            .filter(line -> line.startsWith("Plain"))
            .toList());
  }
}
