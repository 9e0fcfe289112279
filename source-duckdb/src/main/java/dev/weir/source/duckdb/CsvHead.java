package dev.weir.source.duckdb;

import dev.weir.api.PipelineException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// The beginning of a text file, unpacked and decoded: 256 KiB, or more if the first line is
/// longer.
///
/// @param text the text
/// @param whole true if that is all
/// @param rows about how many rows the whole file has, by its size and the lines here; empty if it
///   is packed
record CsvHead(String text, boolean whole, OptionalLong rows) {
  private static final int SIZE = 1 << 18;
  private static final int MOST = 1 << 26;

  static CsvHead of(Path file, String label, ReadOptions options) {
    try (var in = unpacked(file)) {
      var bytes = new ByteArrayOutputStream();
      boolean whole = read(in, bytes);
      magic(bytes.toByteArray(), label);
      var text = decode(bytes.toByteArray(), whole, label, options);
      return new CsvHead(text, whole, rows(file, text, bytes.size()));
    } catch (ZipException | java.io.EOFException e) {
      throw new PipelineException(
          PipelineException.Category.DATA,
          "source.compression",
          label
              + ": its name says gzip, but the gzip data is broken or is none ("
              + e.getMessage()
              + "); get the file again, or rename it",
          e);
    } catch (IOException e) {
      throw new PipelineException(
          PipelineException.Category.DATA,
          "source.io",
          label + " cannot be read: " + e.getMessage(),
          e);
    }
  }

  private static OptionalLong rows(Path file, String text, int bytes) throws IOException {
    long lines = text.chars().filter(c -> c == '\n').count();
    return isGzip(file) || lines == 0
        ? OptionalLong.empty()
        : OptionalLong.of(Math.round((double) Files.size(file) / bytes * lines));
  }

  private static boolean isGzip(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  private static InputStream unpacked(Path file) throws IOException {
    var in = Files.newInputStream(file);
    if (!isGzip(file)) {
      return in;
    }
    try {
      return new GZIPInputStream(in, 1 << 16);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /// True if that is all there is.
  private static boolean read(InputStream in, ByteArrayOutputStream bytes) throws IOException {
    var buffer = new byte[SIZE];
    while (true) {
      int n = in.readNBytes(buffer, 0, SIZE);
      bytes.write(buffer, 0, n);
      if (n < SIZE) {
        return true;
      }
      if (bytes.size() >= MOST || hasLine(bytes.toByteArray())) {
        return false;
      }
    }
  }

  private static boolean hasLine(byte[] bytes) {
    for (byte b : bytes) {
      if (b == '\n' || b == '\r') {
        return true;
      }
    }
    return false;
  }

  private static void magic(byte[] bytes, String label) {
    var begin = new String(bytes, 0, Math.min(16, bytes.length), StandardCharsets.ISO_8859_1);
    var kind =
        begin.startsWith("PAR1")
            ? "a Parquet file: rename it to .parquet"
            : begin.startsWith("\u001f\u008b")
                ? "gzip data: rename it to .csv.gz"
                : begin.startsWith("(\u00b5/\u00fd")
                    ? "zstd data: rename it to .csv.zst"
                    : begin.startsWith("PK\u0003\u0004")
                        ? "a zip archive (or a spreadsheet): unpack it, or save it as CSV"
                        : begin.startsWith("SQLite format 3")
                            ? "a SQLite database: rename it to .sqlite"
                            : "";
    if (!kind.isEmpty()) {
      throw PipelineException.data("source.content", label + " is not text but " + kind);
    }
  }

  private static String decode(byte[] bytes, boolean whole, String label, ReadOptions options) {
    var charset = options.charset();
    var in = ByteBuffer.wrap(bytes);
    var out = CharBuffer.allocate(bytes.length + 1);
    var result =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(in, out, whole);
    out.flip();
    var text = out.toString();
    if (bytes.length > 1
        && ((bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff)
            || (bytes[0] == 0 && bytes[1] != 0))) {
      throw PipelineException.data(
          "source.csv.encoding",
          label
              + " is UTF-16 with the high byte first, which is not read; convert it: iconv -f UTF-16BE -t UTF-8");
    }
    boolean narrow = !options.encoding().equals("utf-16");
    if (narrow
        && bytes.length > 1
        && ((bytes[0] & 0xff) ^ (bytes[1] & 0xff)) == 1
        && Math.min(bytes[0] & 0xff, bytes[1] & 0xff) == 0xfe) {
      throw PipelineException.data(
          "source.csv.encoding",
          label + " is UTF-16 (by its first two bytes); say --encoding utf-16");
    }
    int nul = nul(bytes);
    if (narrow && nul >= 0) {
      throw PipelineException.data(
          "source.content",
          label
              + ", byte "
              + (nul + 1)
              + ": a NUL, so this is no text in "
              + options.encoding()
              + " but some binary format (or UTF-16: --encoding utf-16); known by their endings: "
              + Format.known());
    }
    if (result.isError()) {
      throw PipelineException.data(
          "source.csv.encoding",
          label
              + ", line "
              + line(text, text.length())
              + ": byte 0x"
              + "%02X".formatted(bytes[in.position()] & 0xff)
              + " is not "
              + name(charset)
              + "; give the file's encoding, for example --encoding "
              + (charset.equals(StandardCharsets.UTF_8) ? "latin-1" : "utf-8"));
    }
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  private static int nul(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        return i;
      }
    }
    return -1;
  }

  private static String name(Charset charset) {
    return charset.equals(StandardCharsets.UTF_8) ? "UTF-8" : charset.name();
  }

  private static long line(String text, int end) {
    return 1 + text.substring(0, end).chars().filter(c -> c == '\n').count();
  }
}
