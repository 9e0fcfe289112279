package dev.weir.core.results;

import dev.weir.api.PipelineResult;
import dev.weir.api.Table;

/// About how many bytes a result keeps alive, twice what is counted: a model's transform holds much
/// of it once more.
public final class ResultBytes {
  private static final long OBJECT = 48;

  private ResultBytes() {}

  /// Of this result; of one that was fitted by groups what is beside its models and tables, which
  /// have their own memory in a workspace.
  public static long of(PipelineResult result) {
    var bytes = new long[] {8 * OBJECT};
    if (result.tables().values().stream().noneMatch(ModelParts.class::isInstance)) {
      result.tables().values().forEach(table -> bytes[0] += of(table));
    }
    result.values().forEach((name, value) -> bytes[0] += 2 * OBJECT + of(value));
    bytes[0] += 4 * OBJECT * (result.exactness().size() + result.charts().size());
    result.warnings().forEach(warning -> bytes[0] += OBJECT + 2L * warning.length());
    return 2 * bytes[0];
  }

  private static long of(Table table) {
    var bytes = new long[] {4 * OBJECT};
    table.forEachChunk(chunk -> bytes[0] += 4 * OBJECT + chunk.byteSize());
    return bytes[0];
  }

  private static long of(Object value) {
    return switch (value) {
      case double[] reals -> 8L * reals.length;
      case long[] wholes -> 8L * wholes.length;
      case byte[] raw -> raw.length;
      default -> value.toString().length();
    };
  }
}
