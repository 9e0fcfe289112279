package dev.weir.domain.stats;

import dev.weir.api.StateCodec;

/// How many values of a text column look like numbers, dates or timestamps, and the first that do
/// not: for columns that would be of another type but for a few cells. Mutable.
final class TextKinds {
  static final long BYTES = 56 + 2 * FirstTexts.BYTES;

  private long numbers;
  private long commas;
  private long dates;
  private long timestamps;
  private final FirstTexts noNumbers = new FirstTexts();
  private final FirstTexts noTimes = new FirstTexts();

  /// Takes in a value that is not blank.
  void accept(byte[] bytes, int from, int to, int times, long position) {
    if (bytes[from] <= '9') {
      if (TextForm.numeric(bytes, from, to)) {
        numbers += times;
        commas += TextForm.comma(bytes, from, to) ? times : 0;
        noTimes.accept(bytes, from, to, position);
        return;
      }
      var moment = TextForm.moment(bytes, from, to);
      if (moment != TextForm.Moment.NONE) {
        dates += moment == TextForm.Moment.DATE ? times : 0;
        timestamps += moment == TextForm.Moment.TIMESTAMP ? times : 0;
        noNumbers.accept(bytes, from, to, position);
        return;
      }
    }
    noNumbers.accept(bytes, from, to, position);
    noTimes.accept(bytes, from, to, position);
  }

  void merge(TextKinds other) {
    numbers += other.numbers;
    commas += other.commas;
    dates += other.dates;
    timestamps += other.timestamps;
    noNumbers.merge(other.noNumbers);
    noTimes.merge(other.noTimes);
  }

  long numbers() {
    return numbers;
  }

  /// How many of the numbers have a comma, of thousands or for a decimal point.
  long commas() {
    return commas;
  }

  long dates() {
    return dates;
  }

  long timestamps() {
    return timestamps;
  }

  /// The first values that do not look like numbers.
  FirstTexts noNumbers() {
    return noNumbers;
  }

  /// The first values that look neither like dates nor like timestamps.
  FirstTexts noTimes() {
    return noTimes;
  }

  void write(StateCodec.Out out) {
    out.integers(new long[] {numbers, dates, timestamps, commas});
    noNumbers.write(out);
    noTimes.write(out);
  }

  TextKinds filled(StateCodec.In in) {
    var figures = in.integers();
    numbers = figures[0];
    dates = figures[1];
    timestamps = figures[2];
    commas = figures[3];
    noNumbers.filled(in);
    noTimes.filled(in);
    return this;
  }
}
