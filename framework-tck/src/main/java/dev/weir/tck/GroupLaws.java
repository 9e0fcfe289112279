package dev.weir.tck;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingMode;
import dev.weir.api.Column;
import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.api.Schema;
import dev.weir.api.StreamingConfig;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.api.Values;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Laws about which rows count: REJECT and GROUPS.
final class GroupLaws {
  private static final String KEY = "tck_group";

  private GroupLaws() {}

  static void reject(Fold fold, Choices choices) {
    var chunks = choices.chunks(fold.rows(), 50);
    var outcome = fold.run(chunks);
    var gone = new HashSet<>(outcome.rejected().keySet());
    if (gone.isEmpty()) {
      return;
    }
    var left =
        chunks.stream().map(c -> Tables.filter(c, r -> !gone.contains(c.position(r)))).toList();
    var without = fold.run(left);
    var same =
        new Outcome(outcome.result(), outcome.schema(), outcome.emitted(), without.rejected(), 1);
    var comparison = Comparison.asStated(fold.example(), Table.of(fold.rows().schema(), left));
    Finding.none(
        comparison.difference(without, same),
        fold.led()
            + gone.size()
            + " rows were set aside (the first at position "
            + outcome.rejected().firstKey()
            + ": "
            + outcome.rejected().get(outcome.rejected().firstKey())
            + "); against the answer without them");
    for (var chunk : outcome.emitted()) {
      for (int r = 0; r < chunk.rows(); r++) {
        Finding.unless(
            !gone.contains(chunk.position(r)),
            fold.led() + "the row at position " + chunk.position(r) + " was set aside and emitted");
      }
    }
  }

  /// The same through the executor; and that nothing is set aside without a budget for it.
  static void rejectInRun(Fold fold) {
    var run = EngineRun.of(fold);
    var config = EngineRun.grid(64, 2048);
    var outcome = run.run(config.withErrorBudget(fold.budget()));
    var gone = new HashSet<>(outcome.rejected().keySet());
    if (gone.isEmpty()) {
      return;
    }
    var all = Tables.whole(inOrder(fold));
    var left = Tables.of(Tables.filter(all, r -> !gone.contains(all.position(r))));
    var without =
        new EngineRun(
                fold.plugin(), fold.tool().descriptor().name(), fold.example().withData(left), null)
            .run(config.withErrorBudget(fold.budget()));
    Finding.unless(
        without.rejected().isEmpty(),
        "a run without the rows that were set aside sets aside others: " + without.rejected());
    var where =
        "run with an error budget, " + gone.size() + " rows set aside, against a run without them";
    var comparison = Comparison.asStated(fold.example(), left);
    if (order(fold).isPresent()) {
      Finding.none(comparison.difference(without.result(), outcome.result()), where);
      Finding.none(rowsApartFromRanks(comparison, without, outcome), where);
    } else {
      var same =
          new Outcome(outcome.result(), outcome.schema(), outcome.emitted(), without.rejected(), 1);
      Finding.none(comparison.difference(without, same), where);
    }
    try {
      run.run(config);
    } catch (PipelineException e) {
      return;
    }
    throw new Finding("rows were set aside in a run without an error budget, and it did not fail");
  }

  /// The columns that the tool asked its rows to be in order of.
  private static Optional<List<String>> order(Fold fold) {
    return fold.needs().order().filter(columns -> !columns.isEmpty());
  }

  /// The case's rows as a run counts them: where the tool asked for an order, by their rank in it.
  private static Table inOrder(Fold fold) {
    var data = fold.example().data();
    return order(fold).map(columns -> data.sortedBy(columns.toArray(String[]::new))).orElse(data);
  }

  /// Ranks are others where rows were left out, and with them positions and identities.
  private static Optional<String> rowsApartFromRanks(
      Comparison comparison, Outcome without, Outcome outcome) {
    return without.emitted().isEmpty() && outcome.emitted().isEmpty()
        ? Optional.empty()
        : comparison.cells(
            "emitted rows", Tables.whole(without.rows()), Tables.whole(outcome.rows()));
  }

