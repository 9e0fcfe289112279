package dev.weir.core;

import dev.weir.api.Binding;
import dev.weir.api.Column;
import dev.weir.api.Condition;
import dev.weir.api.Expression;
import dev.weir.api.NearestNames;
import dev.weir.api.PipelineException;
import dev.weir.api.Schema;
import dev.weir.api.Type;
import dev.weir.core.expression.Expressions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Writes down what a tool asks for while it is made.
final class ToolBinding implements Binding {
  private static final long DEFAULT_STATE_BYTES = 64 << 10;

  private final String tool;
  private final Schema schema;
  private final long seed;
  private final List<String> key;
  private final boolean fits;
  private final SortedMap<Integer, Column> columns = new TreeMap<>();
  private final List<Condition> conditions = new ArrayList<>();
  private Schema output;
  private List<Integer> from;
  private boolean outputAfterFit;
  private Optional<List<String>> order = Optional.empty();
  private long fixedBytes = DEFAULT_STATE_BYTES;
  private double bytesPerRow;
  private double passingBytesPerRow;
  private int passes = 1;

  /// Binds to a schema; the columns that a step is grouped by are left out where a tool takes all
  /// columns.
  ToolBinding(String tool, Schema schema, long seed, List<String> key) {
    this(tool, schema, seed, key, true);
  }

  /// @param fits whether the tool is fitted on these rows, or analyses them
  ToolBinding(String tool, Schema schema, long seed, List<String> key, boolean fits) {
    this.fits = fits;
    this.key = List.copyOf(key);
    this.tool = tool;
    this.schema = schema;
    this.seed = seed;
    this.output = schema;
    this.from = byName(schema);
  }

  Needs needs() {
    return new Needs(
        schema,
        List.copyOf(columns.values()),
        output,
        from,
        outputAfterFit,
        order,
        conditions,
        fixedBytes,
        bytesPerRow,
        passingBytesPerRow,
        passes);
  }

  @Override
  public boolean fits() {
    return fits;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public Column column(String name, Type... accepted) {
    int at = schema.indexOf(name);
    if (at < 0) {
      throw PipelineException.user(
          "column.unknown",
          tool + ": no column '" + name + "'" + NearestNames.hint(name, schema.names()));
    }
    var field = schema.fields().get(at);
    if (accepted.length > 0 && !Arrays.asList(accepted).contains(field.type())) {
      var fitting = namesOf(accepted);
      throw PipelineException.user(
          "column.type",
          tool
              + ": column '"
              + name
              + "' is "
              + field.type()
              + ", needed is "
              + types(accepted)
              + (fitting.isEmpty()
                  ? "; no column has such a type"
                  : "; such columns are: " + String.join(", ", fitting)));
    }
    return bind(new Column(at, field));
  }

  private static String types(Type... accepted) {
    return String.join(" or ", Arrays.stream(accepted).map(Type::name).toList());
  }

  private List<String> namesOf(Type... accepted) {
    return schema.fields().stream()
        .filter(f -> accepted.length == 0 || Arrays.asList(accepted).contains(f.type()))
        .map(Schema.Field::name)
        .toList();
  }

  private Column bind(Column column) {
    columns.put(column.index(), column);
    return column;
  }

  @Override
  public List<Column> columns(List<String> names, Type... accepted) {
    var wanted =
        names.isEmpty() ? namesOf(accepted).stream().filter(n -> !key.contains(n)).toList() : names;
    if (wanted.isEmpty()) {
      throw PipelineException.user("column.none", tool + ": " + noColumn(accepted));
    }
    if (wanted.stream().distinct().count() != wanted.size()) {
      throw PipelineException.user("column.twice", tool + ": a column is named twice in " + wanted);
    }
    return wanted.stream().map(name -> column(name, accepted)).toList();
  }

  private String noColumn(Type... accepted) {
    if (schema.size() == 0) {
      return "the input has no columns";
    }
    var there = schema.fields().stream().map(f -> f.name() + " " + f.type()).toList();
    return "the input has no column"
        + (accepted.length == 0 ? " beside those of --by" : " of type " + types(accepted))
        + "; its columns are: "
        + String.join(", ", there);
  }

  @Override
  public Expression expression(String text, Type... result) {
    try {
      var expression = Expressions.parse(text, schema, result);
      expression.reads().forEach(this::bind);
      passingBytesPerRow += expression.bytesPerRow();
      return expression;
    } catch (PipelineException e) {
      throw e.at(tool);
    }
  }

  @Override
  public void keepsOnly(Expression where) {
    conditions.addAll(where.implies());
  }

  @Override
  public void emits(Schema emitted, int... passedThrough) {
    if (passedThrough.length != 0 && passedThrough.length != emitted.size()) {
      throw new IllegalArgumentException(
          tool + ": " + passedThrough.length + " origins for " + emitted.size() + " columns");
    }
    output = emitted;
    from =
        passedThrough.length == 0 ? byName(emitted) : Arrays.stream(passedThrough).boxed().toList();
  }

  private List<Integer> byName(Schema emitted) {
    return emitted.fields().stream()
        .map(field -> {
          int at = schema.indexOf(field.name());
          return at >= 0 && schema.fields().get(at).type() == field.type() ? at : -1;
        })
        .toList();
  }

  @Override
  public void emitsAfterFit(Schema template) {
    emits(template);
    outputAfterFit = true;
  }

  @Override
  public void ordered(Column... by) {
    order = Optional.of(Arrays.stream(by).map(Column::name).toList());
  }

  @Override
  public void memory(long fixed, double perRow) {
    if (fixed < 0 || !(perRow >= 0)) {
      throw new IllegalArgumentException(tool + ": memory(" + fixed + ", " + perRow + ")");
    }
    fixedBytes = fixed;
    bytesPerRow = perRow;
  }

  @Override
  public void passes(int atMost) {
    if (atMost < 1) {
      throw new IllegalArgumentException(tool + ": passes(" + atMost + ")");
    }
    passes = atMost;
  }

  @Override
  public long seed() {
    return seed;
  }

  @Override
  public PipelineException refusal(String why, String instead) {
    return PipelineException.refused("plan.refused", tool + ": " + why + "; " + instead);
  }
}
