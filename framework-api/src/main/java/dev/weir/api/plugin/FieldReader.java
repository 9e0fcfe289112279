package dev.weir.api.plugin;

import java.nio.charset.StandardCharsets;

/// Reads what [FieldWriter] wrote: call [#next], then ask for the content of the field. A reader
/// passes over fields whose numbers it does not know.
final class FieldReader {
  private final byte[] bytes;
  private final int start;
  private final int end;
  private int at;
  private int from;
  private int length;

  FieldReader(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.start = from;
    this.at = from;
    this.end = end;
  }

  /// The number of the next field, or -1 at the end.
  int next() {
    if (at == end) {
      return -1;
    }
    int number = base128();
    length = base128();
    if (length > end - at) {
      throw new MalformedIndexException("a field of " + length + " bytes reaches beyond its end");
    }
    from = at;
    at += length;
    return number;
  }

  private int base128() {
    int number = 0;
    for (int shift = 0; shift < 28; shift += 7) {
      if (at == end) {
        throw new MalformedIndexException("it ends within a field");
      }
      byte b = bytes[at++];
      number |= (b & 0x7f) << shift;
      if (b >= 0) {
        return number;
      }
    }
    throw new MalformedIndexException("a number has more than 28 bits");
  }

  /// The field's content as text.
  String text() {
    return new String(bytes, from, length, StandardCharsets.UTF_8);
  }

  /// The same fields from the first, for one of several threads.
  FieldReader again() {
    return new FieldReader(bytes, start, end);
  }

  /// The fields within this field.
  FieldReader fields() {
    return new FieldReader(bytes, from, from + length);
  }
}
