package dev.weir.verify;

import dev.weir.api.OptionDescriptor;
import dev.weir.api.OptionType;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.ToolDescriptor;
import dev.weir.api.Type;
import dev.weir.core.Input;
import dev.weir.core.Pipeline;
import dev.weir.tck.Case;
import dev.weir.tck.Data;
import dev.weir.tck.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// A pipeline made by chance: rows of a random schema and one to four steps, the last of which is a
/// given tool. Options follow the descriptors, and now and then they do not: a column of a wrong
/// type, a number out of range, groups where there are none. The same seed makes the same pipeline.
final class RandomPipeline {
  private static final int ROWS = 150;
  private static final List<String> NAMES = List.of("a", "b", "c", "x", "y", "price", "größe");
  private static final List<String> EXPRESSIONS =
      List.of(
          "# is not null",
          "# = #",
          "1 + 1 = 2",
          "# > 0",
          "# + 1",
          "upper(#)",
          "coalesce(#, #)",
          "# * 2 - #",
          "length(#)",
          "not #");

  private final SplittableRandom random;
  private final Schema schema;
  private final Table rows;
  private Pipeline pipeline;

  private RandomPipeline(long seed) {
    random = new SplittableRandom(seed);
    var made = Schema.of();
    int columns = 1 + random.nextInt(NAMES.size());
    for (int c = 0; c < columns; c++) {
      // Every second column is a number and the second often a time, so that most tools find
      // theirs.
      var type = c % 2 == 0 && chance(0.7) ? Type.DOUBLE : pick(List.of(Type.values()));
      type = c == 1 && chance(0.4) ? Type.TIMESTAMP : type;
      made = made.with(new Schema.Field(NAMES.get(c), type, true, ""));
    }
    schema = made;
    rows = Data.of(schema, chance(0.05) ? 0 : ROWS, seed, chance(0.5) ? 0.1 : 0);
    pipeline = Pipeline.from(Input.of(rows));
  }

  private RandomPipeline(ToolDescriptor tool, Case sample) {
    random = new SplittableRandom(sample.seed());
    rows = sample.data();
    schema = rows.schema();
    pipeline = Pipeline.from(Input.of(rows)).step(tool.name());
    sample.options().forEach((name, value) -> pipeline = pipeline.with(name, value));
    sample.fitOn().ifPresent(further -> pipeline = pipeline.fitOn(Input.of(further)));
  }

  /// Ends in this tool; before it come up to three others.
  static RandomPipeline endingIn(ToolDescriptor last, List<ToolDescriptor> tools, long seed) {
    var made = new RandomPipeline(seed);
    for (int before = made.random.nextInt(4); before > 0; before--) {
      made.add(made.pick(tools));
    }
    made.add(last);
    return made;
  }

  /// This tool alone, with the options that it needs: most often it runs.
  static RandomPipeline careful(ToolDescriptor tool, long seed) {
    return new RandomPipeline(tool, Samples.of(tool, seed, seed % 2 == 0 ? 0.1 : 0));
  }

  Pipeline pipeline() {
    return pipeline;
  }

  Table rows() {
    return rows;
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private void add(ToolDescriptor tool) {
    pipeline = pipeline.step(tool.name());
    List<String> chosen = tool.oneOf().isEmpty() || chance(0.1) ? List.of() : pick(tool.oneOf());
    var choices = tool.oneOf().stream().flatMap(List::stream).toList();
    for (var option : tool.options()) {
      double given = option.type() == OptionType.COLUMN ? 0.7 : 0.3;
      if (!chosen.isEmpty() && choices.contains(option.name())) {
        given = chosen.contains(option.name()) ? 1 : 0.02;
      }
      var value = option.required() || chance(given) ? value(option) : null;
      if (value != null) {
        pipeline = pipeline.with(option.name(), value);
      }
    }
    if (chance(tool.groupable() ? 0.2 : 0.02)) {
      pipeline = pipeline.by(pick(schema.names()));
    }
    if (tool.fitOn().isPresent() && chance(0.9)) {
      pipeline = pipeline.fitOn(Input.of(Samples.areas()));
    }
  }

  private @Nullable Object value(OptionDescriptor option) {
    return switch (option.type()) {
      case COLUMN -> option.byDefault().isPresent() ? text(option) : column(option);
      case COLUMNS -> chance(0.5) ? List.of(column(option)) : columns(option);
      case EXPRESSION -> expression();
      case CHOICE -> chance(0.02) ? "nonsense" : pick(option.choices());
      case FLAG -> random.nextBoolean();
      case INTEGER, SIZE -> (long) Math.rint(number(option));
      case REAL -> number(option);
      case REALS -> List.of(number(option), number(option));
      case INTEGERS -> List.of((long) Math.rint(number(option)), (long) Math.rint(number(option)));
      case DURATION -> pick(List.of("1s", "1h", "3d"));
      case TEXT -> option.required() ? pick(List.of("wkt", "1h", "new")) : text(option);
      case TEXTS -> option.choices().isEmpty() ? List.of("name") : some(option.choices());
    };
  }

  /// A default is at least a text that the tool knows.
  private static @Nullable Object text(OptionDescriptor option) {
    return option.byDefault().orElse(null);
  }

  private List<String> fitting(OptionDescriptor option) {
    return schema.fields().stream()
        .filter(f -> option.columnTypes().isEmpty() || option.columnTypes().contains(f.type()))
        .map(Schema.Field::name)
        .toList();
  }

  private String column(OptionDescriptor option) {
    var fit = fitting(option);
    return fit.isEmpty() || chance(0.05) ? pick(schema.names()) : pick(fit);
  }

  private List<String> columns(OptionDescriptor option) {
    return Arrays.asList(column(option), column(option)).stream().distinct().toList();
  }

  private List<String> some(List<String> choices) {
    var some = new ArrayList<>(choices.stream().filter(_ -> chance(0.5)).toList());
    return some.isEmpty() ? List.of(choices.getFirst()) : some;
  }

  private String expression() {
    var text = pick(EXPRESSIONS);
    while (text.contains("#")) {
      text = text.replaceFirst("#", "\"" + pick(schema.names()) + "\"");
    }
    return text;
  }

  private double number(OptionDescriptor option) {
    double least = Math.max(option.least(), -5);
    double most = Math.min(option.most(), Math.max(least, 0) + 8);
    if (chance(0.02)) {
      return most + 1e6;
    }
    return least + random.nextDouble() * Math.max(0, most - least);
  }

  @Override
  public String toString() {
    var text = new StringBuilder("schema [");
    schema.fields().forEach(f -> text.append(f.name()).append(' ').append(f.type()).append(", "));
    text.append("] steps ");
    pipeline
        .steps()
        .forEach(s ->
            text.append(s.tool())
                .append(' ')
                .append(s.options())
                .append(s.by().isEmpty() ? "" : " by " + s.by())
                .append("; "));
    return text.toString();
  }
}
