package dev.weir.numerics;

import dev.weir.api.PipelineException;
import dev.weir.api.StateCodec;
import dev.weir.api.Text;
import dev.weir.api.Validity;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The most frequent values of a column with bounds on how often each occurs, in constant memory: a
/// Misra-Gries summary over byte strings.
///
/// Mutable; for one thread at a time; text, whole numbers and real numbers, one type a summary.
/// Deterministic: the same data in the same blocks and merge tree give the same bits; while
/// [#exact] also for any order and chunking.
///
/// **Guarantee.** Of `n` values, every one that occurs more than [#error] `<= n / (size + 1)` times
/// is listed, and of each listed value the true count lies between its `lower` and `upper`, which
/// differ by at most `error()`. Merging keeps this. While there are at most `2 size` distinct
/// values nothing is ever dropped, and all counts are exact.
///
/// **Method.** Each listed item has a certain count (`lower`) and a `slack`: what it may have
/// occurred before it was listed. When `2 size` items are listed, the threshold rises to the `size
/// + 1`-th largest upper bound and items at or below it go. An unlisted value occurred at most
///   `threshold` times.
///
/// **Cells.** A missing cell is skipped. All NaN are one item; -0.0 is 0.0. A text of more than 256
/// bytes is known by its first 224 bytes or a few less, to end on a character, `…#` and its hash in
/// 16 hexadecimal digits.
///
/// **Cost.** About 15 ns a value, 60 if nearly all are distinct; entries of a dictionary are
/// counted once a chunk. At most `2 size` items of up to 256 bytes, and 50 bytes each beside.
///
/// Source: Misra, Gries, *Finding repeated elements*, 1982, doi:10.1016/0167-6423(82)90012-0;
/// Agarwal et al., *Mergeable summaries*, 2013, doi:10.1145/2500128.
public final class FrequentItems {
  /// The size used if none is given: counts within a 1/1025 of the values.
  public static final int DEFAULT_SIZE = 1024;

  /// Longest item kept as it is, in bytes.
  public static final int MAX_ITEM_BYTES = 256;

  private static final int MAX_SIZE = 1 << 20;
  private static final int PREFIX_BYTES = 224;

  private static final Comparator<Item> ORDER =
      Comparator.comparingLong(Item::upper)
          .reversed()
          .thenComparing(Item::bytes, Arrays::compareUnsigned);

  /// A frequent value.
  ///
  /// @param bytes the text as UTF-8, or a number as eight bytes in the order of the numbers
  /// @param lower it occurs at least so often
  /// @param upper it occurs at most so often
  @SuppressWarnings("ArrayRecordComponent")
  public record Item(byte[] bytes, long lower, long upper) {
    /// The best guess, `upper`: right for whatever was frequent from the start.
    public long estimate() {
      return upper;
    }

    /// The item of a summary of text.
    public String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    /// The item of a summary of whole numbers.
    public long asLong() {
      return OrderedBits.toLong(key());
    }

    /// The item of a summary of real numbers.
    public double asDouble() {
      long key = key();
      return key == -1L ? Double.NaN : OrderedBits.toDouble(key);
    }

    private long key() {
      long key = 0;
      for (byte b : bytes) {
        key = key << 8 | (b & 0xFF);
      }
      return key;
    }
  }

  private final int size;
  private long count;
  private long threshold;
  private ItemTable items;

  private FrequentItems(int size) {
    this.size = size;
    items = new ItemTable();
  }

  /// Nothing taken in yet, with size 1024.
  public static FrequentItems create() {
    return create(DEFAULT_SIZE);
  }

  /// Nothing taken in yet.
  ///
  /// @param size 1 to 1048576: counts are right within `n / (size + 1)`
  public static FrequentItems create(int size) {
    if (size < 1 || size > MAX_SIZE) {
      throw PipelineException.user(
          "numerics.frequent.size",
          "the size of a frequent items summary is "
              + size
              + "; it must be between 1 and "
              + MAX_SIZE);
    }
    return new FrequentItems(size);
  }

  /// Takes in the first `rows` cells that hold a value.
  public void accept(Text values, Validity validity, int rows) {
    int entries = values.dictionarySize();
    if (entries == 0 || entries > rows) {
      for (int r = 0; r < rows; r++) {
        if (validity.at(r)) {
          accept(values.bytes(), values.start(r), values.end(r), 1);
        }
      }
      return;
    }
    var counts = new int[entries];
    var firstRow = new int[entries];
    for (int r = 0; r < rows; r++) {
      if (validity.at(r)) {
        int code = values.code(r);
        if (counts[code]++ == 0) {
          firstRow[code] = r;
        }
      }
    }
    for (int code = 0; code < entries; code++) {
      if (counts[code] > 0) {
        int r = firstRow[code];
        accept(values.bytes(), values.start(r), values.end(r), counts[code]);
      }
    }
  }

