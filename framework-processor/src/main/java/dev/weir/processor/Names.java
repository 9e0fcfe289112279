package dev.weir.processor;

import java.util.Locale;
import java.util.regex.Pattern;

/// Names in the forms of Java and of users.
final class Names {
  private static final Pattern KEBAB = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Pattern CAMEL = Pattern.compile("[a-z][a-z0-9]*([A-Z][a-z0-9]+)*[A-Z]?");
  private static final Pattern TOOL = Pattern.compile("[a-z][a-z0-9]*\\." + KEBAB);

  private Names() {}

  static boolean isKebab(String name) {
    return KEBAB.matcher(name).matches();
  }

  static boolean isTool(String name) {
    return TOOL.matcher(name).matches();
  }

  /// True if the name has one kebab-case form only: no two capitals stand together.
  static boolean isCamel(String name) {
    return CAMEL.matcher(name).matches();
  }

  /// `maxIterations` is `max-iterations`.
  static String kebab(String camel) {
    return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /// `max-iterations` is `maxIterations`.
  static String camel(String kebab) {
    return Pattern.compile("-(.)").matcher(kebab).replaceAll(part -> upper(part.group(1)));
  }

  /// `max-iterations` is `MaxIterations`.
  static String pascal(String kebab) {
    return upper(camel(kebab));
  }

  /// The first letter as a capital.
  static String upper(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /// `MOST_FREQUENT` is `most-frequent`.
  static String choice(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The constant of a choice.
  static String constant(String choice) {
    return choice.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
