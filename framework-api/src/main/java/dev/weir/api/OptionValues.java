package dev.weir.api;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Parsed and checked values of options by name, defaults filled in: what a tool's factory makes
/// its options record from. Made by [OptionParser].
public final class OptionValues {
  /// No options.
  public static final OptionValues NONE = new OptionValues(Map.of());

  private final Map<String, Object> values;

  OptionValues(Map<String, Object> values) {
    this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /// Every value by name, in the descriptor's order; options without a value are left out.
  public Map<String, Object> asMap() {
    return values;
  }

  /// True if the option was given or has a default.
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /// True if it has a value that is not an empty list.
  boolean isGiven(String name) {
    return has(name) && !(values.get(name) instanceof List<?> list && list.isEmpty());
  }

  private <T> T get(String name, Class<T> type) {
    var value = values.get(name);
    if (!type.isInstance(value)) {
      throw new IllegalStateException(
          "option '" + name + "' is " + value + ", not a " + type.getSimpleName());
    }
    return type.cast(value);
  }

  /// A TEXT, COLUMN, EXPRESSION or CHOICE.
  public String text(String name) {
    return get(name, String.class);
  }

  /// A TEXT, COLUMN, EXPRESSION or CHOICE, if there is one.
  public Optional<String> optionalText(String name) {
    return has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  /// A CHOICE as a constant, which is written in kebab-case by users.
  public <E extends Enum<E>> E choice(String name, Class<E> choices) {
    return ChoiceNames.constant(text(name), choices);
  }

  /// A TEXTS list as constants; empty if there is none.
  public <E extends Enum<E>> List<E> choices(String name, Class<E> choices) {
    return texts(name).stream().map(text -> ChoiceNames.constant(text, choices)).toList();
  }

  /// A TEXTS or COLUMNS list; empty if there is none.
  public List<String> texts(String name) {
    return list(name).stream().map(String.class::cast).toList();
  }

  /// An INTEGER or SIZE.
  public long integer(String name) {
    return get(name, Long.class);
  }

  /// A REAL.
  public double real(String name) {
    return get(name, Double.class);
  }

  /// An INTEGERS list; empty if there is none.
  public long[] integers(String name) {
    return list(name).stream().mapToLong(Long.class::cast).toArray();
  }

  /// A REALS list; empty if there is none.
  public double[] reals(String name) {
    return list(name).stream().mapToDouble(Double.class::cast).toArray();
  }

  private List<?> list(String name) {
    return has(name) ? get(name, List.class) : List.of();
  }

  /// A FLAG; false if there is none.
  public boolean flag(String name) {
    return has(name) && get(name, Boolean.class);
  }

  /// A DURATION.
  public Duration duration(String name) {
    return get(name, Duration.class);
  }

  @Override
  public String toString() {
    return values.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OptionValues that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }
}
