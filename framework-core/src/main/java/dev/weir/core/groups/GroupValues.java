package dev.weir.core.groups;

import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.core.spill.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The groups' values, a row a group and a column a name. A name that turns up late begins a
/// further part; parts are put together at the end. Used by one thread.
final class GroupValues {
  private final Schema key;
  private final Workspace workspace;
  private final Map<String, Schema.Field> fields = new LinkedHashMap<>();
  private final List<GroupTable> parts = new ArrayList<>();
  private Schema own = Schema.of();

  GroupValues(Schema key, Workspace workspace) {
    this.key = key;
    this.workspace = workspace;
  }

  /// True if no group has any.
  boolean isEmpty() {
    return fields.isEmpty();
  }

  void add(byte[] group, Map<String, Object> values) {
    int known = fields.size();
    values.forEach((name, value) -> fields.putIfAbsent(name, Schema.Field.of(name, type(value))));
    if (parts.isEmpty() || fields.size() > known) {
      own = new Schema(List.copyOf(fields.values()));
      parts.add(new GroupTable(key, own, workspace));
    }
    var rows = parts.getLast().addRow(group);
    values.forEach((name, value) -> put(rows, key.size() + own.indexOf(name), value));
  }

  /// A row a group that has values, sorted by key.
  Table table() {
    if (parts.size() == 1) {
      return parts.getFirst().table();
    }
    var whole = new GroupTable(key, own, workspace);
    parts.forEach(part -> whole.addKeyed(part.table()));
    return whole.table();
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
}
