package dev.weir.core.expression;

import dev.weir.api.NearestNames;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// All functions by name, and what to use in place of those of other languages.
final class Functions {
  private static final Map<String, Function> ALL = all();

  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry("substr", "substring(s, from, len)"),
          Map.entry("mid", "substring(s, from, len)"),
          Map.entry("ifnull", "coalesce(x, y)"),
          Map.entry("nvl", "coalesce(x, y)"),
          Map.entry("isnull", "x is null"),
          Map.entry("isna", "x is null"),
          Map.entry("isnan", "is_nan(x)"),
          Map.entry("iif", "if(c, a, b)"),
          Map.entry("len", "length(s)"),
          Map.entry("ceiling", "ceil(x)"),
          Map.entry("power", "pow(x, y)"),
          Map.entry("log", "ln(x), log10(x) or log2(x)"),
          Map.entry("mod", "x % y"),
          Map.entry("cast", "number(x), integer(x), text(x), date(x) or timestamp(x)"),
          Map.entry("try_cast", "number(x), integer(x), text(x), date(x) or timestamp(x)"),
          Map.entry("datediff", "date_diff('day', a, b)"),
          Map.entry("strip", "trim(s)"),
          Map.entry("max", "greatest(a, b)"),
          Map.entry("min", "least(a, b)"),
          Map.entry("dayofweek", "day_of_week(d)"),
          Map.entry("weekday", "day_of_week(d)"),
          Map.entry("startswith", "starts_with(s, t)"),
          Map.entry("endswith", "ends_with(s, t)"),
          Map.entry(
              "regexp_matches",
              "s like '%…%', contains(s, t), starts_with(s, t) or ends_with(s, t)"),
          Map.entry(
              "avg", "an analysis such as stats.describe: an expression sees one row at a time"),
          Map.entry(
              "sum", "an analysis such as stats.describe: an expression sees one row at a time"),
          Map.entry(
              "count", "an analysis such as stats.describe: an expression sees one row at a time"));

  private Functions() {}

  private static Map<String, Function> all() {
    var byName = new TreeMap<String, Function>();
    Stream.of(
            NumberFunctions.LIST,
            ChoiceFunctions.LIST,
            TextFunctions.LIST,
            TimeFunctions.LIST,
            ConversionFunctions.LIST)
        .flatMap(List::stream)
        .forEach(function -> {
          if (byName.put(function.name(), function) != null) {
            throw new IllegalStateException("function " + function.name() + " is listed twice");
          }
        });
    return Collections.unmodifiableMap(byName);
  }

  static Iterable<Function> list() {
    return ALL.values();
  }

  /// The function called, its number of arguments checked.
  static Function named(ExpressionText source, Syntax.Call call) {
    var function = ALL.get(call.name());
    int at = call.place().start();
    if (function == null) {
      var elsewhere = ELSEWHERE.get(call.name());
      throw source.error(
          "function",
          at,
          "no function '"
              + ExpressionText.oneLine(call.name())
              + "'"
              + (elsewhere == null
                  ? NearestNames.hint(call.name(), ALL.keySet())
                  : "; use " + elsewhere));
    }
    int given = call.arguments().size();
    if (given < function.least() || given > function.most()) {
      var allowed =
          function.least() == function.most()
              ? Integer.toString(function.least())
              : function.most() == Integer.MAX_VALUE
                  ? function.least() + " or more"
                  : function.least() + " to " + function.most();
      throw source.error(
          "arguments",
          at,
          function.signature()
              + " takes "
              + allowed
              + (allowed.equals("1") ? " argument" : " arguments")
              + ", found "
              + given);
    }
    return function;
  }
}
