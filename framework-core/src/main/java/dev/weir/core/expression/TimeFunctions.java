package dev.weir.core.expression;

import dev.weir.api.Type;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/// Parts of dates and times, in UTC.
final class TimeFunctions {
  private static final Map<String, Long> UNITS =
      Map.of(
          "day",
          Calendar.DAY,
          "hour",
          Calendar.HOUR,
          "minute",
          Calendar.MINUTE,
          "second",
          Calendar.SECOND);

  static final List<Function> LIST =
      List.of(
          ofDay("year(d)", Calendar::year),
          ofDay("quarter(d)", Calendar::quarter),
          ofDay("month(d)", Calendar::month),
          ofDay("day(d)", Calendar::day),
          ofDay("day_of_week(d)", Calendar::dayOfWeek),
          ofDay("day_of_year(d)", Calendar::dayOfYear),
          ofTime("hour(t)", Calendar.HOUR, 24),
          ofTime("minute(t)", Calendar.MINUTE, 60),
          ofTime("second(t)", Calendar.SECOND, 60),
          Function.of(
              "date_diff('day' | 'hour' | 'minute' | 'second', from, to)",
              3,
              3,
              TimeFunctions::difference));

  private TimeFunctions() {}

  private static Function ofDay(String signature, LongUnaryOperator part) {
    return Function.of(
        signature,
        1,
        1,
        a -> {
          var moment = a.moment(0);
          return Arguments.apply(
              Type.LONG,
              moment.type() == Type.DATE
                  ? Each.wholeWithin(Type.LONG, Calendar.LAST_DAY, part)
                  : Each.whole(Type.LONG, micros -> part.applyAsLong(Calendar.dayOf(micros))),
              moment);
        });
  }

  private static Function ofTime(String signature, long unit, long units) {
    return Function.of(
        signature,
        1,
        1,
        a ->
            Arguments.apply(
                Type.LONG,
                Each.whole(Type.LONG, micros -> Math.floorMod(Math.floorDiv(micros, unit), units)),
                a.timestamp(0)));
  }

  /// Borders of the unit between the two: 23:59 and 00:01 are one day apart.
  private static Node difference(Arguments a) {
    long unit =
        UNITS.getOrDefault(a.word(0, List.of("day", "hour", "minute", "second")), Calendar.DAY);
    var from = a.moment(1);
    var to = a.moment(2);
    if (unit == Calendar.DAY) {
      return Arguments.apply(Type.LONG, difference(1), days(from), days(to));
    }
    return Arguments.apply(
        Type.LONG,
        difference(unit),
        Widening.coerced(from, Type.TIMESTAMP),
        Widening.coerced(to, Type.TIMESTAMP));
  }

  private static Node days(Node moment) {
    return moment.type() == Type.DATE
        ? Arguments.apply(
            Type.DATE, Each.wholeWithin(Type.DATE, Calendar.LAST_DAY, day -> day), moment)
        : Arguments.apply(Type.DATE, Each.whole(Type.DATE, Calendar::dayOf), moment);
  }

  private static Kernel difference(long unit) {
    return (batch, in) -> {
      var from = in[0].longs();
      var to = in[1].longs();
      var out = new long[batch.rows()];
      for (int r = 0; r < out.length; r++) {
        out[r] =
            Math.floorDiv(to[r & in[1].mask()], unit) - Math.floorDiv(from[r & in[0].mask()], unit);
      }
      return Vector.longs(Type.LONG, out, Vector.all(batch.rows(), in));
    };
  }

  /// DATE as the TIMESTAMP of its midnight; missing beyond the range of TIMESTAMP.
  static final Kernel MIDNIGHT =
      Each.wholeWithin(Type.TIMESTAMP, Long.MAX_VALUE / Calendar.DAY, day -> day * Calendar.DAY);
}
