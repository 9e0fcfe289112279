package dev.weir.processor;

import dev.weir.api.OptionType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/// What a Java type means as an option.
///
/// @param types the kinds of option that it can be, first the one that it is unless said otherwise
/// @param read the expression that reads it from `OptionValues options`; `$` stands for the name
/// @param parameter the type by which Java callers give it
/// @param many true if it is a list
/// @param leftOut true if it may be left out by its type
/// @param constants of an enum; none: any value
record OptionJava(
    List<OptionType> types,
    String read,
    String parameter,
    boolean many,
    boolean leftOut,
    List<String> constants) {
  /// In words, for errors.
  static final String SUPPORTED =
      "use String, int, long, double, boolean, an enum, Duration, a List of String, Double, Long, Integer"
          + " or an enum, an Optional of String, Duration or an enum, OptionalInt, OptionalLong or"
          + " OptionalDouble";

  private static OptionJava one(String read, String parameter, OptionType... types) {
    return new OptionJava(List.of(types), read, parameter, false, false, List.of());
  }

  private static OptionJava list(String read, String parameter, OptionType... types) {
    return new OptionJava(List.of(types), read, parameter, true, true, List.of());
  }

  /// The meaning of a component's type, if it has one.
  static Optional<OptionJava> of(TypeMirror type) {
    return Optional.ofNullable(meaning(type));
  }

  private static @Nullable OptionJava meaning(TypeMirror type) {
    return switch (type.getKind()) {
      case BOOLEAN -> one("options.flag($)", "boolean", OptionType.FLAG);
      case INT -> one("(int) options.integer($)", "int", OptionType.INTEGER);
      case LONG -> one("options.integer($)", "long", OptionType.INTEGER, OptionType.SIZE);
      case DOUBLE -> one("options.real($)", "double", OptionType.REAL);
      case DECLARED -> declared((DeclaredType) type);
      default -> null;
    };
  }

  private static @Nullable OptionJava declared(DeclaredType type) {
    var element = (TypeElement) type.asElement();
    if (element.getKind() == ElementKind.ENUM) {
      return choice(element);
    }
    var arguments = type.getTypeArguments();
    var name = element.getQualifiedName().toString();
    if (name.equals(String.class.getName())) {
      return one(
          "options.text($)", "String", OptionType.TEXT, OptionType.COLUMN, OptionType.EXPRESSION);
    }
    if (name.equals(Duration.class.getName())) {
      return one("options.duration($)", Duration.class.getName(), OptionType.DURATION);
    }
    if (name.equals(OptionalInt.class.getName())) {
      return one("(int) options.integer($)", "int", OptionType.INTEGER).optional(name);
    }
    if (name.equals(OptionalLong.class.getName())) {
      return one("options.integer($)", "long", OptionType.INTEGER, OptionType.SIZE).optional(name);
    }
    if (name.equals(OptionalDouble.class.getName())) {
      return one("options.real($)", "double", OptionType.REAL).optional(name);
    }
    if (arguments.size() != 1 || !(arguments.getFirst() instanceof DeclaredType argument)) {
      return null;
    }
    var inner = declared(argument);
    if (name.equals(List.class.getName())) {
      return list(argument, inner);
    }
    return name.equals(Optional.class.getName()) && inner != null && !inner.leftOut
        ? inner.optional(name)
        : null;
  }

  private static OptionJava choice(TypeElement type) {
    var constants =
        type.getEnclosedElements().stream()
            .filter(member -> member.getKind() == ElementKind.ENUM_CONSTANT)
            .map(member -> member.getSimpleName().toString())
            .toList();
    var name = type.getQualifiedName().toString();
    return new OptionJava(
        List.of(OptionType.CHOICE),
        "options.choice($, " + name + ".class)",
        // Java callers give a constant where they can see it, otherwise its name.
        Access.isPublic(type) ? name : "String",
        false,
        false,
        constants);
  }

  private static @Nullable OptionJava list(DeclaredType argument, @Nullable OptionJava inner) {
    var name = ((TypeElement) argument.asElement()).getQualifiedName().toString();
    if (name.equals(String.class.getName())) {
      return list("options.texts($)", "String", OptionType.TEXTS, OptionType.COLUMNS);
    }
    if (name.equals(Double.class.getName())) {
      return list(
          "java.util.Arrays.stream(options.reals($)).boxed().toList()", "double", OptionType.REALS);
    }
    if (name.equals(Long.class.getName())) {
      return list(
          "java.util.Arrays.stream(options.integers($)).boxed().toList()",
          "long",
          OptionType.INTEGERS);
    }
    if (name.equals(Integer.class.getName())) {
      return list(
          "java.util.Arrays.stream(options.integers($)).mapToObj(Math::toIntExact).toList()",
          "int",
          OptionType.INTEGERS);
    }
    return inner == null || inner.constants.isEmpty()
        ? null
        : new OptionJava(
            List.of(OptionType.TEXTS),
            inner.read.replace("choice(", "choices("),
            inner.parameter,
            true,
            true,
            inner.constants);
  }

  private OptionJava optional(String holder) {
    var some = "options.has($) ? " + holder + ".of(" + read + ") : " + holder + ".empty()";
    return new OptionJava(types, some, parameter, many, true, constants);
  }

  /// The type of the elements of a list, as Java callers give them in one.
  String boxed() {
    return switch (parameter) {
      case "double" -> "Double";
      case "long" -> "Long";
      case "int" -> "Integer";
      default -> parameter;
    };
  }

  /// True for an `int`, whose range is narrower than that of an INTEGER.
  boolean isInt() {
    return parameter.equals("int");
  }
}
