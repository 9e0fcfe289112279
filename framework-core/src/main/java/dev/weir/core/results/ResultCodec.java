package dev.weir.core.results;

import dev.weir.api.Chart;
import dev.weir.api.Exactness;
import dev.weir.api.PipelineResult;
import dev.weir.core.spill.DamagedFrameException;
import dev.weir.core.spill.FrameReader;
import dev.weir.core.spill.FrameWriter;
import dev.weir.core.spill.Workspace;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A [PipelineResult] as frames: everything that a tool can say, models of groups included. What is
/// read is what was written, to the bit and in the same order; a table comes back as rows in a
/// workspace, whatever it was before (a view, a sample, rows on the disk).
///
/// Frames: the head (version, how many values and tables, charts, exactness, warnings); one a
/// value; for each table those of [TableCodec]. Memory: the largest value or chunk, once more.
public final class ResultCodec {
  /// Version of what [#write] writes. Every version that was ever released stays readable.
  public static final int VERSION = 1;

  private static final int MARK = 0x5245;

  private ResultCodec() {}

  /// Appends a result; reads each of its tables once.
  public static void write(PipelineResult result, FrameWriter out) throws IOException {
    var head = new Fields().integer(MARK).integer(VERSION);
    head.integer(result.values().size()).integer(result.tables().size());
    head.integer(result.charts().size());
    result
        .charts()
        .forEach((name, chart) ->
            head.text(name).text(chart.kind()).text(chart.table()).texts(chart.columns()));
    head.integer(result.exactness().size());
    result.exactness().forEach((name, how) -> write(head.text(name), how));
    head.texts(result.warnings()).end(out);
    for (var value : result.values().entrySet()) {
      ValueCodec.write(new Fields().text(value.getKey()), value.getValue()).end(out);
    }
    for (var table : result.tables().entrySet()) {
      TableCodec.write(table.getKey(), table.getValue(), out);
    }
  }

  private static void write(Fields head, Exactness how) {
    switch (how) {
      case Exactness.Bound(String measure, double error, double confidence) ->
          head.integer(0).text(measure).real(error).real(confidence);
      case Exactness.Sampled(long of, long used) -> head.integer(1).integer(of).integer(used);
    }
  }

  /// Reads the next result.
  ///
  /// @param workspace holds the rows of its tables; null: they are few, and nobody counts them
  /// @param role whose result it is, for messages: "the model of step 'x'"
  /// @throws DamagedFrameException if it is not as it was written, or of a version that is not
  ///   known here
  public static PipelineResult read(FrameReader in, @Nullable Workspace workspace, String role)
      throws IOException {
    try {
      return readAll(in, workspace, role);
    } catch (IllegalArgumentException
        | IndexOutOfBoundsException
        | java.nio.BufferUnderflowException e) {
      throw new DamagedFrameException("what a frame holds makes no sense: " + e, e);
    }
  }

  private static PipelineResult readAll(FrameReader in, @Nullable Workspace workspace, String role)
      throws IOException {
    var head = new Fields.Reader(in.next());
    if (head.integer() != MARK) {
      throw new DamagedFrameException("no result begins here");
    }
    long version = head.integer();
    if (version != VERSION) {
      throw new DamagedFrameException("version " + version + " of a result is not known here");
    }
    long valueCount = head.integer();
    long tableCount = head.integer();
    var charts = charts(head);
    var exactness = exactness(head);
    var warnings = head.texts();
    head.end();
    var result = new PipelineResult(Map.of(), Map.of(), charts, exactness, warnings);
    for (long i = 0; i < valueCount; i++) {
      var fields = new Fields.Reader(in.next());
      result = result.withValue(fields.text(), ValueCodec.read(fields));
      fields.end();
    }
    for (long i = 0; i < tableCount; i++) {
      var named = TableCodec.read(in, workspace, role);
      result = result.withTable(named.name(), named.table());
    }
    return result;
  }

  private static Map<String, Chart> charts(Fields.Reader head) throws IOException {
    var charts = new LinkedHashMap<String, Chart>();
    int count = head.count(32);
    for (int i = 0; i < count; i++) {
      charts.put(head.text(), new Chart(head.text(), head.text(), head.texts()));
    }
    return charts;
  }

  private static Map<String, Exactness> exactness(Fields.Reader head) throws IOException {
    var exactness = new LinkedHashMap<String, Exactness>();
    int count = head.count(32);
    for (int i = 0; i < count; i++) {
      var name = head.text();
      long kind = head.integer();
      exactness.put(
          name,
          kind == 0
              ? new Exactness.Bound(head.text(), head.real(), head.real())
              : new Exactness.Sampled(head.integer(), head.integer()));
    }
    return exactness;
  }
}
