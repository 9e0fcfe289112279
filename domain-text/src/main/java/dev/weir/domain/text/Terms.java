package dev.weir.domain.text;

import dev.weir.api.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;

/// Makes the terms of one text after the other, as UTF-8 bytes; nothing is allocated a token. Used
/// by one thread.
final class Terms implements AutoCloseable {
  private static final byte BETWEEN = ' ';

  /// Takes terms.
  @FunctionalInterface
  interface Sink {
    /// A term; the bytes are lent for the call.
    void term(byte[] bytes, int from, int to);
  }

  private final TokenRules rules;
  private final Analyzer analyzer;
  private final TextReader reader = new TextReader();
  private final int[] starts;
  private byte[] window = new byte[128];
  private int end;
  private int tokens;

  Terms(TokenRules rules) {
    this.rules = rules;
    analyzer = rules.newAnalyzer();
    starts = new int[rules.maxNgram()];
  }

  /// Gives the terms of a row to the sink, in order of their last tokens.
  void of(Text text, int row, Sink sink) {
    reader.read(text, row);
    end = 0;
    tokens = 0;
    try (var stream = analyzer.tokenStream("", reader)) {
      tokens(stream, sink);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void tokens(TokenStream stream, Sink sink) throws IOException {
    var token = stream.getAttribute(TermToBytesRefAttribute.class);
    stream.reset();
    while (stream.incrementToken()) {
      var bytes = token.getBytesRef();
      int to = bytes.offset + bytes.length;
      if (rules.minLength() > 1 && characters(bytes.bytes, bytes.offset, to) < rules.minLength()) {
        continue;
      }
      if (rules.maxNgram() == 1) {
        sink.term(bytes.bytes, bytes.offset, to);
      } else {
        append(bytes.bytes, bytes.offset, bytes.length);
        for (int n = rules.minNgram(); n <= tokens; n++) {
          sink.term(window, starts[tokens - n], end);
        }
      }
    }
    stream.end();
  }

  /// Characters of UTF-8: bytes that continue none.
  private static int characters(byte[] bytes, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += (bytes[i] & 0xC0) == 0x80 ? 0 : 1;
    }
    return count;
  }

  /// Puts a token behind the last ones, of which at most `maxNgram` stay.
  private void append(byte[] bytes, int from, int length) {
    if (tokens == starts.length) {
      System.arraycopy(starts, 1, starts, 0, --tokens);
    }
    if (end + 1 + length > window.length) {
      slide(length);
    }
    if (tokens > 0) {
      window[end++] = BETWEEN;
    }
    starts[tokens++] = end;
    System.arraycopy(bytes, from, window, end, length);
    end += length;
  }

  /// Makes room by forgetting tokens that are out of reach.
  private void slide(int length) {
    int first = tokens == 0 ? end : starts[0];
    int kept = end - first;
    var roomy =
        kept + 1 + length > window.length / 2
            ? new byte[Math.max(window.length * 2, 2 * (kept + 1 + length))]
            : window;
    System.arraycopy(window, first, roomy, 0, kept);
    window = roomy;
    end = kept;
    for (int i = 0; i < tokens; i++) {
      starts[i] -= first;
    }
  }

  @Override
  public void close() {
    analyzer.close();
  }
}
