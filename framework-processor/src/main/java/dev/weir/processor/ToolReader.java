package dev.weir.processor;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.Binding;
import dev.weir.api.ChunkProcessingMode;
import dev.weir.api.Estimator;
import dev.weir.api.Tool;
import dev.weir.api.ToolDescriptor;
import dev.weir.api.ToolDescriptor.Overflow;
import dev.weir.api.ToolRole;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/// Reads a tool from its class.
final class ToolReader {
  private final Elements elements;
  private final Types types;
  private final Problems problems;

  ToolReader(Elements elements, Types types, Problems problems) {
    this.elements = elements;
    this.types = types;
    this.problems = problems;
  }

  /// The tool, if nothing is wrong with it; otherwise that is reported.
  Optional<ToolModel> read(TypeElement type) {
    var tool = type.getAnnotation(Tool.class);
    try {
      checkName(type, tool);
      checkClass(type);
      var record = optionsRecord(type);
      checkConstructor(type, record, tool);
      var options = options(tool.name(), record);
      var descriptor = descriptor(type, tool, options);
      return options.map(all -> new ToolModel(type, descriptor, all));
    } catch (Wrong e) {
      problems.report("tool " + tool.name(), e);
      return Optional.empty();
    }
  }

  private static void checkName(TypeElement type, Tool tool) {
    if (!Names.isTool(tool.name())) {
      throw new Wrong(
          type,
          "its name is not `domain.tool` in kebab-case",
          "write it like stats.group-summary: lower case, digits, single dashes, one dot");
    }
    var method = Names.camel(tool.name().substring(tool.name().indexOf('.') + 1));
    if (SourceVersion.isKeyword(method)) {
      throw new Wrong(
          type,
          "'" + method + "' is a word of Java, so Java callers cannot name it",
          "choose another name");
    }
  }

  private void checkClass(TypeElement type) {
    if (!type.getModifiers().contains(Modifier.FINAL)) {
      throw new Wrong(
          type,
          type.getSimpleName() + " is not a final class",
          "make it final: role and mode are those of this very class");
    }
    boolean inner =
        type.getNestingKind().isNested() && !type.getModifiers().contains(Modifier.STATIC);
    if (inner || type.getModifiers().contains(Modifier.PRIVATE)) {
      throw new Wrong(
          type, "the plugin cannot make a " + type.getSimpleName(), "make it static, not private");
    }
    if (!implemented(type).test(AnalysisPipeline.class)) {
      throw new Wrong(
          type,
          type.getSimpleName() + " implements no pipeline interface",
          "implement MergeablePipeline, StatelessTransform, Transform or AnalysisPipeline");
    }
  }

  /// Answers as `marker.isAssignableFrom(class)` will.
  private Predicate<Class<? extends AnalysisPipeline>> implemented(TypeElement type) {
    return marker -> isA(type.asType(), marker);
  }

  private boolean isA(TypeMirror type, Class<?> wanted) {
    var element = elements.getTypeElement(wanted.getCanonicalName());
    return element != null
        && types.isAssignable(types.erasure(type), types.erasure(element.asType()));
  }

  private static TypeElement optionsRecord(TypeElement type) {
    return ElementFilter.typesIn(type.getEnclosedElements()).stream()
        .filter(nested -> nested.getSimpleName().contentEquals("Options"))
        .filter(nested -> nested.getKind() == ElementKind.RECORD)
        .filter(nested -> !nested.getModifiers().contains(Modifier.PRIVATE))
        .findFirst()
        .orElseThrow(() ->
            new Wrong(
                type,
                type.getSimpleName() + " has no nested record Options",
                "add `record Options(…) {}`, not private; without options `record Options() {}`"));
  }

  private void checkConstructor(TypeElement type, TypeElement record, Tool tool) {
    int bindings = tool.fitOn().isEmpty() ? 1 : 2;
    boolean found =
        ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
            .filter(constructor -> !constructor.getModifiers().contains(Modifier.PRIVATE))
            .map(constructor -> constructor.getParameters())
            .filter(parameters -> parameters.size() == 1 + bindings)
            .anyMatch(parameters ->
                types.isSameType(parameters.getFirst().asType(), record.asType())
                    && parameters.stream().skip(1).allMatch(p -> isA(p.asType(), Binding.class)));
    if (!found) {
      var expected =
          type.getSimpleName()
              + "(Options options, Binding in"
              + (bindings == 1 ? ")" : ", Binding " + Names.camel(tool.fitOn()) + ")");
      throw new Wrong(
          type,
          type.getSimpleName()
              + " has no constructor (Options, Binding"
              + (bindings == 1 ? ")" : ", Binding)"),
          "add `" + expected + " { … }`, not private");
    }
  }

  /// All options, or nothing if one is wrong.
  private Optional<List<OptionModel>> options(String tool, TypeElement record) {
    var words = DocComment.of(elements.getDocComment(record)).parameters();
    var fields = ElementFilter.fieldsIn(record.getEnclosedElements());
    var options = new ArrayList<OptionModel>();
    boolean whole = true;
    for (var component : record.getRecordComponents()) {
      var name = component.getSimpleName();
      var field =
          fields.stream().filter(f -> f.getSimpleName().equals(name)).findFirst().orElseThrow();
      try {
        options.add(
            new OptionReader(component, field).read(tool, words.getOrDefault(name.toString(), "")));
      } catch (Wrong e) {
        problems.report("tool " + tool + ", option " + name, e);
        whole = false;
      }
    }
    return whole ? Optional.of(options) : Optional.empty();
  }

