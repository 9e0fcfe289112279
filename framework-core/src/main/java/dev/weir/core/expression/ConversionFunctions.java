package dev.weir.core.expression;

import dev.weir.api.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;

/// From one type to another. What cannot be converted without loss is missing.
final class ConversionFunctions {
  static final List<Function> LIST =
      List.of(
          Function.of("number(x)", 1, 1, ConversionFunctions::number),
          Function.of("integer(x)", 1, 1, ConversionFunctions::integer),
          Function.of("text(x)", 1, 1, ConversionFunctions::text),
          Function.of("date(x)", 1, 1, a -> moment(a, Type.DATE)),
          Function.of("timestamp(x)", 1, 1, a -> moment(a, Type.TIMESTAMP)));

  private ConversionFunctions() {}

  private static Node number(Arguments a) {
    var x = a.nodes().getFirst();
    return switch (a.type(0)) {
      case LONG, DOUBLE -> a.real(0);
      case BOOLEAN ->
          a.isNull(0)
              ? Node.Constant.missing(Type.DOUBLE)
              : Arguments.apply(
                  Type.DOUBLE,
                  (batch, in) -> {
                    var out = new double[batch.rows()];
                    for (int r = 0; r < out.length; r++) {
                      out[r] = in[0].flags()[r & in[0].mask()];
                    }
                    return Vector.doubles(out, in[0].validity(batch.rows()));
                  },
                  x);
      case TEXT ->
          Arguments.apply(
              Type.DOUBLE,
              (batch, in) -> {
                var numeral = new Numeral();
                var text = in[0].text();
                var out = new double[batch.rows()];
                var marks = new Marks(in[0].validity(batch.rows()), out.length);
                for (int r = 0; r < out.length; r++) {
                  int at = r & in[0].mask();
                  if (in[0].at(r) && numeral.read(text.bytes(), text.start(at), text.end(at))) {
                    out[r] = numeral.real();
                  } else {
                    marks.strike(r);
                  }
                }
                return Vector.doubles(out, marks.validity());
              },
              x);
      case INT, DATE, TIMESTAMP, BYTES -> throw a.unfit(0, "TEXT, BOOLEAN or a number");
    };
  }

  /// Reads one row; false: no value.
  @FunctionalInterface
  private interface WholeReader {
    boolean read(Vector in, int row, long[] out);
  }

  private static Node whole(Node x, WholeReader reader) {
    return Arguments.apply(
        Type.LONG,
        (batch, in) -> {
          var out = new long[batch.rows()];
          var marks = new Marks(in[0].validity(batch.rows()), out.length);
          for (int r = 0; r < out.length; r++) {
            if (!in[0].at(r) || !reader.read(in[0], r, out)) {
              marks.strike(r);
            }
          }
          return Vector.longs(Type.LONG, out, marks.validity());
        },
        x);
  }

  private static boolean isWhole(double value, long[] out, int row) {
    out[row] = (long) value;
    return value == Math.rint(value) && value >= -0x1p63 && value < 0x1p63;
  }

  private static Node integer(Arguments a) {
    var x = a.nodes().getFirst();
    return switch (a.type(0)) {
      case LONG -> x;
      case DOUBLE -> whole(x, (in, r, out) -> isWhole(in.doubles()[r & in.mask()], out, r));
      case BOOLEAN ->
          a.isNull(0)
              ? Node.Constant.missing(Type.LONG)
              : whole(
                  x,
                  (in, r, out) -> {
                    out[r] = in.flags()[r & in.mask()];
                    return true;
                  });
      case TEXT ->
          whole(
              x,
              (in, r, out) -> {
                int at = r & in.mask();
                var numeral = new Numeral();
                if (!numeral.read(in.text().bytes(), in.text().start(at), in.text().end(at))) {
                  return false;
                }
                out[r] = numeral.whole();
                return numeral.isWhole() || isWhole(numeral.real(), out, r);
              });
      case INT, DATE, TIMESTAMP, BYTES -> throw a.unfit(0, "TEXT, BOOLEAN or a number");
    };
  }

  private static Node text(Arguments a) {
    var x = a.nodes().getFirst();
    return switch (a.type(0)) {
      case TEXT -> x;
      case LONG ->
          Arguments.apply(
              Type.TEXT,
              Each.text((in, r, out) -> out.append(Long.toString(in[0].longs()[r & in[0].mask()]))),
              x);
      case DOUBLE ->
          Arguments.apply(
              Type.TEXT,
              Each.text(
                  (in, r, out) -> out.append(Double.toString(in[0].doubles()[r & in[0].mask()]))),
              x);
      case BOOLEAN ->
          a.isNull(0)
              ? Node.Constant.missing(Type.TEXT)
              : Arguments.apply(
                  Type.TEXT,
                  Each.text((in, r, out) ->
                      out.append((in[0].flags()[r & in[0].mask()] & 1) == 1 ? "true" : "false")),
                  x);
      case DATE ->
          Arguments.apply(
              Type.TEXT,
              Each.text((in, r, out) -> out.append(date(in[0].longs()[r & in[0].mask()]))),
              x);
      case TIMESTAMP ->
          Arguments.apply(
              Type.TEXT,
              Each.text((in, r, out) -> out.append(timestamp(in[0].longs()[r & in[0].mask()]))),
              x);
      case INT, BYTES -> throw a.unfit(0, "of another type");
    };
  }

  private static String date(long day) {
    return day >= -Calendar.LAST_DAY && day <= Calendar.LAST_DAY
        ? LocalDate.ofEpochDay(day).toString()
        : day + " days since 1970-01-01";
  }

  /// `2020-01-31 12:00:00`, then the fraction without the zeros at its end.
  private static String timestamp(long micros) {
    var instant = Instant.ofEpochSecond(Math.floorDiv(micros, Calendar.SECOND));
    var time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    var clock =
        String.format(
            java.util.Locale.ROOT,
            "%s %02d:%02d:%02d",
            time.toLocalDate(),
            time.getHour(),
            time.getMinute(),
            time.getSecond());
    long fraction = Math.floorMod(micros, Calendar.SECOND);
    return fraction == 0
        ? clock
        : clock
            + "."
            + String.format(java.util.Locale.ROOT, "%06d", fraction).replaceFirst("0+$", "");
  }

  private static Node moment(Arguments a, Type type) {
    var x = a.nodes().getFirst();
    if (a.isNull(0)) {
      return Node.Constant.missing(type);
    }
    boolean toDate = type == Type.DATE;
    return switch (a.type(0)) {
      case DATE, TIMESTAMP ->
          a.type(0) == type
              ? x
              : toDate
                  ? Arguments.apply(type, Each.whole(type, Calendar::dayOf), x)
                  : Widening.coerced(x, Type.TIMESTAMP);
      case TEXT ->
          Arguments.apply(
              type,
              (batch, in) -> {
                var out = new long[batch.rows()];
                var marks = new Marks(in[0].validity(batch.rows()), out.length);
                for (int r = 0; r < out.length; r++) {
                  var read = OptionalLong.empty();
                  if (in[0].at(r)) {
                    var written = in[0].text().string(r & in[0].mask()).strip();
                    read = toDate ? Moments.date(written) : Moments.timestamp(written);
                  }
                  out[r] = read.orElse(0);
                  if (read.isEmpty()) {
                    marks.strike(r);
                  }
                }
                return Vector.longs(type, out, marks.validity());
              },
              x);
      case BOOLEAN, INT, LONG, DOUBLE, BYTES -> throw a.unfit(0, "DATE, TIMESTAMP or TEXT");
    };
  }
}
