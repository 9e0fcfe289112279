package dev.weir.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.DomainPlugin;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/// An author who has no jqwik still has the factories.
final class WithoutJqwikTest {
  /// The contract of a sample tool.
  static final class Tens extends ToolContract {
    @Override
    protected DomainPlugin plugin() {
      return new SamplePlugin();
    }

    @Override
    protected String tool() {
      return "sample.tens";
    }

    @Override
    protected List<Case> cases() {
      return List.of(Case.of("gaps", Map.of("column", "x"), Data.gaps()).withScale(1e3));
    }
  }

  /// To be called in another class loader: runs the contract.
  public static final class Run {
    private Run() {}

    /// How many tests succeeded and failed.
    public static long[] run() {
      var request =
          LauncherDiscoveryRequestBuilder.request()
              .selectors(DiscoverySelectors.selectClass(Tens.class))
              .build();
      var summary = new SummaryGeneratingListener();
      LauncherFactory.create().execute(request, summary);
      return new long[] {
        summary.getSummary().getTestsSucceededCount(), summary.getSummary().getTotalFailureCount()
      };
    }
  }

  @Test
  void theFactoriesAreThere() throws Exception {
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    // No parent: that of the platform sees all modules of the process.
    try (var loader = new URLClassLoader(pathWithoutJqwik(), null)) {
      assertThrows(ClassNotFoundException.class, () -> loader.loadClass("net.jqwik.api.Property"));
      thread.setContextClassLoader(loader);
      var run = loader.loadClass(Run.class.getName()).getDeclaredMethod("run");
      run.setAccessible(true);
      var counts = (long[]) run.invoke(null);
      assertEquals(0, counts[1]);
      assertTrue(counts[0] >= 12, Arrays.toString(counts));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /// All that these tests run with, but jqwik.
  private static URL[] pathWithoutJqwik() throws Exception {
    var path = new ArrayList<>(List.of("target/classes", "target/test-classes"));
    for (var property : List.of("java.class.path", "jdk.module.path")) {
      path.addAll(List.of(System.getProperty(property, "").split(File.pathSeparator)));
    }
    var urls = new ArrayList<URL>();
    for (var entry : path) {
      if (!entry.isEmpty() && !Path.of(entry).getFileName().toString().startsWith("jqwik")) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    return urls.toArray(URL[]::new);
  }
}
