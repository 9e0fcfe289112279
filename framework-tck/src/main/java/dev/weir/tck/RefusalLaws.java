package dev.weir.tck;

import dev.weir.api.Chunk;
import dev.weir.api.OptionDescriptor;
import dev.weir.api.OptionType;
import dev.weir.api.PipelineException.Category;
import dev.weir.api.Schema;
import dev.weir.api.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The law of refusals, REFUSAL: a case's options are spoilt one at a time.
final class RefusalLaws {
  private static final String OTHER = "tck_other";

  private RefusalLaws() {}

  static void refusal(Fold fold) {
    var options = fold.example().options();
    refused(fold, changed(options, "tck-option", "x"), "option.unknown", List.of("tck-option"));
    noAlternative(fold);
    for (var option : fold.tool().descriptor().options()) {
      if (option.required()) {
        var less = new LinkedHashMap<>(options);
        less.remove(option.name());
        refused(fold, less, "option.missing", List.of("--" + option.name()));
      }
      if (ofOtherAlternative(fold, option)) {
        continue;
      }
      switch (option.type()) {
        case COLUMN, COLUMNS -> columns(fold, option);
        case INTEGER, REAL, SIZE -> range(fold, option);
        case CHOICE ->
            refused(
                fold,
                changed(options, option.name(), "tck-choice"),
                "option.value",
                List.of("--" + option.name(), "tck-choice"));
        case TEXT, TEXTS, EXPRESSION, REALS, INTEGERS, FLAG, DURATION -> {}
      }
    }
  }

  /// None of the alternatives of which one is needed.
  private static void noAlternative(Fold fold) {
    var oneOf = fold.tool().descriptor().oneOf();
    if (!oneOf.isEmpty()) {
      var less = new LinkedHashMap<>(fold.example().options());
      oneOf.forEach(together -> less.keySet().removeAll(together));
      refused(fold, less, "option.missing", List.of("--" + oneOf.getFirst().getFirst()));
    }
  }

  /// True if the case gives another alternative, which excludes the option.
  private static boolean ofOtherAlternative(Fold fold, OptionDescriptor option) {
    return fold.tool().descriptor().oneOf().stream()
        .filter(together -> together.contains(option.name()))
        .anyMatch(together -> !fold.example().options().keySet().containsAll(together));
  }

  private static void columns(Fold fold, OptionDescriptor option) {
    var names = fold.example().data().schema().names();
    var near = names.isEmpty() ? "column" : names.getFirst();
    var wrong = near + "x";
    while (names.contains(wrong)) {
      wrong += "x";
    }
    refused(
        fold,
        changed(fold.example().options(), option.name(), value(option, wrong)),
        "column.unknown",
        names.isEmpty() || fold.example().fitOn().isPresent()
            ? List.of(wrong)
            : List.of(wrong, near));
    var unfit =
        Arrays.stream(Type.values()).filter(t -> !option.columnTypes().contains(t)).findFirst();
    if (!option.columnTypes().isEmpty() && unfit.isPresent()) {
      var data = withOther(Tables.whole(fold.example().data()), unfit.get());
      var example = fold.example().withData(Tables.of(data));
      new Refusal(fold.plugin(), fold.tool().descriptor().name(), example)
          .with(option.name(), value(option, OTHER))
          .whileBinding()
          .is(Category.USER)
          .code("column.type")
          .says(OTHER);
    }
  }

  private static Chunk withOther(Chunk data, Type type) {
    return data.with(Schema.Field.of(OTHER, type), Tables.constant(type, data.rows(), null));
  }

  private static Object value(OptionDescriptor option, String column) {
    return option.type() == OptionType.COLUMNS ? List.of(column) : column;
  }

  private static void range(Fold fold, OptionDescriptor option) {
    boolean whole = option.type() != OptionType.REAL;
    if (option.least() > Double.NEGATIVE_INFINITY && option.least() > Long.MIN_VALUE) {
      out(fold, option, whole ? (Object) ((long) option.least() - 1) : (Object) below(option));
    }
    if (option.most() < Double.POSITIVE_INFINITY && option.most() < Long.MAX_VALUE) {
      out(fold, option, whole ? (Object) ((long) option.most() + 1) : (Object) above(option));
    }
  }

  private static double below(OptionDescriptor option) {
    return option.least() - Math.max(1, Math.abs(option.least()));
  }

  private static double above(OptionDescriptor option) {
    return option.most() + Math.max(1, Math.abs(option.most()));
  }

  private static void out(Fold fold, OptionDescriptor option, Object value) {
    refused(
        fold,
        changed(fold.example().options(), option.name(), value),
        "option.value",
        List.of("--" + option.name(), value.toString(), option.range()));
  }

  private static Map<String, Object> changed(
      Map<String, Object> options, String name, Object value) {
    var more = new LinkedHashMap<>(options);
    more.put(name, value);
    return more;
  }

  private static void refused(
      Fold fold, Map<String, Object> options, String code, List<String> words) {
    var refusal =
        new Refusal(fold.plugin(), fold.tool().descriptor().name(), with(fold.example(), options))
            .whileBinding()
            .is(Category.USER)
            .code(code);
    words.forEach(refusal::says);
  }

  private static Case with(Case example, Map<String, Object> options) {
    return new Case(
        example.name(),
        options,
        example.data(),
        example.fitOn(),
        example.scale(),
        example.checker(),
        example.seed());
  }
}
