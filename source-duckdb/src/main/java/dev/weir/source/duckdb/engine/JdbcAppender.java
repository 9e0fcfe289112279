package dev.weir.source.duckdb.engine;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.duckdb.DuckDBAppender;

/// Fills a table through JDBC: a batch is kept here, then handed over row by row.
final class JdbcAppender implements Appender {
  private final DuckDBAppender appender;
  private final List<Kind> kinds;
  private final long[][] words;
  private final byte[][][] texts;
  private final BitSet[] missing;

  JdbcAppender(DuckDBAppender appender, List<Kind> kinds) {
    this.appender = appender;
    this.kinds = List.copyOf(kinds);
    this.words = new long[kinds.size()][];
    this.texts = new byte[kinds.size()][][];
    this.missing = new BitSet[kinds.size()];
    for (int c = 0; c < kinds.size(); c++) {
      missing[c] = new BitSet(BATCH);
      words[c] = new long[BATCH];
      texts[c] = new byte[isText(c) ? BATCH : 0][];
    }
  }

  private boolean isText(int column) {
    return kinds.get(column) == Kind.TEXT || kinds.get(column) == Kind.BYTES;
  }

  @Override
  public void put(int column, long[] source, int from, int count) {
    System.arraycopy(source, from, words[column], 0, count);
  }

  @Override
  public void put(int column, double[] source, int from, int count) {
    for (int i = 0; i < count; i++) {
      words[column][i] = Double.doubleToRawLongBits(source[from + i]);
    }
  }

  @Override
  public void put(int column, int[] source, int from, int count) {
    for (int i = 0; i < count; i++) {
      words[column][i] = source[from + i];
    }
  }

  @Override
  public void put(int column, int row, long value) {
    words[column][row] = value;
  }

  @Override
  public void put(int column, int row, double value) {
    words[column][row] = Double.doubleToRawLongBits(value);
  }

  @Override
  public void put(int column, int row, byte[] bytes, int from, int to) {
    texts[column][row] = Arrays.copyOfRange(bytes, from, to);
  }

  @Override
  public void putMissing(int column, int row) {
    missing[column].set(row);
  }

  @Override
  public void add(int rows) {
    try {
      for (int r = 0; r < rows; r++) {
        appender.beginRow();
        for (int c = 0; c < kinds.size(); c++) {
          append(c, r);
        }
        appender.endRow();
      }
    } catch (SQLException e) {
      throw JdbcDatabase.failed(e);
    }
    for (var bits : missing) {
      bits.clear();
    }
  }

  private void append(int column, int row) throws SQLException {
    if (missing[column].get(row)) {
      appender.appendNull();
      return;
    }
    long word = words[column][row];
    switch (kinds.get(column)) {
      case BOOLEAN -> appender.append(word != 0);
      case INT -> appender.append(Math.toIntExact(word));
      case LONG -> appender.append(word);
      case DOUBLE -> appender.append(Double.longBitsToDouble(word));
      case TIMESTAMP -> appender.appendEpochMicros(word);
      case DATE -> appender.appendEpochDays(Math.toIntExact(word));
      case TEXT -> appender.append(new String(texts[column][row], StandardCharsets.UTF_8));
      case BYTES -> appender.append(texts[column][row]);
    }
  }

  @Override
  public void finish() {
    try {
      appender.flush();
    } catch (SQLException e) {
      throw JdbcDatabase.failed(e);
    }
  }

  @Override
  public void close() {
    try {
      appender.close();
    } catch (SQLException e) {
      throw JdbcDatabase.failed(e);
    }
  }
}
