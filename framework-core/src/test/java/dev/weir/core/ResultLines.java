package dev.weir.core;

import dev.weir.api.Chunk;
import dev.weir.api.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A result as lines of text that differ if a single bit of it does.
final class ResultLines {
  private ResultLines() {}

  /// All that a run says but its metrics.
  static List<String> of(RunResult run) {
    var lines = new ArrayList<String>();
    lines.add("rows " + run.rowsRead() + " " + run.rowsUsed() + " " + run.skipped());
    lines.add(run.completeness() + " " + run.rowsAfter() + " " + run.lineage());
    for (var step : run.steps()) {
      var result = step.result();
      lines.add(step.step() + " used " + step.rowsUsed() + " " + step.completeness());
      result
          .values()
          .forEach((name, value) -> lines.add(step.step() + " " + name + " " + text(value)));
      result
          .tables()
          .forEach((name, table) -> {
            lines.add(step.step() + " " + name + " " + table.schema());
            table.forEachChunk(chunk -> lines.addAll(of(chunk)));
          });
      lines.add(result.exactness().toString());
      lines.addAll(result.warnings());
    }
    return lines;
  }

  private static String text(Object value) {
    return switch (value) {
      case double[] reals -> Arrays.toString(reals);
      case long[] integers -> Arrays.toString(integers);
      case byte[] bytes -> Arrays.toString(bytes);
      default -> value.toString();
    };
  }

  /// A line a row.
  static List<String> of(Chunk chunk) {
    var lines = new ArrayList<String>();
    for (int r = 0; r < chunk.rows(); r++) {
      var line = new StringBuilder();
      for (var column : chunk.schema().columns().toList()) {
        line.append(cell(chunk.values(column), r)).append(' ');
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static String cell(Values values, int r) {
    if (!values.validity().at(r)) {
      return "missing";
    }
    return switch (values) {
      case Values.Ints ints -> "" + ints.cells()[r];
      case Values.Longs longs -> "" + longs.cells()[r];
      case Values.Doubles doubles -> "" + Double.doubleToRawLongBits(doubles.cells()[r]);
      case Values.Texts texts -> texts.text().string(r);
    };
  }
}
