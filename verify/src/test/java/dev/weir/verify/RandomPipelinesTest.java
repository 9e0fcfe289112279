package dev.weir.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import dev.weir.api.PipelineException.Category;
import dev.weir.api.StreamingConfig;
import dev.weir.api.plugin.ToolEntry;
import dev.weir.core.Cancellation;
import dev.weir.core.Catalogue;
import dev.weir.core.RunListener;
import dev.weir.core.RunResult;
import dev.weir.core.StreamingPipelineExecutor;
import dev.weir.tck.Comparison;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// All tools, chained by chance over random schemas: a pipeline runs right or is refused clearly.
///
/// Clearly is: a [PipelineException] that is not of the kind INTERNAL and has words for a person,
/// the same from the planner and from a run, before a row is read. Right is: all steps answer, the
/// rows are accounted for, any number of threads gives the same bits, and another grid leaves
/// counts, shapes and rows of each step as they are.
final class RandomPipelinesTest {
  private static final int EACH = 24;
  private static final int CAREFUL = 4;
  private static final long SEED = 20_261_127;
  private static final Set<Category> CLEAR = EnumSet.of(Category.USER, Category.REFUSED);
  private static final Set<Category> WHILE_RUNNING =
      EnumSet.of(Category.USER, Category.REFUSED, Category.DATA, Category.RESOURCE);

  private final Catalogue catalogue = Catalogue.discover();

  @TestFactory
  Stream<DynamicTest> everyTool() {
    var tools = catalogue.tools().stream().map(ToolEntry::descriptor).toList();
    assertTrue(tools.size() >= 6, () -> "tools found: " + tools);
    return tools.stream()
        .map(tool ->
            DynamicTest.dynamicTest(
                tool.name(),
                () -> {
                  int ran = 0;
                  var refusals = new TreeSet<String>();
                  for (int i = 0; i < EACH; i++) {
                    long seed = SEED + 1000L * tool.name().hashCode() + i;
                    var made =
                        i < CAREFUL
                            ? RandomPipeline.careful(tool, seed)
                            : RandomPipeline.endingIn(tool, tools, seed);
                    var refusal = checked(made);
                    ran += refusal.isEmpty() ? 1 : 0;
                    refusal.ifPresent(refusals::add);
                  }
                  assertTrue(ran > 0, tool.name() + " never ran: " + refusals);
                }));
  }

  private static StreamingConfig config(int threads, long blockRows, long chunkBytes) {
    return StreamingConfig.defaults()
        .withMemoryBytes(200 * StreamingConfig.MIB)
        .withThreads(threads)
        .withBlockRows(blockRows)
        .withChunkBytes(chunkBytes)
        .withErrorBudget(1000);
  }

  /// Why it was refused, or nothing if it ran right.
  private Optional<String> checked(RandomPipeline made) {
    var config = config(1, 40, 2048);
    try {
      new StreamingPipelineExecutor(catalogue, config).plan(made.pipeline());
    } catch (PipelineException e) {
      clear(e, CLEAR, made);
      assertEquals(e.getMessage(), refused(made, config).getMessage(), made::toString);
      return Optional.of(e.getMessage());
    }
    try {
      var one = run(made, config);
      right(one, made);
      same(one, run(made, config(3, 40, 2048)), made);
      alike(one, run(made, config(2, 64, 1 << 20)), made);
      return Optional.empty();
    } catch (PipelineException e) {
      clear(e, WHILE_RUNNING, made);
      assertEquals(e.code(), refused(made, config(3, 40, 2048)).code(), made::toString);
      return Optional.of(e.getMessage());
    }
  }

  private RunResult run(RandomPipeline made, StreamingConfig config) {
    return new StreamingPipelineExecutor(catalogue, config)
        .run(made.pipeline(), RunListener.NONE, new Cancellation());
  }

  private PipelineException refused(RandomPipeline made, StreamingConfig config) {
    try {
      run(made, config);
    } catch (PipelineException e) {
      return e;
    }
    throw new AssertionError("it was refused before, and now it ran: " + made);
  }

  private static void clear(PipelineException e, Set<Category> allowed, RandomPipeline made) {
    var message = e.getMessage();
    assertTrue(allowed.contains(e.category()), () -> e.category() + ": " + message + "\n" + made);
    for (var sign : List.of("Exception", "dev.weir.", "this is a bug")) {
      assertFalse(message.contains(sign), () -> "for people? " + message + "\n" + made);
    }
    assertTrue(message.length() > 20 && message.lines().count() == 1, () -> message + "\n" + made);
  }

  private static void right(RunResult run, RandomPipeline made) {
    assertEquals(made.rows().rows().orElseThrow(), run.rowsRead(), made::toString);
    assertEquals(run.rowsRead(), run.rowsUsed() + run.rowsSkipped(), made::toString);
    assertEquals(made.pipeline().steps().size(), run.rowsAfter().size(), made::toString);
  }

  private static void same(RunResult one, RunResult other, RandomPipeline made) {
    assertEquals(one.rowsAfter(), other.rowsAfter(), made::toString);
    assertEquals(one.skipped(), other.skipped(), made::toString);
    assertEquals(one.steps().size(), other.steps().size(), made::toString);
    for (int i = 0; i < one.steps().size(); i++) {
      var expected = one.steps().get(i);
      var found =
          Comparison.toTheBit()
              .difference(expected.result(), other.steps().get(i).result())
              .map(f -> expected.step() + ", 3 threads: " + f + "\n" + made);
      assertEquals(Optional.empty(), found);
    }
  }

  /// Figures may differ within their bounds, which the laws of each tool are about.
  private static void alike(RunResult one, RunResult other, RandomPipeline made) {
    assertEquals(one.rowsAfter(), other.rowsAfter(), made::toString);
    for (int i = 0; i < one.steps().size(); i++) {
      var expected = one.steps().get(i).result();
      var actual = other.steps().get(i).result();
      assertEquals(expected.values().keySet(), actual.values().keySet(), made::toString);
      assertEquals(expected.tables().keySet(), actual.tables().keySet(), made::toString);
      for (var name : expected.tables().keySet()) {
        assertEquals(expected.table(name).schema(), actual.table(name).schema(), made::toString);
      }
    }
  }
}
