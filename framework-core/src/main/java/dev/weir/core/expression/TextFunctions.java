package dev.weir.core.expression;

import dev.weir.api.Type;
import dev.weir.api.Validity;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// Functions of text. Positions and lengths count characters (Unicode code points), from 1.
final class TextFunctions {
  private static final long LONGEST_PADDING = 10_000;

  static final Kernel LIKE = Each.textTest(Utf8::like);

  static final List<Function> LIST =
      List.of(
          Function.of(
              "length(s)",
              1,
              1,
              a -> Arguments.apply(Type.LONG, Each.ofText(Utf8::length), a.text(0))),
          text("upper(s)", 1, 1, (in, r, out) -> mapped(in[0], r, out, Character::toUpperCase)),
          text("lower(s)", 1, 1, (in, r, out) -> mapped(in[0], r, out, Character::toLowerCase)),
          text("trim(s)", 1, 1, (in, r, out) -> trimmed(in[0], r, out, true, true)),
          text("ltrim(s)", 1, 1, (in, r, out) -> trimmed(in[0], r, out, true, false)),
          text("rtrim(s)", 1, 1, (in, r, out) -> trimmed(in[0], r, out, false, true)),
          Function.of("substring(s, from[, length])", 2, 3, TextFunctions::substring),
          text("replace(s, part, by)", 3, 3, TextFunctions::replace),
          test("contains(s, part)", (s, f, t, p, pf, pt) -> Utf8.find(s, f, t, p, pf, pt) >= 0),
          test(
              "starts_with(s, part)",
              (s, f, t, p, pf, pt) ->
                  t - f >= pt - pf && Arrays.equals(s, f, f + pt - pf, p, pf, pt)),
          test(
              "ends_with(s, part)",
              (s, f, t, p, pf, pt) ->
                  t - f >= pt - pf && Arrays.equals(s, t - (pt - pf), t, p, pf, pt)),
          Function.of(
              "concat(s, t, …)",
              1,
              Integer.MAX_VALUE,
              a -> Arguments.apply(Type.TEXT, TextFunctions::joined, a.texts())),
          Function.of("left(s, n)", 2, 2, a -> part(a, (in, r, out) -> end(in, r, out, true))),
          Function.of("right(s, n)", 2, 2, a -> part(a, (in, r, out) -> end(in, r, out, false))),
          Function.of("lpad(s, n[, fill])", 2, 3, a -> padded(a, true)),
          Function.of("rpad(s, n[, fill])", 2, 3, a -> padded(a, false)));

  private TextFunctions() {}

  private static Function text(String signature, int least, int most, Each.TextRow row) {
    return Function.of(
        signature, least, most, a -> Arguments.apply(Type.TEXT, Each.text(row), a.texts()));
  }

  private static Function test(String signature, Each.BytesTest test) {
    return Function.of(
        signature, 2, 2, a -> Arguments.apply(Type.BOOLEAN, Each.textTest(test), a.texts()));
  }

  /// Character by character, so that the number of characters stays.
  private static void mapped(Vector in, int row, TextOut out, IntUnaryOperator character) {
    var text = in.text();
    int at = row & in.mask();
    var bytes = text.bytes();
    boolean ascii = true;
    for (int i = text.start(at); i < text.end(at); i++) {
      ascii &= bytes[i] >= 0;
    }
    if (ascii) {
      for (int i = text.start(at); i < text.end(at); i++) {
        out.append((byte) character.applyAsInt(bytes[i]));
      }
    } else {
      var mapped = new StringBuilder();
      text.string(at).codePoints().map(character).forEach(mapped::appendCodePoint);
      out.append(mapped.toString());
    }
  }

  private static void trimmed(Vector in, int row, TextOut out, boolean left, boolean right) {
    var text = in.text();
    int at = row & in.mask();
    var bytes = text.bytes();
    int from = text.start(at);
    int to = text.end(at);
    while (left && from < to && isSpace(bytes, from, Utf8.next(bytes, from, to))) {
      from = Utf8.next(bytes, from, to);
    }
    while (right && from < to) {
      int last = to - 1;
      while (last > from && !Utf8.begins(bytes[last])) {
        last--;
      }
      if (!isSpace(bytes, last, to)) {
        break;
      }
      to = last;
    }
    out.append(bytes, from, to);
  }

