package dev.weir.core;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.Table;
import dev.weir.api.Text;
import dev.weir.api.Values;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Names the content of a table: SHA-256 over names, types and cells, column by column, however the
/// rows are cut into chunks. What missing cells contain does not count.
final class TableFingerprint {
  private final List<Column> columns;
  private final List<MessageDigest> digests;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 14);

  private TableFingerprint(Table table) {
    columns = table.schema().columns().toList();
    digests = columns.stream().map(_ -> sha256()).toList();
    table.forEachChunk(this::take);
  }

  static String of(Table table) {
    var all = sha256();
    all.update(table.schema().toString().getBytes(StandardCharsets.UTF_8));
    for (var digest : new TableFingerprint(table).digests) {
      all.update(digest.digest());
    }
    return "sha256:" + HexFormat.of().formatHex(all.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void take(Chunk chunk) {
    for (var column : columns) {
      var digest = digests.get(column.index());
      var values = chunk.values(column);
      for (int r = 0; r < chunk.rows(); r++) {
        if (buffer.remaining() < 9) {
          flush(digest);
        }
        boolean here = values.validity().at(r);
        buffer.put((byte) (here ? 1 : 0));
        if (here) {
          switch (values) {
            case Values.Ints ints -> buffer.putInt(ints.cells()[r]);
            case Values.Longs longs -> buffer.putLong(longs.cells()[r]);
            case Values.Doubles doubles -> buffer.putDouble(doubles.cells()[r]);
            case Values.Texts texts -> text(texts.text(), r, digest);
          }
        }
      }
      flush(digest);
    }
  }

  private void text(Text text, int row, MessageDigest digest) {
    buffer.putInt(text.length(row));
    flush(digest);
    digest.update(text.bytes(), text.start(row), text.length(row));
  }

  private void flush(MessageDigest digest) {
    digest.update(buffer.array(), 0, buffer.position());
    buffer.clear();
  }
}