  /// Takes in the first `rows` cells that hold a value.
  public void accept(long[] values, Validity validity, int rows) {
    var key = new byte[Long.BYTES];
    for (int r = 0; r < rows; r++) {
      if (validity.at(r)) {
        acceptKey(OrderedBits.of(values[r]), key);
      }
    }
  }

  /// Takes in the first `rows` cells that hold a value.
  public void accept(double[] values, Validity validity, int rows) {
    var key = new byte[Long.BYTES];
    for (int r = 0; r < rows; r++) {
      if (validity.at(r)) {
        acceptKey(Double.isNaN(values[r]) ? -1L : OrderedBits.of(values[r]), key);
      }
    }
  }

  private void acceptKey(long ordered, byte[] key) {
    for (int i = 0; i < Long.BYTES; i++) {
      key[i] = (byte) (ordered >>> (56 - 8 * i));
    }
    accept(key, 0, Long.BYTES, 1);
  }

  /// Takes in the bytes from `from` to `to`, `times` times.
  public void accept(byte[] bytes, int from, int to, long times) {
    count += times;
    if (to - from > MAX_ITEM_BYTES) {
      var shown = shorten(bytes, from, to);
      add(shown, 0, shown.length, times);
    } else {
      add(bytes, from, to, times);
    }
  }

  private void add(byte[] bytes, int from, int to, long times) {
    int at = items.at(bytes, from, to);
    if (at < 0) {
      at = items.insert(bytes, from, to, threshold);
    }
    items.addLower(at, times);
    shrink();
  }

  private static byte[] shorten(byte[] bytes, int from, int to) {
    int end = from + PREFIX_BYTES;
    while (end > from + PREFIX_BYTES - 4 && (bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    var mark =
        String.format("…#%016x", Hashing.of(bytes, from, to)).getBytes(StandardCharsets.UTF_8);
    var shown = Arrays.copyOfRange(bytes, from, end - from + mark.length + from);
    System.arraycopy(mark, 0, shown, end - from, mark.length);
    return shown;
  }

  private void shrink() {
    if (items.size() <= 2 * size) {
      return;
    }
    var uppers = new long[items.size()];
    Arrays.setAll(uppers, items::upper);
    Arrays.sort(uppers);
    threshold = uppers[uppers.length - 1 - size];
    items = items.above(threshold);
  }

  /// Takes in what `later` took in; `later` stays as it is. Both must have the same size.
  public void merge(FrequentItems later) {
    if (size != later.size) {
      throw new PipelineException(
          PipelineException.Category.INTERNAL,
          "numerics.frequent.size",
          "summaries of sizes " + size + " and " + later.size + " do not merge");
    }
    int own = items.size();
    var matched = new boolean[own];
    for (int i = 0; i < later.items.size(); i++) {
      int at = items.at(later.items, i);
      if (at < 0) {
        at = items.insert(later.items, i, threshold);
      } else {
        matched[at] = true;
        items.addSlack(at, later.items.slack(i));
      }
      items.addLower(at, later.items.lower(i));
    }
    for (int i = 0; i < own; i++) {
      if (!matched[i]) {
        items.addSlack(i, later.threshold);
      }
    }
    threshold += later.threshold;
    count += later.count;
    shrink();
  }

  /// Values taken in.
  public long count() {
    return count;
  }

  /// True while nothing was dropped: every count is exact, and the list is complete.
  public boolean exact() {
    return threshold == 0;
  }

  /// The most that a count can be off, and the most often that a value which is not listed can
  /// occur; at most `count() / (size + 1)`.
  public long error() {
    return threshold;
  }

  /// Items listed; the number of distinct values while [#exact].
  public int items() {
    return items.size();
  }

  /// The `n` items of greatest estimate, fewer if there are fewer; ties in the order of their
  /// bytes.
  public List<Item> top(int n) {
    return IntStream.range(0, items.size())
        .mapToObj(i -> new Item(items.bytes(i), items.lower(i), items.upper(i)))
        .sorted(ORDER)
        .limit(n)
        .toList();
  }

  /// Writes the state; leaves it as it was.
  public void write(StateCodec.Out out) {
    out.integers(new long[] {size, count, threshold});
    items.write(out);
  }

  /// Reads what [#write] wrote.
  public static FrequentItems read(StateCodec.In in) {
    var head = in.integers();
    var frequent = new FrequentItems((int) head[0]);
    frequent.count = head[1];
    frequent.threshold = head[2];
    frequent.items = ItemTable.read(in);
    return frequent;
  }

  /// Bytes that this object keeps alive.
  public long retainedBytes() {
    return 100 + items.retainedBytes();
  }
}
