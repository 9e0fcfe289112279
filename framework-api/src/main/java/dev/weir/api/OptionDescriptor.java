package dev.weir.api;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// One option of a tool or a source, as data.
///
/// @param name kebab-case, the same in Java, YAML and on the command line
/// @param type kind of value
/// @param description one sentence
/// @param byDefault the default as text, in the form a user would write; empty: there is none
/// @param required true if it must be given
/// @param least least number allowed, of REALS and INTEGERS for each, or least length of a text;
///   `-∞` if free
/// @param most greatest number allowed, of REALS and INTEGERS for each, or greatest length; `+∞` if
///   free
/// @param choices for CHOICE, or for the elements of TEXTS: what may be chosen; empty: anything
/// @param columnTypes for COLUMN and COLUMNS: the types that will do; empty: any
public record OptionDescriptor(
    String name,
    OptionType type,
    String description,
    Optional<String> byDefault,
    boolean required,
    double least,
    double most,
    List<String> choices,
    List<Type> columnTypes) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  /// Copies the list and checks that the default is in the range.
  public OptionDescriptor {
    choices = List.copyOf(choices);
    columnTypes = List.copyOf(columnTypes);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("option name '" + name + "' is not kebab-case");
    }
    if (description.isBlank()) {
      throw new IllegalArgumentException("option '" + name + "' has no description");
    }
  }

  /// An option that must be given.
  public static OptionDescriptor required(String name, OptionType type, String description) {
    return new OptionDescriptor(
        name,
        type,
        description,
        Optional.empty(),
        true,
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        List.of(),
        List.of());
  }

  /// An option with a default; its text form is parsed like a user's.
  public static OptionDescriptor of(
      String name, OptionType type, String byDefault, String description) {
    return new OptionDescriptor(
        name,
        type,
        description,
        Optional.of(byDefault),
        false,
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        List.of(),
        List.of());
  }

  /// An option that may be left out and then has no value.
  public static OptionDescriptor optional(String name, OptionType type, String description) {
    return new OptionDescriptor(
        name,
        type,
        description,
        Optional.empty(),
        false,
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        List.of(),
        List.of());
  }

  /// Within these bounds, both allowed.
  public OptionDescriptor between(double leastAllowed, double mostAllowed) {
    return new OptionDescriptor(
        name,
        type,
        description,
        byDefault,
        required,
        leastAllowed,
        mostAllowed,
        choices,
        columnTypes);
  }

  /// One of these.
  public OptionDescriptor oneOf(String... allowed) {
    return new OptionDescriptor(
        name, type, description, byDefault, required, least, most, List.of(allowed), columnTypes);
  }

  /// Naming columns of these types.
  public OptionDescriptor ofTypes(Type... accepted) {
    return new OptionDescriptor(
        name, type, description, byDefault, required, least, most, choices, List.of(accepted));
  }

  /// The range in words, for help and errors; empty if free.
  public String range() {
    if (!choices.isEmpty()) {
      return String.join(" | ", choices);
    }
    boolean low = least > Double.NEGATIVE_INFINITY;
    boolean high = most < Double.POSITIVE_INFINITY;
    if (low && high) {
      return words(least) + " to " + words(most);
    }
    return low ? "at least " + words(least) : high ? "at most " + words(most) : "";
  }

  private String words(double number) {
    return type == OptionType.SIZE ? size((long) number) : plain(number);
  }

  /// A number of bytes as a user would write it: `32m`.
  static String size(long bytes) {
    var units = "kmgt";
    long amount = bytes;
    int unit = 0;
    while (unit < units.length() && amount >= 1024 && amount % 1024 == 0) {
      amount /= 1024;
      unit++;
    }
    return unit == 0 ? Long.toString(amount) : amount + units.substring(unit - 1, unit);
  }

  private static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