  /// What is wrong with the tool itself is found also if an option is wrong.
  private ToolDescriptor descriptor(TypeElement type, Tool tool, Optional<List<OptionModel>> read) {
    var options = read.orElse(List.of());
    var role = ToolRole.of(implemented(type));
    var mode = ChunkProcessingMode.of(implemented(type));
    var comment = comment(type);
    var builder =
        ToolDescriptor.of(role, mode, tool.name(), comment.summary())
            .description(comment.description())
            .overflow(overflow(type, tool, mode))
            .exactness(said(type, "exactness", tool.exactness()))
            .example(example(type, tool));
    options.forEach(option -> builder.option(option.descriptor()));
    read.ifPresent(all -> oneOf(type, tool, all, builder));
    produces(type, tool, builder);
    if (!tool.fitOn().isEmpty()) {
      builder.fitOn(fitOn(type, tool, role, options));
    }
    if (!tool.groupable()) {
      builder.notGroupable();
    }
    if (tool.ownRows()) {
      builder.ownRows();
    }
    return builder.build();
  }

  private DocComment comment(TypeElement type) {
    var comment = DocComment.of(elements.getDocComment(type));
    if (comment.summary().isEmpty() || comment.description().isEmpty()) {
      throw new Wrong(
          type,
          comment.summary().isEmpty() ? "it has no comment" : "its comment is one sentence only",
          "write `///` lines: a sentence that says what it is, the summary, then what it computes,"
              + " edge cases, cost, errors and source");
    }
    return comment;
  }

  private static String said(TypeElement type, String what, String text) {
    if (text.isBlank()) {
      throw new Wrong(type, "`" + what + "` is empty", "say it in a few words");
    }
    return text;
  }

  private static Overflow overflow(TypeElement type, Tool tool, ChunkProcessingMode mode) {
    if (tool.overflow() == Overflow.SAMPLE && mode != ChunkProcessingMode.BATCH_ACCUMULATE) {
      throw new Wrong(
          type,
          "a tool of mode " + mode + " has no gathered rows to sample",
          "leave `overflow` out");
    }
    return tool.overflow();
  }

  private static String example(TypeElement type, Tool tool) {
    if (!List.of(tool.example().split("\\s+", -1)).contains(tool.name())) {
      throw new Wrong(
          type,
          "its example does not call it",
          "give one command line, such as `weir run diamonds.csv " + tool.name() + "`");
    }
    return tool.example();
  }

  private static void oneOf(
      TypeElement type, Tool tool, List<OptionModel> options, ToolDescriptor.Builder builder) {
    var free =
        options.stream()
            .map(OptionModel::descriptor)
            .filter(option -> !option.required() && option.byDefault().isEmpty())
            .map(option -> option.name())
            .toList();
    var seen = new HashSet<String>();
    for (var alternative : tool.oneOf()) {
      var together = alternative.strip().split("\\s+", -1);
      for (var name : together) {
        if (!free.contains(name) || !seen.add(name)) {
          throw new Wrong(
              type,
              "`oneOf` names '" + name + "'",
              "name options that may be left out, in kebab-case and each once: " + free);
        }
      }
      builder.oneOf(together);
    }
    if (tool.oneOf().length == 1) {
      throw new Wrong(
          type, "`oneOf` has one alternative", "give two or more, or make its options required");
    }
  }

  private static void produces(TypeElement type, Tool tool, ToolDescriptor.Builder builder) {
    if (tool.produces().length == 0) {
      throw new Wrong(
          type, "it does not say what it produces", "add `produces = \"name: what it holds\"`");
    }
    var seen = new HashSet<String>();
    for (var thing : tool.produces()) {
      int colon = thing.indexOf(": ");
      var name = thing.substring(0, Math.max(0, colon));
      if (!Names.isKebab(name) || thing.substring(colon + 1).isBlank() || !seen.add(name)) {
        throw new Wrong(
            type,
            "it produces '" + thing + "'",
            "write each as `name: what it holds`, the name in kebab-case and once");
      }
      builder.produces(name, thing.substring(colon + 2).strip());
    }
  }

  private static String fitOn(
      TypeElement type, Tool tool, ToolRole role, List<OptionModel> options) {
    var taken = Set.copyOf(options.stream().map(option -> option.descriptor().name()).toList());
    if (role != ToolRole.ESTIMATOR) {
      throw new Wrong(
          type,
          "it is fitted on '" + tool.fitOn() + "' and is no " + Estimator.class.getSimpleName(),
          "implement Estimator, or leave `fitOn` out");
    }
    if (!Names.isKebab(tool.fitOn())
        || taken.contains(tool.fitOn())
        || ToolDescriptor.RESERVED.contains(tool.fitOn())) {
      throw new Wrong(
          type,
          "the further input's name '" + tool.fitOn() + "' is taken or not in kebab-case",
          "choose another name");
    }
    return tool.fitOn();
  }
}
