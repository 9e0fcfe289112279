package dev.weir.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.Binding;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.DomainPlugin;
import dev.weir.api.Estimator;
import dev.weir.api.OptionValues;
import dev.weir.api.PipelineResult;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.StatelessTransform;
import dev.weir.api.StreamingConfig;
import dev.weir.api.Table;
import dev.weir.api.ToolDescriptor;
import dev.weir.api.Type;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a binding and a context say of the run.
final class WhatToolsAreToldTest {
  private static final Schema SCHEMA = Schema.of(Schema.Field.of("x", Type.DOUBLE));

  /// Says how many threads it may use; notes whether it was bound to be fitted.
  private static final class Probes implements DomainPlugin {
    private final List<Boolean> fits = new ArrayList<>();

    @Override
    public List<ToolDescriptor> tools() {
      return List.of(
          ToolDescriptor.of(Probe.class, "t.probe", "Probes")
              .description("For tests.")
              .produces("threads", "those it may use")
              .produces("rows", "the rows of the input")
              .example("weir run f.csv t.probe")
              .build());
    }

    @Override
    public AnalysisPipeline create(String tool, OptionValues options, Binding in, Binding fitted) {
      fits.add(in.fits());
      in.columns(List.of());
      in.emitsAfterFit(in.schema());
      return new Probe();
    }
  }

  private record Probe() implements Estimator {
    @Override
    public PipelineResult analyze(Table table, ChunkProcessingContext context) {
      return PipelineResult.EMPTY.withValue("threads", (long) context.threads());
    }

    @Override
    public Schema emits(PipelineResult model) {
      return SCHEMA;
    }

    @Override
    public StatelessTransform transformer(PipelineResult model) {
      return (chunk, context) -> chunk;
    }
  }

  private static RunResult run(Probes probes, Pipeline pipeline, int threads) {
    var config = StreamingConfig.defaults().withThreads(threads);
    return new StreamingPipelineExecutor(Catalogue.of(List.of(probes), List.of()), config)
        .run(pipeline);
  }

  private static Input rows() {
    return Input.of(Rows.of(SCHEMA).row().put(0, 1.0).table());
  }

  @Test
  void anAnalysisOfTheWholeTableLearnsHowManyThreadsItMayUse() {
    for (int threads : new int[] {1, 3}) {
      var run = run(new Probes(), Pipeline.from(rows()).step("t.probe"), threads);
      assertEquals(threads, run.step("t.probe").result().value("threads", Long.class));
    }
  }

  @Test
  void aToolIsFittedOnItsInputUnlessAnotherIsGiven() {
    var probes = new Probes();
    run(probes, Pipeline.from(rows()).step("t.probe"), 1);
    assertEquals(List.of(true), probes.fits);
    probes.fits.clear();
    run(probes, Pipeline.from(rows()).step("t.probe").fitOn(rows()), 1);
    assertEquals(List.of(false, true), probes.fits);
  }

  @Test
  void stepsAfterOneThatWasFittedElsewhereAreBoundToWhatItEmits() {
    var probes = new Probes();
    var run = run(probes, Pipeline.from(rows()).step("t.probe").fitOn(rows()).step("t.probe"), 1);
    assertEquals(2, run.steps().size());
    assertEquals(List.of(false, true, true), probes.fits);
  }
}
