package dev.weir.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.api.Chunk;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.api.Validity;
import dev.weir.api.Values;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Models of groups of which not all fit into memory give the rows that they give in memory.
final class SpilledModelsTest {
  private static final Schema SCHEMA =
      Schema.of(
          Schema.Field.of("x", Type.DOUBLE),
          Schema.Field.of("g", Type.LONG),
          Schema.Field.of("name", Type.TEXT));

  @TempDir private Path spill;
  private final RowFiles files = new RowFiles();
  private final Catalogue catalogue = Catalogue.of(List.of(new SampleTools()), List.of(files));

  /// Groups are missing at times, and new ones come until the end.
  private static Table table(int rows, int groups) {
    var random = new Random(3);
    var x = new double[rows];
    var g = new long[rows];
    var known = new boolean[rows];
    var names = new String[rows];
    for (int r = 0; r < rows; r++) {
      x[r] = random.nextGaussian() * Math.pow(10, random.nextInt(12) - 6);
      g[r] = random.nextInt(3) == 0 ? 7 : random.nextInt(1 + (int) ((long) groups * r / rows));
      known[r] = g[r] % 97 != 0;
      names[r] = g[r] % 11 == 0 ? null : "name " + g[r] % 200;
    }
    return Table.of(
        SCHEMA,
        List.of(
            Chunk.of(
                SCHEMA,
                rows,
                0,
                Values.of(x),
                new Values.Longs(Type.LONG, g, Validity.of(known)),
                Values.of(names))));
  }

  private SpilledRuns runs() {
    return new SpilledRuns(spill, files, catalogue);
  }

  private void same(Pipeline pipeline, long budget) throws IOException {
    var expected = runs().lines(runs().config(512, 2).withErrorBudget(budget), pipeline, false);
    for (int threads : new int[] {1, 4}) {
      assertEquals(
          expected,
          runs().lines(runs().config(128, threads).withErrorBudget(budget), pipeline, true));
    }
  }

  /// A fit of two passes, then steps for which order and bits count.
  @Test
  void rowsAreThoseOfModelsInMemory() throws IOException {
    same(
        Pipeline.from(Input.of(table(50_000, 40_000)))
            .step("t.centre")
            .by("g", "name")
            .step("t.sum")
            .with("column", "centred")
            .step("t.lag")
            .with("column", "centred")
            .step("t.hash")
            .with("column", "lag")
            .writeTo(Path.of("rows.t")),
        0);
  }

  /// Rows of groups that the fit has not seen are set aside.
  @Test
  void groupsWithoutModelAreSetAside() throws IOException {
    var pipeline =
        Pipeline.from(Input.of(table(30_000, 40_000)))
            .step("t.centre")
            .by("g")
            .fitOn(Input.of(table(70_000, 60_000)))
            .step("t.hash")
            .with("column", "centred");
    same(pipeline, 30_000);
  }
}
