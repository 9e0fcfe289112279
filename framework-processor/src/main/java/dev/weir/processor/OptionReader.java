package dev.weir.processor;

import dev.weir.api.Option;
import dev.weir.api.OptionDescriptor;
import dev.weir.api.OptionParser;
import dev.weir.api.OptionType;
import dev.weir.api.PipelineException;
import dev.weir.api.ToolDescriptor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.VariableElement;

/// Reads one option of a tool from a component of its record.
final class OptionReader {
  private static final Set<OptionType> RANGED =
      Set.of(
          OptionType.INTEGER,
          OptionType.INTEGERS,
          OptionType.REAL,
          OptionType.REALS,
          OptionType.SIZE,
          OptionType.TEXT,
          OptionType.COLUMN,
          OptionType.EXPRESSION);

  private final VariableElement field;
  private final OptionGiven given;
  private final OptionJava java;
  private final OptionType type;

  /// Takes the option's type from the component's.
  ///
  /// @param field the component's field: the compiler knows its line, not the component's
  OptionReader(RecordComponentElement component, VariableElement field) {
    this.field = field;
    given = OptionGiven.of(component.getAnnotation(Option.class));
    java =
        OptionJava.of(component.asType())
            .orElseThrow(() ->
                wrong("its type " + field.asType() + " is no option's", OptionJava.SUPPORTED));
    type = type();
  }

  private Wrong wrong(String what, String cure) {
    return new Wrong(field, what, cure);
  }

  /// The option.
  ///
  /// @param tool name of the tool
  /// @param words the component's `@param`
  OptionModel read(String tool, String words) {
    checkRange();
    checkChoices();
    var byDefault = byDefault();
    var descriptor =
        new OptionDescriptor(
            name(),
            type,
            description(words),
            byDefault,
            given.required() || (byDefault.isEmpty() && !java.leftOut()),
            given.least(),
            given.most(),
            java.constants().stream().map(Names::choice).toList(),
            given.accepts());
    checkDefault(tool, descriptor);
    return new OptionModel(field.getSimpleName().toString(), descriptor, java);
  }

  private OptionType type() {
    var said = given.types();
    if (said.size() > 1 || !java.types().containsAll(said)) {
      throw wrong(
          "a " + field.asType() + " cannot be of type " + said, "allowed is " + java.types());
    }
    var found = said.isEmpty() ? java.types().getFirst() : said.getFirst();
    boolean column = found == OptionType.COLUMN || found == OptionType.COLUMNS;
    if (!given.accepts().isEmpty() && !column) {
      throw wrong(
          "`accepts` is for columns, and it is of type " + found,
          "say type = " + (java.many() ? "COLUMNS" : "COLUMN") + ", or leave `accepts` out");
    }
    return found;
  }

  private String name() {
    var component = field.getSimpleName().toString();
    var name = Names.kebab(component);
    if (!Names.isCamel(component)) {
      throw wrong(
          "the name '" + component + "' has no clear kebab-case form",
          "write it in camel case, abbreviations too: maxUrl, not maxURL or max_url");
    }
    if (ToolDescriptor.RESERVED.contains(name)) {
      throw wrong("--" + name + " belongs to every run or step", "choose another name");
    }
    return name;
  }

  private String description(String words) {
    if (words.isBlank()) {
      throw wrong(
          "it has no description",
          "add `@param " + field.getSimpleName() + " …` to the comment of the record");
    }
    return Names.upper(words.endsWith(".") ? words.substring(0, words.length() - 1) : words);
  }

  private void checkRange() {
    if (given.hasRange() && (!RANGED.contains(type) || !java.constants().isEmpty())) {
      throw wrong("a range means nothing for type " + type, "leave `least` and `most` out");
    }
    if (!(given.least() <= given.most())) {
      throw wrong(
          "no number is from " + given.least() + " to " + given.most(),
          "make `least` the smaller one");
    }
    if (java.isInt()
        && !(given.least() >= Integer.MIN_VALUE && given.most() <= Integer.MAX_VALUE)) {
      throw wrong(
          "an int does not hold every whole number of its range",
          "state both ends, such as `least = 1, most = 10_000`, or make it a long");
    }
  }

  private void checkChoices() {
    for (var constant : java.constants()) {
      var choice = Names.choice(constant);
      if (!Names.isKebab(choice) || !Names.constant(choice).equals(constant)) {
        throw wrong(
            "the constant '" + constant + "' has no clear kebab-case form",
            "write constants in capitals, like MOST_FREQUENT");
      }
    }
  }

  private Optional<String> byDefault() {
    var texts = given.byDefault();
    if (given.required() && (!java.many() || !texts.isEmpty())) {
      throw wrong(
          "`required` is for lists that have no default",
          "leave it out; what has no default must be given anyway");
    }
    if (!texts.isEmpty() && java.leftOut() && !java.many()) {
      throw wrong("it may be left out and has a default", "leave one of both out");
    }
    if (texts.size() > 1 && !java.many()) {
      throw wrong("it has " + texts.size() + " defaults and is no list", "give one");
    }
    if (java.many() && texts.stream().anyMatch(text -> text.contains(","))) {
      throw wrong("an element of its default holds a comma", "give each element a text of its own");
    }
    if (texts.isEmpty()) {
      return type == OptionType.FLAG ? Optional.of("false") : Optional.empty();
    }
    return Optional.of(String.join(",", texts));
  }

  private void checkDefault(String tool, OptionDescriptor option) {
    if (option.byDefault().isPresent()) {
      try {
        OptionParser.parse(
            tool, List.of(option), Map.of(option.name(), option.byDefault().orElseThrow()));
      } catch (PipelineException e) {
        throw wrong(
            "its default is refused (" + e.getMessage() + ")",
            "change `byDefault`, `least` or `most`");
      }
    }
  }
}
