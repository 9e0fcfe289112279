package dev.weir.core;

import dev.weir.api.Chunk;
import dev.weir.api.Schema;
import dev.weir.api.StreamingConfig;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.api.Values;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;

/// Rows, a catalogue of sample tools and a configuration with blocks so small that there are many.
abstract class ExecutorFixture {
  static final int ROWS = 10_000;
  static final Schema SCHEMA =
      Schema.of(
          Schema.Field.of("x", Type.DOUBLE),
          Schema.Field.of("k", Type.INT),
          Schema.Field.of("name", Type.TEXT));

  @TempDir Path spill;
  final Catalogue catalogue = Catalogue.of(List.of(new SampleTools()), List.of());
  final double[] x = new double[ROWS];
  final int[] k = new int[ROWS];
  final Table table = table();

  private Table table() {
    var random = new Random(1);
    var names = new String[ROWS];
    for (int r = 0; r < ROWS; r++) {
      x[r] = random.nextGaussian() * Math.pow(10, random.nextInt(12) - 6);
      k[r] = random.nextInt(5);
      names[r] = "n" + k[r];
    }
    return Table.of(
        SCHEMA, List.of(Chunk.of(SCHEMA, ROWS, 0, Values.of(x), Values.of(k), Values.of(names))));
  }

  StreamingConfig config() {
    return StreamingConfig.defaults()
        .withSpillDirectory(spill)
        .withThreads(2)
        .withBlockRows(700)
        .withChunkBytes(2048);
  }

  RunResult run(StreamingConfig config, Pipeline pipeline) {
    return new StreamingPipelineExecutor(catalogue, config).run(pipeline);
  }

  Pipeline over(Table rows) {
    return Pipeline.from(Input.of(rows));
  }

  static <T> T value(RunResult run, String step, String name, Class<T> type) {
    return run.step(step).result().value(name, type);
  }
}
