package dev.weir.api.plugin;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Writes fields: a number, a length, that many bytes. Numbers and lengths are in base 128, the low
/// seven bits first, as long as the eighth is set.
final class FieldWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  FieldWriter field(int number, byte[] content) {
    base128(number);
    base128(content.length);
    bytes.writeBytes(content);
    return this;
  }

  FieldWriter field(int number, String text) {
    return field(number, text.getBytes(StandardCharsets.UTF_8));
  }

  FieldWriter field(int number, FieldWriter content) {
    return field(number, content.toByteArray());
  }

  private void base128(int number) {
    int rest = number;
    while (rest >= 0x80) {
      bytes.write(rest | 0x80);
      rest >>>= 7;
    }
    bytes.write(rest);
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }
}
