package dev.weir.api;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/// The names and types of a table's columns, in order. Names are unique; case matters.
///
/// @param fields the columns
public record Schema(List<Field> fields) {
  /// One named, typed column.
  ///
  /// @param name the column's name, not empty
  /// @param type what it holds
  /// @param nullable false if every cell is known to hold a value
  /// @param unit free text for people ("EUR", "WGS84"), empty if unknown
  public record Field(String name, Type type, boolean nullable, String unit) {
    /// A nullable column without a unit.
    public static Field of(String name, Type type) {
      return new Field(name, type, true, "");
    }
  }

  /// Refuses two columns of one name.
  public Schema {
    fields = List.copyOf(fields);
    var seen = new HashSet<String>();
    for (var field : fields) {
      if (!seen.add(field.name())) {
        throw PipelineException.user(
            "schema.duplicate", "two columns are named '" + field.name() + "'; rename one of them");
      }
    }
  }

  /// The given columns, in this order.
  public static Schema of(Field... fields) {
    return new Schema(List.of(fields));
  }

  /// This schema and then the given fields; a field whose name is already here takes that one's
  /// place.
  public Schema with(Field... more) {
    var list = new java.util.ArrayList<>(fields);
    for (var field : more) {
      int at = indexOf(field.name());
      if (at >= 0) {
        list.set(at, field);
      } else {
        list.add(field);
      }
    }
    return new Schema(list);
  }

  /// Number of columns.
  public int size() {
    return fields.size();
  }

  /// Names in order.
  public List<String> names() {
    return fields.stream().map(Field::name).toList();
  }

  /// Index of the named column, or -1.
  public int indexOf(String name) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /// The named column, for reading tables such as models and results; tools get theirs from
  /// [Binding#column].
  ///
  /// @throws PipelineException USER if there is none, with the nearest names
  public Column column(String name) {
    int at = indexOf(name);
    if (at < 0) {
      throw PipelineException.user(
          "column.unknown", "no column '" + name + "'" + NearestNames.hint(name, names()));
    }
    return new Column(at, fields.get(at));
  }

  /// Every column, in order.
  public Stream<Column> columns() {
    return Stream.iterate(0, i -> i + 1)
        .limit(fields.size())
        .map(i -> new Column(i, fields.get(i)));
  }
}
