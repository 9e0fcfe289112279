package dev.weir.core.groups;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.Column;
import dev.weir.api.Estimator;
import dev.weir.api.Exactness;
import dev.weir.api.PipelineResult;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.core.keys.KeyEncoder;
import dev.weir.core.keys.KeyIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// One result made of the groups' results: tables led by the key's columns and sorted by key,
/// values as a table `values`; of a model also a table `groups` that lists the keys and holds each
/// one's own model.
final class GroupResults {
  private static final int WARNINGS = 20;

  private GroupResults() {}

  /// A group's encoded key.
  @SuppressWarnings("ArrayRecordComponent")
  record Key(byte[] bytes) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  /// The groups' own results, by key in order.
  static Map<Key, PipelineResult> parts(PipelineResult combined) {
    if (combined.table("groups") instanceof PartsTable table) {
      return table.parts;
    }
    throw new IllegalArgumentException("not a model that was fitted by groups in this run");
  }

  static PipelineResult shown(PipelineResult result) {
    var tables = new LinkedHashMap<>(result.tables());
    tables.values().removeIf(PartsTable.class::isInstance);
    return new PipelineResult(
        tables, result.values(), result.charts(), result.exactness(), result.warnings());
  }

  static PipelineResult combined(
      AnalysisPipeline tool,
      List<Column> key,
      KeyIndex index,
      IntFunction<@Nullable PipelineResult> resultOf) {
    var keySchema = new Schema(key.stream().map(Column::field).toList());
    var parts = new LinkedHashMap<Key, PipelineResult>();
    for (int group : sorted(keySchema, index)) {
      var result = resultOf.apply(group);
      if (result != null) {
        parts.put(new Key(index.key(group)), result);
      }
    }
    var combined = PipelineResult.EMPTY;
    if (tool instanceof Estimator) {
      combined = combined.withTable("groups", new PartsTable(keys(keySchema, parts), parts));
    }
    var names = new LinkedHashMap<String, Schema>();
    parts
        .values()
        .forEach(r -> r.tables().forEach((name, table) -> names.putIfAbsent(name, table.schema())));
    for (var name : names.entrySet()) {
      combined =
          combined.withTable(
              name.getKey(), table(keySchema, parts, name.getKey(), name.getValue()));
    }
    combined = withValues(combined, keySchema, parts);
    combined = withExactness(combined, parts);
    for (var result : parts.values()) {
      for (var chart : result.charts().entrySet()) {
        combined =
            combined.charts().containsKey(chart.getKey())
                ? combined
                : combined.withChart(chart.getKey(), chart.getValue());
      }
    }
    return withWarnings(combined, keySchema, parts);
  }

  private static int[] sorted(Schema keySchema, KeyIndex index) {
    var number = "#";
    while (keySchema.indexOf(number) >= 0) {
      number += "#";
    }
    var rows = Rows.of(keySchema.with(Schema.Field.of(number, Type.LONG)));
    for (int group = 0; group < index.size(); group++) {
      rows.row();
      KeyEncoder.decode(index.content(), index.start(group), keySchema, rows, 0);
      rows.put(keySchema.size(), group);
    }
    var order = new int[index.size()];
    var at = new int[1];
    var table = rows.table().sortedBy(keySchema.names().toArray(String[]::new));
    var column = table.schema().column(number);
    table.forEachChunk(chunk -> {
      for (int r = 0; r < chunk.rows(); r++) {
        order[at[0]++] = (int) chunk.longs(column)[r];
      }
    });
    return order;
  }

  private static Table keys(Schema keySchema, Map<Key, PipelineResult> parts) {
    var rows = Rows.of(keySchema);
    for (var key : parts.keySet()) {
      KeyEncoder.decode(key.bytes, 0, keySchema, rows.row(), 0);
    }
    return rows.table();
  }

  /// Key columns first; a column of the tool's own with such a name gets a `_` behind.
  private static Schema beside(Schema keySchema, Schema own) {
    var fields = new ArrayList<>(keySchema.fields());
    for (var field : own.fields()) {
      var name = new StringBuilder(field.name());
      while (fields.stream().anyMatch(f -> f.name().contentEquals(name))) {
        name.append('_');
      }
      fields.add(new Schema.Field(name.toString(), field.type(), field.nullable(), field.unit()));
    }
    return new Schema(fields);
  }

  private static Table table(
      Schema keySchema, Map<Key, PipelineResult> parts, String name, Schema own) {
    var rows = Rows.of(beside(keySchema, own));
    parts.forEach((key, result) -> {
      var table = result.tables().get(name);
      if (table != null) {
        table.forEachChunk(chunk -> copy(keySchema, key, chunk, rows));
      }
    });
    return rows.table();
  }

