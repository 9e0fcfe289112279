package dev.weir.api;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// How many rows of an input a run may set aside before it gives up: a number of rows, or a share
/// of the rows there are.
public sealed interface ErrorBudget {
  /// No row may be set aside.
  static ErrorBudget none() {
    return new Rows(0);
  }

  /// A number of rows.
  ///
  /// @param rows at least 0
  record Rows(long rows) implements ErrorBudget {
    /// Checks the range.
    public Rows {
      if (rows < 0) {
        throw wrong(rows + " rows", "allowed is 0 or more rows");
      }
    }

    @Override
    public String toString() {
      return rows == 1 ? "1 row" : rows + " rows";
    }
  }

  /// A share of the rows of the input: of all that it has where their number is known before they
  /// are read (Parquet, tables), else of those that a scan has read to its end.
  ///
  /// @param share from 0 to 1
  record Share(double share) implements ErrorBudget {
    /// Checks the range.
    public Share {
      if (!(share >= 0 && share <= 1)) {
        throw wrong(100 * share + "%", "allowed is 0% to 100%");
      }
    }

    @Override
    public String toString() {
      return java.math.BigDecimal.valueOf(share)
              .movePointRight(2)
              .stripTrailingZeros()
              .toPlainString()
          + "%";
    }
  }

  /// What a user writes: `100`, `100 rows` or `0.1%`.
  ///
  /// @throws PipelineException USER if it is neither
  static ErrorBudget parse(String text) {
    var match =
        Pattern.compile("([0-9]+) *(?:rows?)?|([0-9]*\\.?[0-9]+) *%")
            .matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!match.matches()) {
      throw wrong(text, "write a number of rows (100, 100 rows) or a share of them (0.1%)");
    }
    if (match.group(2) != null) {
      double share = new java.math.BigDecimal(match.group(2)).movePointLeft(2).doubleValue();
      if (share > 1) {
        throw wrong(text, "allowed is 0% to 100%");
      }
      return new Share(share);
    }
    try {
      return new Rows(Long.parseLong(match.group(1)));
    } catch (NumberFormatException e) {
      throw wrong(text, "allowed is 0 to " + Long.MAX_VALUE + " rows");
    }
  }

  private static PipelineException wrong(String value, String why) {
    return PipelineException.user("config.error-budget", "--error-budget '" + value + "': " + why);
  }

  /// True if no row may be set aside.
  default boolean isNone() {
    return switch (this) {
      case Rows(long rows) -> rows == 0;
      case Share(double share) -> share == 0;
    };
  }

  /// The most rows that may be set aside.
  ///
  /// @param all rows of the input, if known
  /// @return nothing for a share of an unknown number
  default OptionalLong most(OptionalLong all) {
    return switch (this) {
      case Rows(long rows) -> OptionalLong.of(rows);
      case Share(double share) ->
          all.isPresent()
              ? OptionalLong.of((long) Math.floor(share * all.getAsLong()))
              : OptionalLong.empty();
    };
  }
}
