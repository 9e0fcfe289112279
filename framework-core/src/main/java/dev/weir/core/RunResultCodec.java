package dev.weir.core;

import dev.weir.api.Completeness;
import dev.weir.api.CompositionMetadata;
import dev.weir.api.Schema;
import dev.weir.api.StreamingPipelineResult;
import dev.weir.api.StreamingPipelineResult.Skipped;
import dev.weir.core.results.Fields;
import dev.weir.core.results.ResultCodec;
import dev.weir.core.spill.FrameReader;
import dev.weir.core.spill.FrameWriter;
import dev.weir.core.spill.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// A complete run's result as frames: counts and lineage, then each step's head and result. Figures
/// of the run itself (time, memory) are left out: a run that reads this has its own.
final class RunResultCodec {
  private RunResultCodec() {}

  static void write(RunResult run, FrameWriter out) throws IOException {
    var head = new Fields().integer(run.rowsRead()).integer(run.rowsUsed());
    head.integer(run.rowsSkipped());
    skipped(head, run.skipped());
    head.integer(run.rowsAfter().size());
    run.rowsAfter().forEach(s -> head.text(s.step()).text(s.tool()).integer(s.rows()));
    head.texts(run.recovered());
    texts(head, run.lineage());
    head.integer(run.steps().size()).end(out);
    for (var step : run.steps()) {
      write(step, out);
    }
  }

  private static void write(StreamingPipelineResult step, FrameWriter out) throws IOException {
    var head = new Fields().text(step.step()).text(step.tool());
    head.integer(step.rowsRead()).integer(step.rowsUsed()).integer(step.rowsSkipped());
    skipped(head, step.skipped());
    texts(head, step.lineage());
    head.integer(step.metrics().size());
    step.metrics().forEach((name, figure) -> head.text(name).real(figure));
    var composition = step.composition();
    head.integer(composition.tables().size());
    composition.tables().forEach((name, schema) -> head.text(name).schema(schema));
    head.integer(composition.acceptedBy().size());
    composition.acceptedBy().forEach((name, tools) -> head.text(name).texts(tools));
    head.end(out);
    ResultCodec.write(step.result(), out);
  }

  private static void skipped(Fields head, List<Skipped> rows) {
    head.integer(rows.size());
    rows.forEach(row -> head.integer(row.position()).text(row.step()).text(row.reason()));
  }

  private static void texts(Fields head, Map<String, String> texts) {
    head.integer(texts.size());
    texts.forEach((name, text) -> head.text(name).text(text));
  }

  /// @param metrics of the run that reads it
  static RunResult read(FrameReader in, Workspace workspace, Supplier<RunResult.Metrics> metrics)
      throws IOException {
    var head = new Fields.Reader(in.next());
    long rowsRead = head.integer();
    long rowsUsed = head.integer();
    long rowsSkipped = head.integer();
    var skipped = skipped(head);
    var rowsAfter = new ArrayList<RunResult.StepRows>();
    for (int left = head.count(24); left > 0; left--) {
      rowsAfter.add(new RunResult.StepRows(head.text(), head.text(), head.integer()));
    }
    var recovered = head.texts();
    var lineage = texts(head);
    long count = head.integer();
    head.end();
    var steps = new ArrayList<StreamingPipelineResult>();
    for (long s = 0; s < count; s++) {
      steps.add(step(in, workspace));
    }
    return new RunResult(
        Completeness.COMPLETE,
        Optional.empty(),
        rowsRead,
        rowsUsed,
        rowsSkipped,
        skipped,
        recovered,
        rowsAfter,
        steps,
        lineage,
        metrics.get(),
        Optional.empty(),
        TableFiles.none());
  }

  private static StreamingPipelineResult step(FrameReader in, Workspace workspace)
      throws IOException {
    var head = new Fields.Reader(in.next());
    var step = head.text();
    var tool = head.text();
    long rowsRead = head.integer();
    long rowsUsed = head.integer();
    long rowsSkipped = head.integer();
    var skipped = skipped(head);
    var lineage = texts(head);
    var metrics = new LinkedHashMap<String, Double>();
    for (int left = head.count(16); left > 0; left--) {
      metrics.put(head.text(), head.real());
    }
    var tables = new LinkedHashMap<String, Schema>();
    for (int left = head.count(16); left > 0; left--) {
      tables.put(head.text(), head.schema());
    }
    var acceptedBy = new LinkedHashMap<String, List<String>>();
    for (int left = head.count(16); left > 0; left--) {
      acceptedBy.put(head.text(), head.texts());
    }
    head.end();
    return new StreamingPipelineResult(
        step,
        tool,
        ResultCodec.read(in, workspace, "step '" + step + "'"),
        Completeness.COMPLETE,
        rowsRead,
        rowsUsed,
        rowsSkipped,
        skipped,
        new CompositionMetadata(tables, acceptedBy),
        lineage,
        metrics,
        Optional.empty());
  }

  private static List<Skipped> skipped(Fields.Reader head) throws IOException {
    var rows = new ArrayList<Skipped>();
    for (int left = head.count(24); left > 0; left--) {
      rows.add(new Skipped(head.integer(), head.text(), head.text()));
    }
    return rows;
  }

  private static Map<String, String> texts(Fields.Reader head) throws IOException {
    var texts = new LinkedHashMap<String, String>();
    for (int left = head.count(16); left > 0; left--) {
      texts.put(head.text(), head.text());
    }
    return texts;
  }
}