  static void groups(Fold fold, Choices choices) {
    var descriptor = fold.tool().descriptor();
    if (!descriptor.groupable()
        || descriptor.fitOn().isPresent()
        || fold.example().fitOn().isPresent()
        || descriptor.mode() == ChunkProcessingMode.STATELESS
        || descriptor.mode() == ChunkProcessingMode.CUSTOM) {
      return;
    }
    var data = keyed(Tables.whole(fold.example().data()), choices);
    var example = fold.example().withData(Tables.of(data));
    var config = EngineRun.grid(64, 2048).withErrorBudget(fold.budget());
    Outcome grouped;
    try {
      grouped = new EngineRun(fold.plugin(), descriptor.name(), example, KEY).run(config);
    } catch (PipelineException e) {
      if (e.category() == PipelineException.Category.REFUSED) {
        return;
      }
      throw e;
    }
    for (var key : new @Nullable String[] {"a", "b", "c", null}) {
      group(fold, example, grouped, key, config);
    }
  }

  private static Chunk keyed(Chunk data, Choices choices) {
    return data.with(Schema.Field.of(KEY, Type.TEXT), Values.of(choices.keys(data.rows())));
  }

  private static void group(
      Fold fold, Case example, Outcome grouped, @Nullable String key, StreamingConfig config) {
    var rows = of(Tables.whole(example.data()), key);
    if (rows.rows() == 0) {
      return;
    }
    var table = Tables.of(withoutKey(rows));
    var alone =
        new EngineRun(fold.plugin(), fold.tool().descriptor().name(), example.withData(table), null)
            .run(config);
    if (alone.rejected().size() == rows.rows()) {
      return; // no row is left to speak of: the group is not there, or says what it says of no rows
    }
    var comparison = Comparison.asStated(example, table);
    var where = "the group '" + key + "', against a run over its rows alone";
    for (var name : alone.result().tables().keySet()) {
      var part = grouped.result().tables().get(name);
      Finding.unless(part != null, where + ": it has no table '" + name + "'");
      Finding.none(
          comparison.cells(
              "table '" + name + "'",
              Tables.whole(alone.result().table(name)),
              own(Objects.requireNonNull(part), key, alone.result().table(name)),
              alone.result(),
              name),
          where);
    }
    values(grouped.result(), alone.result(), key, comparison, where);
    if (!alone.emitted().isEmpty()) {
      var emitted = of(Tables.whole(grouped.rows()), key);
      Finding.none(
          comparison.cells(
              "emitted rows", Tables.whole(alone.rows()), like(emitted, alone.schema())),
          where);
    }
  }

  /// A tool that takes all columns leaves out those of `--by`.
  private static Chunk withoutKey(Chunk rows) {
    var own = rows.schema().columns().filter(c -> !c.name().equals(KEY)).toList();
    return rows.project(
        new Schema(own.stream().map(Column::field).toList()),
        own.stream().mapToInt(Column::index).toArray());
  }

  private static Chunk of(Chunk rows, @Nullable String key) {
    var column = rows.schema().column(KEY);
    return Tables.filter(rows, r -> Objects.equals(Tables.cell(rows, column, r), key));
  }

  /// A group's rows of a table, under the columns that the table has without groups.
  private static Chunk own(Table part, @Nullable String key, Table alone) {
    var rows = of(Tables.whole(part), key);
    var from = new int[alone.schema().size()];
    for (int i = 0; i < from.length; i++) {
      from[i] = i + rows.schema().size() - from.length;
    }
    return rows.project(alone.schema(), from);
  }

  private static Chunk like(Chunk rows, Schema schema) {
    var from = schema.columns().mapToInt(c -> rows.schema().column(c.name()).index()).toArray();
    return rows.project(schema, from);
  }

  /// Values of groups are a table named `values`, a row a group.
  private static void values(
      PipelineResult grouped,
      PipelineResult alone,
      @Nullable String key,
      Comparison comparison,
      String where) {
    for (var entry : alone.values().entrySet()) {
      if (entry.getValue() instanceof Double
          || entry.getValue() instanceof Long
          || entry.getValue() instanceof String) {
        var rows = of(Tables.whole(grouped.table("values")), key);
        var column = rows.schema().column(entry.getKey());
        var cell = Tables.cell(rows, column, 0);
        Finding.unless(cell != null, where + ": value '" + entry.getKey() + "' is missing");
        Finding.none(
            comparison.difference(
                withValue(alone, entry.getKey(), entry.getValue()),
                withValue(alone, entry.getKey(), Objects.requireNonNull(cell))),
            where);
      }
    }
  }

  private static PipelineResult withValue(PipelineResult exactness, String name, Object value) {
    var one = PipelineResult.EMPTY.withValue(name, value);
    var how = exactness.exactness().get(name);
    return how == null ? one : one.withExactness(name, how);
  }
}
