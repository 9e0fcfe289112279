package dev.weir.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The one way from what a user gave (text of the command line, values of YAML, objects of Java) to
/// [OptionValues]: unknown names, missing ones, wrong types and values out of range are USER errors
/// that name the option, the value, what is allowed and the nearest names.
public final class OptionParser {
  private OptionParser() {}

  /// Parses and checks.
  ///
  /// @param owner who has the options, for messages: a tool's or a source's name
  /// @param descriptors the options there are
  /// @param given text, numbers, booleans, durations, enum constants or lists of them, by option
  ///   name
  public static OptionValues parse(
      String owner, List<OptionDescriptor> descriptors, Map<String, ?> given) {
    var names = descriptors.stream().map(OptionDescriptor::name).toList();
    for (var name : given.keySet()) {
      if (!names.contains(name)) {
        throw PipelineException.user(
            "option.unknown",
            owner + " has no option '" + name + "'" + NearestNames.hint(name, names));
      }
    }
    var values = new LinkedHashMap<String, Object>();
    for (var option : descriptors) {
      Object raw = given.get(option.name());
      if (raw == null) {
        raw = option.byDefault().orElse(null);
      }
      if (raw != null) {
        values.put(option.name(), check(owner, option, value(owner, option, raw)));
      } else if (option.required()) {
        throw PipelineException.user(
            "option.missing",
            owner
                + " needs --"
                + option.name()
                + " ("
                + option.type().label()
                + "): "
                + option.description());
      }
    }
    return new OptionValues(values);
  }

  /// Parses and checks, and checks that the options of exactly one alternative have values.
  ///
  /// @param oneOf the alternatives, each the names of options that are given together; none: any
  ///   options may be left out that are not required
  public static OptionValues parse(
      String owner,
      List<OptionDescriptor> descriptors,
      List<List<String>> oneOf,
      Map<String, ?> given) {
    var values = parse(owner, descriptors, given);
    Alternatives.check(owner, oneOf, values);
    return values;
  }

  private static Object value(String owner, OptionDescriptor option, Object raw) {
    return option.type().isList() ? list(owner, option, raw) : scalar(owner, option, raw);
  }

  private static List<Object> list(String owner, OptionDescriptor option, Object raw) {
    var elements = new ArrayList<Object>();
    if (raw instanceof Iterable<?> many) {
      many.forEach(elements::add);
    } else if (raw instanceof String text) {
      for (var part : text.split(",", -1)) {
        if (!part.isBlank()) {
          elements.add(part.strip());
        } else if (!text.isBlank()) {
          throw wrong(owner, option, text, "an element is empty");
        }
      }
    } else {
      elements.add(raw);
    }
    var parsed = new ArrayList<Object>();
    for (var element : elements) {
      parsed.add(
          switch (option.type()) {
            case REALS -> number(owner, option, element);
            case INTEGERS -> integer(owner, option, element);
            default -> text(element);
          });
    }
    return List.copyOf(parsed);
  }

  private static Object scalar(String owner, OptionDescriptor option, Object raw) {
    return switch (option.type()) {
      case TEXT, COLUMN, EXPRESSION, CHOICE -> {
        if (raw instanceof Iterable<?>) {
          throw wrong(owner, option, raw, "it is a list");
        }
        yield text(raw);
      }
      case INTEGER -> integer(owner, option, raw);
      case REAL -> number(owner, option, raw);
      case FLAG -> flag(owner, option, raw);
      case DURATION -> raw instanceof Duration d ? d : duration(owner, option, raw.toString());
      case SIZE ->
          raw instanceof Number n
              ? (Object) n.longValue()
              : (Object) size(owner, option, raw.toString());
      case COLUMNS, TEXTS, REALS, INTEGERS -> throw new AssertionError(option);
    };
  }

  private static String text(Object raw) {
    return raw instanceof Enum<?> choice ? ChoiceNames.of(choice) : raw.toString();
  }

  private static Long integer(String owner, OptionDescriptor option, Object raw) {
    if (raw instanceof Long
        || raw instanceof Integer
        || raw instanceof Short
        || raw instanceof Byte) {
      return ((Number) raw).longValue();
    }
    try {
      return Long.parseLong(raw.toString().strip());
    } catch (NumberFormatException e) {
      throw wrong(owner, option, raw, "it is not a whole number");
    }
  }

