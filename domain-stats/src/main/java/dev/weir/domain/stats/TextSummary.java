package dev.weir.domain.stats;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.StateCodec;
import dev.weir.api.Text;
import dev.weir.api.Type;
import dev.weir.api.Validity;
import dev.weir.numerics.DistinctCount;

/// A TEXT or BYTES column: lengths, first and last in the order of the bytes, and how many values
/// are blank, padded or look like numbers or dates. Lengths are in characters, of BYTES in bytes.
final class TextSummary extends ColumnSummary {
  private final ExtremeText least;
  private final ExtremeText greatest;
  private long shortest = Long.MAX_VALUE;
  private long longest = -1;
  private long blank;
  private long padded;
  private final TextKinds kinds = new TextKinds();

  private TextSummary(
      Column column,
      DistinctCount distinct,
      FrequentValues frequent,
      ExtremeText least,
      ExtremeText greatest) {
    super(column, distinct, frequent);
    this.least = least;
    this.greatest = greatest;
  }

  static TextSummary of(Column column, Depth depth) {
    return new TextSummary(
        column,
        DistinctCount.create(),
        FrequentValues.of(column.type() == Type.TEXT ? depth.top() : 0),
        ExtremeText.least(),
        ExtremeText.greatest());
  }

  /// Upper bound of the bytes of one column's figures, distinct and frequent values apart.
  static long bytes() {
    return 64 + 2 * ExtremeText.BYTES + TextKinds.BYTES;
  }

  @Override
  void take(Chunk chunk, Validity validity) {
    var text = chunk.text(column);
    int rows = chunk.rows();
    int entries = text.dictionarySize();
    boolean bytewise =
        column.type() == Type.BYTES
            || (entries == 0 && TextForm.ascii(text.bytes(), text.start(0), text.end(rows - 1)));
    if (entries == 0 || entries > rows) {
      for (int r = 0; r < rows; r++) {
        if (validity.at(r)) {
          take(text.bytes(), text.start(r), text.end(r), 1, bytewise, chunk.position(r));
        }
      }
    } else {
      takeDictionary(text, validity, chunk, bytewise);
    }
  }

  private void takeDictionary(Text text, Validity validity, Chunk chunk, boolean bytewise) {
    int rows = chunk.rows();
    var times = new int[text.dictionarySize()];
    var firstRow = new int[times.length];
    for (int r = 0; r < rows; r++) {
      if (validity.at(r)) {
        int code = text.code(r);
        if (times[code]++ == 0) {
          firstRow[code] = r;
        }
      }
    }
    for (int code = 0; code < times.length; code++) {
      if (times[code] > 0) {
        int r = firstRow[code];
        take(text.bytes(), text.start(r), text.end(r), times[code], bytewise, chunk.position(r));
      }
    }
  }

  private void take(byte[] bytes, int from, int to, int times, boolean bytewise, long position) {
    int length = bytewise ? to - from : TextForm.characters(bytes, from, to);
    shortest = Math.min(shortest, length);
    longest = Math.max(longest, length);
    least.accept(bytes, from, to);
    greatest.accept(bytes, from, to);
    distinct.accept(bytes, from, to);
    if (column.type() == Type.TEXT) {
      frequent.accept(bytes, from, to, times);
      look(bytes, from, to, times, position);
    }
  }

  private void look(byte[] bytes, int from, int to, int times, long position) {
    if (from == to) {
      blank += times;
      return;
    }
    if (TextForm.blank(bytes[from]) || TextForm.blank(bytes[to - 1])) {
      if (TextForm.blank(bytes, from, to)) {
        blank += times;
        return;
      }
      padded += times;
    }
    kinds.accept(bytes, from, to, times, position);
  }

  @Override
  void take(ColumnSummary later) {
    var other = (TextSummary) later;
    shortest = Math.min(shortest, other.shortest);
    longest = Math.max(longest, other.longest);
    blank += other.blank;
    padded += other.padded;
    kinds.merge(other.kinds);
    least.merge(other.least);
    greatest.merge(other.greatest);
  }

  @Override
  boolean constant() {
    return count() > 1 && least.whole() && least.sameAs(greatest);
  }

  /// The first value in the order of its bytes, cut after 64 bytes; only if there is a value.
  String leastText() {
    return least.text(column.type());
  }

  /// The last value in the order of its bytes, cut after 64 bytes; only if there is a value.
  String greatestText() {
    return greatest.text(column.type());
  }

  long shortest() {
    return shortest;
  }

  long longest() {
    return longest;
  }

  /// Values that are empty or nothing but blanks.
  long blank() {
    return blank;
  }

  /// Other values that begin or end with a blank.
  long padded() {
    return padded;
  }

  /// Values that look like numbers or dates, and the first that do not.
  TextKinds kinds() {
    return kinds;
  }

  @Override
  void writeOwn(StateCodec.Out out) {
    out.integers(new long[] {shortest, longest, blank, padded});
    least.write(out);
    greatest.write(out);
    kinds.write(out);
  }

  static TextSummary read(
      StateCodec.In in, Column column, DistinctCount distinct, FrequentValues frequent) {
    var figures = in.integers();
    var summary =
        new TextSummary(
            column,
            distinct,
            frequent,
            ExtremeText.least().filled(in),
            ExtremeText.greatest().filled(in));
    summary.shortest = figures[0];
    summary.longest = figures[1];
    summary.blank = figures[2];
    summary.padded = figures[3];
    summary.kinds.filled(in);
    return summary;
  }

  @Override
  long ownBytes() {
    return bytes();
  }
}
