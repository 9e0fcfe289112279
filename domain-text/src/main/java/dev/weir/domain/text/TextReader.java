package dev.weir.domain.text;

import dev.weir.api.Text;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/// Reads the characters of one row after the other, through one buffer. Used by one thread.
final class TextReader extends Reader {
  private char[] characters = new char[256];
  private int at;
  private int end;

  /// Begins a row; bytes that are not UTF-8 are read as U+FFFD.
  void read(Text text, int row) {
    int from = text.start(row);
    int length = text.length(row);
    if (length > characters.length) {
      characters = new char[Math.max(length, 2 * characters.length)];
    }
    at = 0;
    end = ascii(text.bytes(), from, length);
    if (end < length) {
      var string = new String(text.bytes(), from, length, StandardCharsets.UTF_8);
      end = string.length();
      string.getChars(0, end, characters, 0);
    }
  }

  /// Copies ASCII characters, up to the first that is none; gives their number.
  private int ascii(byte[] bytes, int from, int length) {
    for (int i = 0; i < length; i++) {
      byte b = bytes[from + i];
      if (b < 0) {
        return i;
      }
      characters[i] = (char) b;
    }
    return length;
  }

  @Override
  public int read(char[] into, int offset, int length) {
    int count = Math.min(length, end - at);
    if (count <= 0) {
      return length == 0 ? 0 : -1;
    }
    System.arraycopy(characters, at, into, offset, count);
    at += count;
    return count;
  }

  @Override
  public void close() {
    at = end;
  }
}