  private static Double number(String owner, OptionDescriptor option, Object raw) {
    if (raw instanceof Number number) {
      return number.doubleValue();
    }
    try {
      double parsed = Double.parseDouble(raw.toString().strip());
      if (Double.isNaN(parsed)) {
        throw wrong(owner, option, raw, "it is not a number");
      }
      return parsed;
    } catch (NumberFormatException e) {
      throw wrong(owner, option, raw, "it is not a number");
    }
  }

  private static Boolean flag(String owner, OptionDescriptor option, Object raw) {
    return switch (raw.toString().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> true;
      case "false", "no", "off" -> false;
      default -> throw wrong(owner, option, raw, "it is neither true nor false");
    };
  }

  private static Duration duration(String owner, OptionDescriptor option, String raw) {
    var text = raw.strip().toLowerCase(Locale.ROOT);
    int digits = leadingDigits(text);
    try {
      long amount = Long.parseLong(text.substring(0, digits));
      return switch (text.substring(digits).strip()) {
        case "ms" -> Duration.ofMillis(amount);
        case "s" -> Duration.ofSeconds(amount);
        case "m", "min" -> Duration.ofMinutes(amount);
        case "h" -> Duration.ofHours(amount);
        case "d" -> Duration.ofDays(amount);
        default -> throw wrong(owner, option, raw, "write it like 500ms, 30s, 5m, 2h or 1d");
      };
    } catch (NumberFormatException | ArithmeticException e) {
      throw wrong(owner, option, raw, "write it like 500ms, 30s, 5m, 2h or 1d");
    }
  }

  private static Long size(String owner, OptionDescriptor option, String raw) {
    var text = raw.strip().toLowerCase(Locale.ROOT);
    int digits = leadingDigits(text);
    try {
      long amount = Long.parseLong(text.substring(0, digits));
      int shift =
          switch (text.substring(digits).strip()) {
            case "", "b" -> 0;
            case "k", "kb", "kib" -> 10;
            case "m", "mb", "mib" -> 20;
            case "g", "gb", "gib" -> 30;
            case "t", "tb", "tib" -> 40;
            default -> throw wrong(owner, option, raw, "write it like 4096, 64k, 256m or 2g");
          };
      return Math.multiplyExact(amount, 1L << shift);
    } catch (NumberFormatException | ArithmeticException e) {
      throw wrong(owner, option, raw, "write it like 4096, 64k, 256m or 2g");
    }
  }

  private static int leadingDigits(String text) {
    int digits = 0;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    return digits;
  }

  private static Object check(String owner, OptionDescriptor option, Object value) {
    if (value instanceof List<?> list) {
      for (var element : list) {
        if (element instanceof Number number) {
          within(owner, option, element, number.doubleValue());
        } else {
          chosen(owner, option, element);
        }
      }
      return value;
    }
    if (value instanceof Number number) {
      within(owner, option, value, number.doubleValue());
    } else if (value instanceof String text) {
      chosen(owner, option, value);
      if (text.length() < option.least() || text.length() > option.most()) {
        throw wrong(owner, option, value, "its length must be " + option.range());
      }
    }
    return value;
  }

  private static void within(String owner, OptionDescriptor option, Object value, double number) {
    if (!(number >= option.least() && number <= option.most())) {
      throw wrong(owner, option, value, "allowed is " + option.range());
    }
  }

  private static void chosen(String owner, OptionDescriptor option, Object value) {
    if (!option.choices().isEmpty() && !option.choices().contains(value)) {
      throw wrong(
          owner,
          option,
          value,
          "allowed is "
              + option.range()
              + NearestNames.hint(value.toString(), option.choices()).replaceFirst("^ \\(.*", ""));
    }
  }

  private static PipelineException wrong(
      String owner, OptionDescriptor option, Object value, String why) {
    return PipelineException.user(
        "option.value",
        owner
            + ": --"
            + option.name()
            + " '"
            + (option.type() == OptionType.SIZE && value instanceof Long bytes
                ? OptionDescriptor.size(bytes)
                : value)
            + "' ("
            + option.type().label()
            + "): "
            + why);
  }
}
