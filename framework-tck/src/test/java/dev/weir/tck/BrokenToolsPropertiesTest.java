package dev.weir.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.DomainPlugin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.PropertyDefaults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// Each broken tool is caught by the property of the law that it breaks too, and what breaks it is
/// shrunk to a few rows and a border at most.
final class BrokenToolsPropertiesTest {
  private static final ScopedValue<OneTool> TOOL = ScopedValue.newInstance();
  private static final Set<Law> WITHOUT_PROPERTY =
      Set.of(Law.DESCRIPTOR, Law.REFUSAL, Law.EDGES, Law.CANCEL);

  /// Rows that it takes, where it takes more than three.
  private static final Map<Enum<?>, Integer> ROWS =
      Map.of(FaultyFold.Fault.KEEPS_MORE_THAN_DECLARED, 26, FaultyFold.Fault.UNDERSTATES_BYTES, 12);

  private static final Pattern SHRUNK = Pattern.compile("\n  rows(.*): (\\d+) of ");

  @TempDir Path folder;
  private final List<TestExecutionResult> results = new ArrayList<>();
  private final List<String> reports = new ArrayList<>();

  /// The laws of the broken tool.
  static class Broken extends ToolContract {
    @Override
    protected DomainPlugin plugin() {
      return TOOL.get();
    }

    @Override
    protected String tool() {
      return TOOL.get().tool();
    }

    @Override
    protected List<Case> cases() {
      return List.of(BrokenToolsTest.CASE);
    }
  }

  /// The same with fewer tries, as an author says so.
  @PropertyDefaults(tries = 3)
  static final class Hasty extends Broken {}

  /// The same with more tries, for what only some runs show.
  @PropertyDefaults(tries = 500)
  static final class Patient extends Broken {}

  static Stream<Arguments> faults() {
    return BrokenToolsTest.faults().filter(f -> !WITHOUT_PROPERTY.contains((Law) f.get()[2]));
  }

  @ParameterizedTest(name = "{0} breaks {2}")
  @MethodSource("faults")
  void isCaught(Enum<?> fault, OneTool plugin, Law law) {
    run(law == Law.THREADS ? Patient.class : Broken.class, plugin, law);
    var broken = broken();
    var message = broken.getMessage();
    assertEquals(law, broken.law(), message);
    var shrunk = SHRUNK.matcher(message);
    assertTrue(shrunk.find(), message);
    if (law == Law.THREADS) {
      return; // what only some runs show is not shrunk far
    }
    assertTrue(Integer.parseInt(shrunk.group(2)) <= ROWS.getOrDefault(fault, 3), message);
    var drawn = message.substring(message.indexOf("\n  drawn: "));
    assertTrue(drawn.chars().filter(c -> c == '|').count() <= 1, message);
  }

  private LawBroken broken() {
    assertEquals(1, results.size());
    return assertInstanceOf(LawBroken.class, results.getFirst().getThrowable().orElseThrow());
  }

  /// Every property is found, and holds; one that says nothing of the tool is tried once.
  @Test
  void withoutItsFaultItKeepsTheLaws() {
    run(Broken.class, FaultyFold.plugin(FaultyFold.Fault.NONE), null);
    assertEquals(Law.values().length - WITHOUT_PROPERTY.size(), results.size());
    for (var result : results) {
      assertEquals(TestExecutionResult.Status.SUCCESSFUL, result.getStatus(), result.toString());
    }
    assertEquals(results.size(), reports.size());
    assertEquals(3, reports.stream().filter(report -> report.contains("tries = 1 ")).count());
  }

  @Test
  void anAuthorSaysHowOftenToTry() {
    run(Hasty.class, FaultyFold.plugin(FaultyFold.Fault.NONE), Law.CODEC);
    assertTrue(reports.getFirst().contains("tries = 3 "), reports.getFirst());
  }

  /// The case's own rows are taken then.
  @Test
  void aToolThatRefusesAllThatIsDrawnIsCaughtAllTheSame() {
    run(Broken.class, ManyRows.plugin(), Law.CHUNKING);
    var message = broken().getMessage();
    assertTrue(
        message.contains("rows (the case's own, for the tool refuses all others): 300 of "),
        message);
  }

  private void run(Class<? extends Broken> laws, OneTool plugin, Law law) {
    var selector =
        law == null
            ? DiscoverySelectors.selectClass(laws)
            : DiscoverySelectors.selectMethod(
                laws, law.name().toLowerCase(Locale.ROOT), Draw.class);
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selector)
            .filters(EngineFilter.includeEngines("jqwik"))
            .configurationParameter("jqwik.database", folder.resolve("database").toString())
            .configurationParameter("jqwik.reporting.usejunitplatform", "true")
            .configurationParameter("jqwik.shrinking.bounded.seconds", "60")
            .build();
    ScopedValue.where(TOOL, plugin)
        .run(() -> LauncherFactory.create().execute(request, new Listener()));
  }

  private final class Listener implements TestExecutionListener {
    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (test.isTest()) {
        results.add(result);
      }
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
      reports.add(entry.getKeyValuePairs().toString());
    }
  }
}
