package dev.weir.tck;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.DomainPlugin;
import dev.weir.api.Estimator;
import dev.weir.api.PipelineResult;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.Transform;
import dev.weir.core.BoundTool;
import dev.weir.core.Catalogue;
import dev.weir.core.Needs;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// One bound tool and its rows, its methods called by hand in the order in which a run would. Of an
/// estimator this is the fit; [#transform] is what its model does.
///
/// ```java
/// var fold = Fold.of(new StatsPlugin(), "stats.describe", example);
/// var one = fold.run();
/// var many = fold.run(Tables.cut(fold.rows(), 1, 2, 3));
/// ```
public final class Fold {
  private final DomainPlugin plugin;
  private final String tool;
  private final Case example;
  private final String part;
  private final BoundTool bound;
  private final AnalysisPipeline pipeline;
  private final Needs needs;
  private final Schema output;
  private final Chunk rows;

  private Fold(
      DomainPlugin plugin,
      String tool,
      Case example,
      String part,
      BoundTool bound,
      AnalysisPipeline pipeline,
      Needs needs,
      Schema output,
      Table data) {
    this.plugin = plugin;
    this.tool = tool;
    this.example = example;
    this.part = part;
    this.bound = bound;
    this.pipeline = pipeline;
    this.needs = needs;
    this.output = output;
    this.rows = readable(data);
  }

  /// Binds the tool to the case's rows; of an estimator to those that it is fitted on.
  ///
  /// @throws dev.weir.api.PipelineException as the tool's constructor
  public static Fold of(DomainPlugin plugin, String tool, Case example) {
    var bound = bind(plugin, tool, example);
    if (!(bound.pipeline() instanceof Estimator)) {
      var needs = bound.needs();
      return new Fold(
          plugin,
          tool,
          example,
          "",
          bound,
          bound.pipeline(),
          needs,
          needs.output(),
          example.data());
    }
    boolean elsewhere = bound.descriptor().fitOn().isEmpty() && example.fitOn().isPresent();
    var fit = elsewhere ? bind(plugin, tool, example.withData(example.fitted())) : bound;
    return new Fold(
        plugin,
        tool,
        example,
        "the fit",
        bound,
        fit.pipeline(),
        fit.fitNeeds(),
        fit.fitNeeds().input(),
        example.fitted());
  }

  private static BoundTool bind(DomainPlugin plugin, String tool, Case example) {
    return Catalogue.of(List.of(plugin), List.of())
        .bind(
            tool,
            example.options(),
            example.data().schema(),
            example.fitted().schema(),
            example.seed());
  }

  /// The transform of an estimator that was fitted with this model, over the case's rows.
  public Fold transform(PipelineResult model) {
    return transform(((Estimator) bound.pipeline()).transformer(model), model);
  }

  /// The same of a transform that may retain so many bytes.
  public Fold transform(PipelineResult model, long room) {
    return transform(((Estimator) bound.pipeline()).transformer(model, room), model);
  }

  private Fold transform(Transform<?> transformer, PipelineResult model) {
    var estimator = (Estimator) bound.pipeline();
    var stated = bound.needs();
    return new Fold(
        plugin,
        tool,
        example,
        "the transform of the fitted model",
        bound,
        transformer,
        stated,
        stated.outputAfterFit() ? estimator.emits(model) : stated.output(),
        example.data());
  }

  /// What people are shown of the answer.
  public PipelineResult shown(PipelineResult answer) {
    return bound.pipeline() instanceof Estimator estimator ? estimator.shown(answer) : answer;
  }

  /// The same with a new instance of the tool.
  public Fold again() {
    return of(plugin, tool, example);
  }

  /// What the tool reads: columns that it did not bind, and does not pass through, are absent.
  private Chunk readable(Table data) {
    boolean sort = needs.order().isPresent() && !needs.order().get().isEmpty();
    var all =
        Tables.whole(
            sort ? data.sortedBy(needs.order().orElseThrow().toArray(String[]::new)) : data);
    var read = new TreeSet<Integer>();
    needs.columns().forEach(c -> read.add(c.index()));
    if (transforms()) {
      needs.from().stream().filter(i -> i >= 0).forEach(read::add);
    }
    return all.only(read.stream().map(i -> new Column(i, data.schema().fields().get(i))).toList());
  }

  /// The tool, and what it said it needs.
  public BoundTool tool() {
    return bound;
  }

  /// What is called: the tool, or the transform of its model.
  public AnalysisPipeline pipeline() {
    return pipeline;
  }

  /// What was stated of these rows.
  public Needs needs() {
    return needs;
  }

  /// The schema of the rows that are emitted.
  public Schema output() {
    return output;
  }

  /// All rows in one chunk, in the order that was asked for.
  public Chunk rows() {
    return rows;
  }

  /// True if rows are emitted.
  public boolean transforms() {
    return pipeline instanceof Transform<?>;
  }

  /// The outcome for all rows in one chunk; for no rows, of no chunk.
  public Outcome run() {
    return run(rows.rows() == 0 ? List.of() : List.of(rows));
  }

  /// The outcome for these chunks of the rows.
  public Outcome run(List<Chunk> chunks) {
    return run(chunks, Around.NOTHING);
  }

  Outcome run(List<Chunk> chunks, Around around) {
    return run(List.of(chunks), Merging.IN_ORDER, around);
  }

  /// The outcome for blocks of rows that are folded apart and then merged.
  Outcome run(List<List<Chunk>> blocks, Merging merging, Around around) {
    return new HandRun(this, merging, around).run(blocks);
  }

  /// As many rows as a run of the case may set aside: all of them.
  long budget() {
    int fit = example.fitOn().map(Tables::whole).map(Chunk::rows).orElse(0);
    return Math.max(1, Tables.whole(example.data()).rows() + fit);
  }

  Case example() {
    return example;
  }

  DomainPlugin plugin() {
    return plugin;
  }

  /// True of the transform of a fitted model.
  boolean ofModel() {
    return transforms() && bound.pipeline() instanceof Estimator;
  }

  /// "the fit, ", or nothing for a tool that is but one thing.
  String led() {
    return part.isEmpty() ? "" : part + ", ";
  }

  /// The tool itself; or of an estimator the fit, and the transform of the model that it gives.
  static List<Fold> parts(DomainPlugin plugin, String tool, Case example) {
    var first = of(plugin, tool, example);
    var parts = new ArrayList<Fold>();
    parts.add(first);
    if (first.pipeline instanceof Estimator) {
      parts.add(first.transform(first.again().run().result()));
    }
    return parts;
  }
}