  private static void copy(Schema keySchema, Key key, Chunk chunk, Rows rows) {
    for (int r = 0; r < chunk.rows(); r++) {
      rows.row();
      KeyEncoder.decode(key.bytes, 0, keySchema, rows, 0);
      int row = r;
      chunk.schema().columns().forEach(c -> rows.put(keySchema.size() + c.index(), chunk, c, row));
    }
  }

  private static PipelineResult withValues(
      PipelineResult combined, Schema keySchema, Map<Key, PipelineResult> parts) {
    var fields = new LinkedHashMap<String, Schema.Field>();
    for (var result : parts.values()) {
      result
          .values()
          .forEach((name, value) -> fields.putIfAbsent(name, Schema.Field.of(name, type(value))));
    }
    if (fields.isEmpty()) {
      return combined;
    }
    var own = new Schema(List.copyOf(fields.values()));
    var rows = Rows.of(beside(keySchema, own));
    parts.forEach((key, result) -> {
      rows.row();
      KeyEncoder.decode(key.bytes, 0, keySchema, rows, 0);
      result
          .values()
          .forEach((name, value) -> put(rows, keySchema.size() + own.indexOf(name), value));
    });
    return combined.withTable("values", rows.table());
  }

  private static Type type(Object value) {
    return switch (value) {
      case Double _ -> Type.DOUBLE;
      case Long _ -> Type.LONG;
      case Boolean _ -> Type.BOOLEAN;
      default -> Type.TEXT;
    };
  }

  private static void put(Rows rows, int column, Object value) {
    switch (value) {
      case Double real -> rows.put(column, real.doubleValue());
      case Long whole -> rows.put(column, whole.longValue());
      case Boolean flag -> rows.put(column, flag ? 1L : 0L);
      case double[] reals -> rows.put(column, Arrays.toString(reals));
      case long[] wholes -> rows.put(column, Arrays.toString(wholes));
      case byte[] bytes -> rows.put(column, java.util.HexFormat.of().formatHex(bytes));
      default -> rows.put(column, value.toString());
    }
  }

  /// The widest bound of any group holds for all.
  private static PipelineResult withExactness(
      PipelineResult combined, Map<Key, PipelineResult> parts) {
    var all = combined;
    for (var result : parts.values()) {
      for (var entry : result.exactness().entrySet()) {
        var before = all.exactness().get(entry.getKey());
        all =
            all.withExactness(
                entry.getKey(),
                before == null ? entry.getValue() : wider(before, entry.getValue()));
      }
    }
    return all;
  }

  private static Exactness wider(Exactness a, Exactness b) {
    return switch (a) {
      case Exactness.Bound x ->
          b instanceof Exactness.Bound y
              ? new Exactness.Bound(
                  x.measure(),
                  Math.max(x.error(), y.error()),
                  Math.min(x.confidence(), y.confidence()))
              : b;
      case Exactness.Sampled x ->
          b instanceof Exactness.Sampled y
              ? new Exactness.Sampled(x.of() + y.of(), x.used() + y.used())
              : a;
    };
  }

  private static PipelineResult withWarnings(
      PipelineResult combined, Schema keySchema, Map<Key, PipelineResult> parts) {
    var all = combined;
    int left = 0;
    for (var part : parts.entrySet()) {
      for (var warning : part.getValue().warnings()) {
        if (all.warnings().size() < WARNINGS) {
          all = all.withWarning(words(keySchema, part.getKey()) + ": " + warning);
        } else {
          left++;
        }
      }
    }
    return left == 0 ? all : all.withWarning("and " + left + " more warnings of other groups");
  }

  private static String words(Schema keySchema, Key key) {
    var rows = Rows.of(keySchema).row();
    KeyEncoder.decode(key.bytes, 0, keySchema, rows, 0);
    var chunk = rows.chunk();
    return String.join(
        ", ", keySchema.columns().map(c -> c.name() + " " + cell(chunk, c)).toList());
  }

  private static String cell(Chunk chunk, Column column) {
    if (!chunk.validity(column).at(0)) {
      return "missing";
    }
    return switch (column.type()) {
      case DOUBLE -> Double.toString(chunk.doubles(column)[0]);
      case TEXT, BYTES -> chunk.text(column).string(0);
      case DATE -> java.time.LocalDate.ofEpochDay(chunk.longs(column)[0]).toString();
      case BOOLEAN -> chunk.ints(column)[0] == 1 ? "true" : "false";
      case INT, LONG, TIMESTAMP -> Long.toString(chunk.longs(column)[0]);
    };
  }

  /// The keys as rows, and behind them each key's own result.
  private record PartsTable(Table keys, Map<Key, PipelineResult> parts) implements Table {
    @Override
    public Schema schema() {
      return keys.schema();
    }

    @Override
    public OptionalLong rows() {
      return keys.rows();
    }

    @Override
    public ChunkReader open() {
      return keys.open();
    }

    @Override
    public Table sortedBy(String... columns) {
      return keys.sortedBy(columns);
    }
  }
}
