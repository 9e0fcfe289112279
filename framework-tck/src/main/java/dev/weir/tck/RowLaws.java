package dev.weir.tck;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.PipelineResult;
import dev.weir.api.Schema;
import dev.weir.api.StatelessTransform;
import dev.weir.api.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// Laws of the rows and tables that come out: SCHEMA, POSITIONS, ROWWISE.
final class RowLaws {
  private RowLaws() {}

  private static List<Chunk> chunks(Fold fold, Choices choices) {
    return choices.chunks(fold.rows(), 50, 1);
  }

  static void schema(Fold fold, Choices choices) {
    var outcome = fold.run(chunks(fold, choices));
    for (var chunk : outcome.emitted()) {
      Finding.unless(
          Comparison.shape(chunk.schema()).equals(Comparison.shape(fold.output())),
          fold.led()
              + "a chunk was emitted with the columns "
              + Comparison.shape(chunk.schema())
              + ", the binding stated "
              + Comparison.shape(fold.output()));
      cells(fold.led() + "an emitted chunk", chunk, fold.output());
    }
    if (fold.transforms()) {
      passedThrough(fold, outcome);
    }
    result(fold, outcome.result());
  }

  /// Arrays are of the stated types and long enough, and nothing is missing where nothing may be.
  private static void cells(String what, Chunk chunk, Schema stated) {
    for (var column : stated.columns().toList()) {
      if (!chunk.has(column)) {
        continue;
      }
      var values = chunk.values(column);
      int cells =
          switch (values) {
            case dev.weir.api.Values.Doubles d -> d.cells().length;
            case dev.weir.api.Values.Longs l -> l.cells().length;
            case dev.weir.api.Values.Ints i -> i.cells().length;
            case dev.weir.api.Values.Texts t ->
                chunk.rows() == 0 || t.text().end(chunk.rows() - 1) <= t.text().bytes().length
                    ? chunk.rows()
                    : 0;
          };
      Finding.unless(
          values.type() == column.type() && cells >= chunk.rows(),
          what
              + " of "
              + chunk.rows()
              + " rows has "
              + cells
              + " cells of type "
              + values.type()
              + " in the column "
              + column.name()
              + " "
              + column.type());
      Finding.unless(
          column.field().nullable() || chunk.validity(column).count(chunk.rows()) == chunk.rows(),
          what
              + " has a missing cell in column '"
              + column.name()
              + "', of which the schema says that it has none");
    }
  }

  /// A column that passes through holds in each row what the input row of that position holds.
  private static void passedThrough(Fold fold, Outcome outcome) {
    var rows = fold.rows();
    Map<Long, Integer> at = new HashMap<>();
    for (int r = 0; r < rows.rows(); r++) {
      at.put(rows.position(r), r);
    }
    for (var chunk : outcome.emitted()) {
      for (var out : chunk.schema().columns().toList()) {
        int from =
            out.index() < fold.needs().from().size() ? fold.needs().from().get(out.index()) : -1;
        if (from < 0 || fold.tool().needs().outputAfterFit()) {
          continue;
        }
        var in = new Column(from, rows.schema().fields().get(from));
        Finding.unless(
            chunk.has(out),
            fold.led() + "column '" + out.name() + "' is absent from an emitted chunk");
        for (int r = 0; r < chunk.rows(); r++) {
          var source = at.get(chunk.position(r));
          Finding.unless(
              source == null || Tables.same(rows, in, source, chunk, out, r),
              fold.led()
                  + "column '"
                  + out.name()
                  + "' is declared as passed through, but at position "
                  + chunk.position(r)
                  + " "
                  + (source == null ? null : Tables.cell(rows, in, source))
                  + " became "
                  + Tables.cell(chunk, out, r));
        }
      }
    }
  }

  private static void result(Fold fold, PipelineResult result) {
    for (var entry : result.tables().entrySet()) {
      var name = fold.led() + "table '" + entry.getKey() + "'";
      var table = entry.getValue();
      for (var chunk : Tables.chunks(table)) {
        Finding.unless(
            chunk.schema().equals(table.schema()),
            name + " holds chunks of another schema than its own");
        table
            .schema()
            .columns()
            .forEach(column ->
                Finding.unless(
                    chunk.has(column), name + ", column '" + column.name() + "' has no cells"));
        cells(name, chunk, table.schema());
      }
      counted(name, table);
    }
    for (var chart : result.charts().values()) {
      var table = result.tables().get(chart.table());
      Finding.unless(
          table != null && table.schema().names().containsAll(chart.columns()),
          fold.led() + "the chart " + chart + " shows what is not there");
    }
    for (var name : result.exactness().keySet()) {
      Finding.unless(
          names(result).contains(name),
          fold.led() + "exactness is stated for '" + name + "', which is not there");
    }
  }

  private static void counted(String name, Table table) {
    long rows = Tables.chunks(table).stream().mapToLong(Chunk::rows).sum();
    Finding.unless(
        table.rows().orElse(rows) == rows, name + " says it has " + table.rows() + " rows");
    Finding.none(
        Comparison.toTheBit().cells(name, Tables.whole(table), Tables.whole(table)),
        "read a second time");
  }

  private static List<String> names(PipelineResult result) {
    var names = new ArrayList<>(result.values().keySet());
    result
        .tables()
        .forEach((name, table) -> {
          names.add(name);
          table.schema().names().forEach(column -> names.add(name + "." + column));
        });
    return names;
  }

  static void positions(Fold fold, Choices choices) {
    if (!fold.transforms()) {
      return;
    }
    var rows = fold.rows();
    Map<Long, Long> identityAt = new HashMap<>();
    for (int r = 0; r < rows.rows(); r++) {
      identityAt.put(rows.position(r), rows.identity(r));
    }
    long last = Long.MIN_VALUE;
    var seen = new HashSet<Long>();
    for (var chunk : fold.run(chunks(fold, choices)).emitted()) {
      for (int r = 0; r < chunk.rows(); r++) {
        long position = chunk.position(r);
        Finding.unless(
            position >= last,
            fold.led() + "a row at position " + position + " was emitted after one at " + last);
        var identity = identityAt.get(position);
        Finding.unless(
            identity == null || position == last || identity == chunk.identity(r),
            fold.led()
                + "the first row made from the one at position "
                + position
                + " has another identity than it");
        Finding.unless(
            seen.add(chunk.identity(r)),
            fold.led() + "two rows have one identity, the second at position " + position);
        last = position;
      }
    }
  }

  static void rowwise(Fold fold, Choices choices) {
    if (!(fold.pipeline() instanceof StatelessTransform)) {
      return;
    }
    var expected = fold.run();
    var chunks = choices.chunks(fold.rows(), 1);
    Finding.none(
        Comparison.toTheBit().difference(expected, fold.run(chunks)),
        fold.led() + chunks.size() + " chunks, against all rows in one");
    for (var part : choices.parts().entrySet()) {
      var some = Tables.filter(fold.rows(), part.getValue());
      var kept = new HashSet<Long>();
      for (int r = 0; r < some.rows(); r++) {
        kept.add(some.position(r));
      }
      var all = Tables.whole(expected.rows());
      var left =
          new Outcome(
              expected.result(),
              expected.schema(),
              List.of(Tables.filter(all, r -> kept.contains(all.position(r)))),
              expected.rejected(),
              1);
      var found = fold.run(List.of(some));
      var same =
          new Outcome(found.result(), found.schema(), found.emitted(), expected.rejected(), 1);
      Finding.none(
          Comparison.toTheBit().difference(left, same),
          fold.led() + part.getKey() + ", against the same rows among all");
    }
  }
}
