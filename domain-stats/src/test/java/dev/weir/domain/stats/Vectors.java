package dev.weir.domain.stats;

import dev.weir.api.Chunk;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.api.Validity;
import dev.weir.api.Values;
import dev.weir.tck.References;
import java.util.Arrays;
import java.util.List;

/// Reference files beside the tests: groups of lines, each begun by a name.
final class Vectors {
  private Vectors() {}

  /// The groups of `size` lines of a file, comments left out.
  static List<List<String>> groups(String file, int size) {
    var lines = References.lines(Vectors.class.getResourceAsStream(file));
    return java.util.stream.IntStream.range(0, lines.size() / size)
        .mapToObj(i -> lines.subList(size * i, size * i + size))
        .toList();
  }

  static double[] numbers(String line) {
    return Arrays.stream(line.split(" "))
        .mapToDouble(word -> word.equals("NA") ? Double.NaN : Double.parseDouble(word))
        .toArray();
  }

  /// A table of one DOUBLE column `x`; NaN is a missing cell.
  static Table holed(double[] cells) {
    var valid = new boolean[cells.length];
    for (int r = 0; r < cells.length; r++) {
      valid[r] = !Double.isNaN(cells[r]);
    }
    var schema = Schema.of(Schema.Field.of("x", Type.DOUBLE));
    var values = new Values.Doubles(cells, Validity.of(valid));
    return Table.of(schema, List.of(Chunk.of(schema, cells.length, 0, values)));
  }
}