  /// White space of any script, no-break spaces too.
  private static boolean isSpace(byte[] bytes, int from, int to) {
    if (to - from == 1) {
      return bytes[from] >= 0 && Character.isWhitespace(bytes[from]);
    }
    int c = new String(bytes, from, to - from, StandardCharsets.UTF_8).codePointAt(0);
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static Node substring(Arguments a) {
    var s = a.text(0);
    var from = a.whole(1);
    return a.size() == 2
        ? Arguments.apply(
            Type.TEXT, Each.text((in, r, out) -> cut(in, r, out, Long.MAX_VALUE)), s, from)
        : Arguments.apply(
            Type.TEXT,
            Each.text((in, r, out) -> cut(in, r, out, in[2].longs()[r & in[2].mask()])),
            s,
            from,
            a.whole(2));
  }

  /// From below 0: counted from the end. Characters before the first are cut away.
  private static void cut(Vector[] in, int row, TextOut out, long wanted) {
    var text = in[0].text();
    int at = row & in[0].mask();
    int start = text.start(at);
    int end = text.end(at);
    long from = in[1].longs()[row & in[1].mask()];
    if (from < 0) {
      from = Math.max(from, -1L << 40) + Utf8.length(text.bytes(), start, end) + 1;
    }
    long length = Math.max(0, wanted);
    if (from < 1) {
      length = Math.max(0, length == Long.MAX_VALUE ? length : length + from - 1);
      from = 1;
    }
    int first = Utf8.skip(text.bytes(), start, end, from - 1);
    out.append(text.bytes(), first, Utf8.skip(text.bytes(), first, end, length));
  }

  private static Node part(Arguments a, Each.TextRow row) {
    return Arguments.apply(Type.TEXT, Each.text(row), a.text(0), a.whole(1));
  }

  /// A negative number leaves out as many characters at the other end.
  private static void end(Vector[] in, int row, TextOut out, boolean left) {
    var text = in[0].text();
    int at = row & in[0].mask();
    int start = text.start(at);
    int end = text.end(at);
    long n = Math.max(-Long.MAX_VALUE, in[1].longs()[row & in[1].mask()]);
    boolean fromStart = left == (n >= 0);
    long skipped = fromStart ? Math.abs(n) : Utf8.length(text.bytes(), start, end) - Math.abs(n);
    int border = Utf8.skip(text.bytes(), start, end, skipped);
    out.append(text.bytes(), left ? start : border, left ? border : end);
  }

  private static void replace(Vector[] in, int row, TextOut out) {
    var text = in[0].text();
    var part = in[1].text();
    int at = row & in[0].mask();
    int which = row & in[1].mask();
    int from = text.start(at);
    int to = text.end(at);
    int length = part.length(which);
    while (length > 0) {
      int found =
          Utf8.find(text.bytes(), from, to, part.bytes(), part.start(which), part.end(which));
      if (found < 0) {
        break;
      }
      out.append(text.bytes(), from, found);
      out.append(in[2], row);
      from = found + length;
    }
    out.append(text.bytes(), from, to);
  }

  /// Missing arguments are left out: never missing.
  private static Vector joined(Batch batch, Vector... in) {
    var out = new TextOut(batch);
    for (int r = 0; r < batch.rows(); r++) {
      for (var text : in) {
        if (text.at(r)) {
          out.append(text, r);
        }
      }
      out.end();
    }
    return out.vector();
  }

  /// `||`: missing if any is.
  static Vector strictlyJoined(Batch batch, Vector... in) {
    Validity all = Vector.all(batch.rows(), in);
    var out = new TextOut(batch);
    for (int r = 0; r < batch.rows(); r++) {
      if (!all.at(r)) {
        out.missing();
        continue;
      }
      for (var text : in) {
        out.append(text, r);
      }
      out.end();
    }
    return out.vector();
  }

  private static Node padded(Arguments a, boolean left) {
    var fill =
        a.size() == 3 ? a.text(2) : new Node.Constant(Vector.constant(dev.weir.api.Values.of(" ")));
    return Arguments.apply(
        Type.TEXT,
        Each.text((in, r, out) -> pad(in, r, out, left)),
        a.text(0),
        a.constant(1, 0, LONGEST_PADDING),
        fill);
  }

  /// Exactly `n` characters: cut at the right if longer; shorter than `n` only if the filling is
  /// empty.
  private static void pad(Vector[] in, int row, TextOut out, boolean left) {
    var text = in[0].text();
    int at = row & in[0].mask();
    int start = text.start(at);
    int end = text.end(at);
    long n = in[1].longs()[row & in[1].mask()];
    int cut = Utf8.skip(text.bytes(), start, end, n);
    long open = n - Utf8.length(text.bytes(), start, cut);
    if (!left) {
      out.append(text.bytes(), start, cut);
    }
    var fill = in[2].text();
    int which = row & in[2].mask();
    int at2 = fill.start(which);
    for (long i = 0; i < open && fill.length(which) > 0; i++) {
      int next = Utf8.next(fill.bytes(), at2, fill.end(which));
      out.append(fill.bytes(), at2, next);
      at2 = next == fill.end(which) ? fill.start(which) : next;
    }
    if (left) {
      out.append(text.bytes(), start, cut);
    }
  }
}
