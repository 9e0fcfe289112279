package dev.weir.tck;

import dev.weir.api.DataSourceProvider;
import dev.weir.api.DomainPlugin;
import dev.weir.api.PipelineResult;
import dev.weir.api.StreamingConfig;
import dev.weir.api.Table;
import dev.weir.core.Catalogue;
import dev.weir.core.Input;
import dev.weir.core.Pipeline;
import dev.weir.core.RunResult;
import dev.weir.core.StreamingPipelineExecutor;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Runs pipelines over small tables with the real executor, and hands back all rows or what a step
/// says. Where [Fold] calls one tool's methods by hand, this is the whole way: options are parsed,
/// the plan is made, blocks are folded by several threads and merged, estimators are fitted first.
///
/// Chunks are of 1 KB, blocks of 50 rows, two threads fold them: a few hundred rows cross many
/// borders. Rows are held in memory, in their order.
///
/// ```java
/// var runs = Runs.of(new CleaningPlugin());
/// var data = Tables.of(Schema.of(Schema.Field.of("x", Type.DOUBLE)), Tables.row(1), Tables.row(5));
/// var kept = runs.rows(data, p -> p.step("cleaning.filter").with("where", "x > 2"));
/// assertEquals(List.of(5.0), Tables.column(kept, "x"));
/// ```
///
/// All methods throw a [dev.weir.api.PipelineException] where a run would.
public final class Runs {
  private final List<DomainPlugin> plugins;
  private final StreamingConfig config;

  private Runs(List<DomainPlugin> plugins, StreamingConfig config) {
    this.plugins = plugins;
    this.config = config;
  }

  /// Runs of these plugins' tools.
  public static Runs of(DomainPlugin... plugins) {
    return new Runs(
        List.of(plugins),
        StreamingConfig.defaults().withThreads(2).withChunkBytes(1024).withBlockRows(50));
  }

  /// The same with another configuration, made from this one.
  public Runs with(UnaryOperator<StreamingConfig> change) {
    return new Runs(plugins, change.apply(config));
  }

  /// One step: the tool with these options, by group if columns are named.
  public static UnaryOperator<Pipeline> step(String tool, Map<String, ?> options, String... by) {
    return before -> {
      var pipeline = before.step(tool);
      for (var option : options.entrySet()) {
        pipeline = pipeline.with(option.getKey(), option.getValue());
      }
      return by.length == 0 ? pipeline : pipeline.by(by);
    };
  }

  /// The run of these steps.
  public RunResult run(Table input, UnaryOperator<Pipeline> steps) {
    return run(steps.apply(Pipeline.from(Input.of(input))), List.of());
  }

  private RunResult run(Pipeline pipeline, List<DataSourceProvider> sinks) {
    return new StreamingPipelineExecutor(Catalogue.of(plugins, sinks), config).run(pipeline);
  }

  /// What the last step says.
  public PipelineResult result(Table input, UnaryOperator<Pipeline> steps) {
    return run(input, steps).last().result();
  }

  /// What the named step says; for an estimator, its model.
  public PipelineResult result(Table input, String step, UnaryOperator<Pipeline> steps) {
    return run(input, steps).step(step).result();
  }

  /// All rows after the steps, the last of which has to emit rows.
  public Table rows(Table input, UnaryOperator<Pipeline> steps) {
    var sink = new RowsSink();
    run(steps.apply(Pipeline.from(Input.of(input))).writeTo(RowsSink.FILE), List.of(sink));
    return sink.table();
  }
}
