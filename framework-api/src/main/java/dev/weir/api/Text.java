package dev.weir.api;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The cells of a text or bytes column: the UTF-8 bytes of row `r` are `bytes()[start(r)] ..
/// bytes()[end(r) - 1]`. Either each row has its own run of bytes, or rows hold codes into a
/// dictionary of distinct entries. Immutable; arrays given are the object's own.
public final class Text {
  private final byte[] bytes;
  private final int[] offsets;
  private final int @Nullable [] codes;

  private Text(byte[] bytes, int[] offsets, int @Nullable [] codes) {
    this.bytes = bytes;
    this.offsets = offsets;
    this.codes = codes;
  }

  /// Row `r` is `bytes[offsets[r]] .. bytes[offsets[r + 1] - 1]`.
  public static Text of(byte[] bytes, int[] offsets) {
    return new Text(bytes, offsets, null);
  }

  /// Row `r` is entry `codes[r]` of the dictionary, whose entry `c` is `bytes[offsets[c]] ..
  /// bytes[offsets[c + 1] - 1]` and whose `offsets` have exactly one more element than it has
  /// entries. Entries must differ; a row without a value may hold any valid code.
  public static Text ofDictionary(byte[] bytes, int[] offsets, int[] codes) {
    return new Text(bytes, offsets, codes);
  }

  /// The strings given, for small tables and tests. A null becomes empty text: its validity is kept
  /// elsewhere.
  public static Text of(@Nullable String... rows) {
    var builder = new Builder(rows.length);
    for (var row : rows) {
      builder.add(row == null ? "" : row);
    }
    return builder.build();
  }

  /// All content; shared by the rows, never to be written to.
  public byte[] bytes() {
    return bytes;
  }

  /// Where the row's bytes begin.
  public int start(int row) {
    return offsets[codes == null ? row : codes[row]];
  }

  /// One past the row's last byte.
  public int end(int row) {
    return offsets[(codes == null ? row : codes[row]) + 1];
  }

  /// Bytes in the row.
  public int length(int row) {
    int at = codes == null ? row : codes[row];
    return offsets[at + 1] - offsets[at];
  }

  /// Entries of the dictionary, or 0 if there is none.
  public int dictionarySize() {
    return codes == null ? 0 : offsets.length - 1;
  }

  /// The row's dictionary code, `0 <= code < dictionarySize()`; -1 without a dictionary. Codes mean
  /// nothing outside this object.
  public int code(int row) {
    return codes == null ? -1 : codes[row];
  }

  /// The row as a string. For cold paths: allocates. Bytes that are not UTF-8 become U+FFFD.
  public String string(int row) {
    int start = start(row);
    return new String(bytes, start, end(row) - start, StandardCharsets.UTF_8);
  }

  /// True if the row's bytes are those from `from` to `to` of `other`.
  public boolean equals(int row, byte[] other, int from, int to) {
    return Arrays.equals(bytes, start(row), end(row), other, from, to);
  }

  /// The rows listed, in that order; a dictionary is shared, plain bytes are copied.
  public Text select(int[] rows, int count) {
    if (codes != null) {
      var picked = new int[count];
      for (int i = 0; i < count; i++) {
        picked[i] = codes[rows[i]];
      }
      return new Text(bytes, offsets, picked);
    }
    var at = new int[count + 1];
    for (int i = 0; i < count; i++) {
      at[i + 1] = at[i] + length(rows[i]);
    }
    var copy = new byte[at[count]];
    for (int i = 0; i < count; i++) {
      System.arraycopy(bytes, offsets[rows[i]], copy, at[i], at[i + 1] - at[i]);
    }
    return new Text(copy, at, null);
  }

  /// Bytes of content, offsets and codes.
  public long byteSize() {
    return bytes.length + 4L * offsets.length + (codes == null ? 0 : 4L * codes.length);
  }

  /// Makes a column row by row. Not for sharing between threads.
  public static final class Builder {
    private byte[] bytes;
    private int[] offsets;
    private int rows;

    /// Room for `expectedRows` at first; grows.
    public Builder(int expectedRows) {
      offsets = new int[expectedRows + 1];
      bytes = new byte[Math.max(16, (int) Math.min(8L * expectedRows, 1 << 20))];
    }

    /// Adds a row of text.
    public Builder add(CharSequence text) {
      var encoded = text.toString().getBytes(StandardCharsets.UTF_8);
      return add(encoded, 0, encoded.length);
    }

    /// Adds a row made of the bytes from `from` to `to`.
    public Builder add(byte[] source, int from, int to) {
      int used = offsets[rows];
      long needed = (long) used + to - from;
      if (needed > Integer.MAX_VALUE - 16) {
        throw new PipelineException(
            PipelineException.Category.RESOURCE,
            "chunk.text",
            "a text column of one chunk would exceed 2 GiB; use a smaller --chunk-bytes");
      }
      if (needed > bytes.length) {
        bytes =
            Arrays.copyOf(
                bytes, (int) Math.min(Integer.MAX_VALUE - 16, Math.max(needed, bytes.length * 2L)));
      }
      System.arraycopy(source, from, bytes, used, to - from);
      if (rows + 2 > offsets.length) {
        offsets = Arrays.copyOf(offsets, Math.max(rows + 2, offsets.length * 2));
      }
      offsets[++rows] = (int) needed;
      return this;
    }

    /// Adds an empty row, also the content of a missing cell.
    public Builder addEmpty() {
      return add(bytes, 0, 0);
    }

    /// Rows so far.
    public int rows() {
      return rows;
    }

    /// Bytes of content so far.
    public int contentBytes() {
      return offsets[rows];
    }

    /// The column, without copying where nothing is left over; the builder must not be used
    /// afterwards.
    public Text build() {
      int used = offsets[rows];
      return new Text(
          used == bytes.length ? bytes : Arrays.copyOf(bytes, used),
          rows + 1 == offsets.length ? offsets : Arrays.copyOf(offsets, rows + 1),
          null);
    }
  }
}
