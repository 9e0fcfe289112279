package dev.weir.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What strangers do: they begin a plugin and build it, build one that does real work, install and
/// use it, and put Weir into an application. Each project is built by Maven, outside of this
/// repository, with what the bundle has and nothing else of ours. All builds run at once, for they
/// take longest.
final class StrangerTest {
  private static final Path EXAMPLES = WeirModule.ROOT.resolve("examples");
  private static final String DIAMONDS = EXAMPLES.resolve("data/diamonds.csv.gz").toString();

  @TempDir static Path folder;
  private static Weir weir;
  private static StrangersBuild begun;
  private static StrangersBuild plugin;
  private static StrangersBuild application;

  @BeforeAll
  static void build() throws Exception {
    weir = new Weir(folder);
    assertEquals(0, weir.run("plugin", "new", "seismology", "begun").code());
    var own = folder.resolve("begun");
    begun = StrangersBuild.start(own, own.resolve("mvnw"));
    var repository = "-Dweir.repo=" + Weir.launcher().getParent().resolveSibling("repo").toUri();
    var grown =
        StrangersBuild.copy(EXAMPLES.resolve("third-party-plugin"), folder.resolve("plugin"));
    plugin = StrangersBuild.start(grown, grown.resolve("mvnw"), repository);
    application =
        StrangersBuild.start(
            StrangersBuild.copy(EXAMPLES.resolve("embedding-app"), folder.resolve("app")),
            WeirModule.ROOT.resolve("mvnw"),
            repository);
  }

  @AfterAll
  static void stop() throws IOException {
    begun.stop();
    plugin.stop();
    application.stop();
  }

  @Test
  void aNewProjectPassesItsOwnBuild() throws Exception {
    var printed = begun.passed();
    assertTrue(printed.contains("GeometricMeanLawsTest"), printed);
    assertTrue(Files.exists(begun.target("weir-domain-seismology-0.1.0.jar")), printed);
    assertLawsWereTried(begun, "GeometricMeanLawsTest");
  }

  /// On the author's cases, and by jqwik on drawn ones.
  private static void assertLawsWereTried(StrangersBuild build, String test) throws IOException {
    var report =
        Files.readString(
            build.target("surefire-reports/TEST-org.example.seismology." + test + ".xml"));
    assertTrue(report.contains("\"chunking()[1]\"") && report.contains("\"chunking\""), report);
  }

  /// The example has what a new project has: the same files, and the same pom with more in it.
  @Test
  void theExampleIsANewProjectThatHasGrown() throws IOException {
    var example = EXAMPLES.resolve("third-party-plugin");
    for (var file : List.of(".gitignore", "mvnw", "etc/java25.sh")) {
      assertEquals(
          Files.readString(folder.resolve("begun", file)),
          Files.readString(example.resolve(file)),
          file);
    }
    var lines = Files.readAllLines(example.resolve("pom.xml")).iterator();
    for (var line : Files.readAllLines(folder.resolve("begun/pom.xml"))) {
      boolean found = false;
      while (!found && lines.hasNext()) {
        found = lines.next().equals(line);
      }
      assertTrue(found, "the example's pom.xml lacks this line of a new one: " + line);
    }
  }

  @Test
  void thePluginIsCheckedInstalledUsedAndRemoved() throws Exception {
    plugin.passed();
    assertLawsWereTried(plugin, "BValueLawsTest");
    var jar = plugin.target("weir-domain-seismology-0.1.0.jar").toString();
    var installed = withPlugins("plugin", "install", jar);
    assertEquals(0, installed.code(), installed.out() + installed.err());
    assertTrue(installed.out().contains("laws hold"), installed.out());
    var listed = withPlugins("plugin", "list");
    assertTrue(listed.out().contains("org.example.seismology 0.1.0"), listed.out());
    assertEquals("", listed.err());

    assertItsFigures();

    assertEquals(0, withPlugins("plugin", "remove", "org.example.seismology").code());
    var gone = withPlugins("help", "seismology.b-value");
    assertEquals(2, gone.code(), gone.out());
    assertTrue(gone.err().contains("no plugin for 'seismology' is installed"), gone.err());
  }

  /// Those that R gives for the catalogue: the project's `etc/oracle.R`.
  private static void assertItsFigures() throws Exception {
    var run =
        withPlugins(
            "run",
            "plugin/data/earthquakes.csv",
            "cleaning.filter",
            "--where",
            "type = 'earthquake'",
            "then",
            "seismology.inter-event-times",
            "--time",
            "time",
            "then",
            "seismology.b-value",
            "--magnitude",
            "magnitude",
            "--completeness",
            "4.4",
            "--json",
            "-");
    assertEquals(0, run.code(), run.err());
    var values = (Map<?, ?>) JsonResult.of(run.out()).at("values");
    assertEquals(0.771030069, ((Number) values.get("b-value")).doubleValue(), 1e-7);
    assertEquals(98, ((Number) values.get("count")).intValue());
  }

  private static Weir.Ended withPlugins(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(Weir.launcher().toString()));
    command.addAll(List.of(words));
    command.addAll(List.of("--plugins", folder.resolve("plugins").toString()));
    return Weir.ended(weir.process(command).start());
  }

  @Test
  void anApplicationGivesTheSameOnTheModulePathAndTheClassPath() throws Exception {
    application.passed();
    var modules = onModulePath(DIAMONDS);
    assertEquals(0, modules.code(), modules.err());
    assertTrue(modules.out().contains("Fair, mean price: 4357.50093225606\n"), modules.out());
    assertTrue(modules.out().endsWith("53940 rows read, COMPLETE\n"), modules.out());
    assertEquals(modules, onClassPath(DIAMONDS));
  }

  @Test
  void aMissingDomainIsNamedWithTheArtifactToAdd() throws Exception {
    application.passed();
    var modules = onModulePath(DIAMONDS, "timeseries.rolling", "rows=7");
    assertEquals(2, modules.code(), modules.out());
    assertTrue(modules.err().startsWith("report: no tool 'timeseries.rolling'"), modules.err());
    assertTrue(
        modules
            .err()
            .contains(
                "no plugin for 'timeseries' is installed: add its artifact, of Weir's own domains"
                    + " dev.weir:weir-domain-timeseries"),
        modules.err());
    assertEquals(modules, onClassPath(DIAMONDS, "timeseries.rolling", "rows=7"));
  }

  private static Weir.Ended onModulePath(String... words) throws Exception {
    return java(
        List.of(
            "--enable-native-access=dev.weir.source.duckdb,duckdb.jdbc",
            "-p",
            application.target("report-1.0.0.jar") + File.pathSeparator + application.target("lib"),
            "-m",
            "org.example.report/org.example.report.Report"),
        words);
  }

  private static Weir.Ended onClassPath(String... words) throws Exception {
    return java(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            application.target("report-1.0.0.jar")
                + File.pathSeparator
                + application.target("lib").resolve("*"),
            "org.example.report.Report"),
        words);
  }

  private static Weir.Ended java(List<String> options, String... words) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of(words));
    return Weir.ended(weir.process(command).start());
  }
}
