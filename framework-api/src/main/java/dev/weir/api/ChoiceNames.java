package dev.weir.api;

import java.util.Locale;

/// How the constants of an enum are written by users: `MOST_FREQUENT` is `most-frequent`.
final class ChoiceNames {
  private ChoiceNames() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static <E extends Enum<E>> E constant(String name, Class<E> choices) {
    return Enum.valueOf(choices, name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
