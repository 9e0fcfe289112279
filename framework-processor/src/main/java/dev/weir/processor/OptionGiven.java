package dev.weir.processor;

import dev.weir.api.Option;
import dev.weir.api.OptionType;
import dev.weir.api.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What [Option] says of a component, or does not say if there is none.
///
/// @param types the kind of option, if said
/// @param byDefault the default, if there is one, a text an element
/// @param least range
/// @param most range
/// @param accepts column types
/// @param required whether a list must be given
record OptionGiven(
    List<OptionType> types,
    List<String> byDefault,
    double least,
    double most,
    List<Type> accepts,
    boolean required) {
  private static final OptionGiven NOTHING =
      new OptionGiven(
          List.of(),
          List.of(),
          Double.NEGATIVE_INFINITY,
          Double.POSITIVE_INFINITY,
          List.of(),
          false);

  static OptionGiven of(@Nullable Option option) {
    return option == null
        ? NOTHING
        : new OptionGiven(
            List.of(option.type()),
            List.of(option.byDefault()),
            option.least(),
            option.most(),
            List.of(option.accepts()),
            option.required());
  }

  boolean hasRange() {
    return !Double.isInfinite(least) || !Double.isInfinite(most);
  }
}
