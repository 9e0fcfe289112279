package dev.weir.core;

import dev.weir.api.Chunk;
import dev.weir.api.DataSourceProvider;
import dev.weir.api.OptionDescriptor;
import dev.weir.api.OptionType;
import dev.weir.api.RowWriter;
import dev.weir.api.Schema;
import dev.weir.api.SourceContent;
import dev.weir.api.SourceLimits;
import dev.weir.api.SourceRequest;
import dev.weir.api.StreamingDataSource;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.api.Values;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;

/// Files of plain numbers, `….doubles`: column `x`, and `k`, the remainder of the row's number by
/// five. Counts how often one is opened and scanned.
final class DoublesFiles implements DataSourceProvider {
  private static final Schema SCHEMA =
      Schema.of(Schema.Field.of("x", Type.DOUBLE), Schema.Field.of("k", Type.INT));

  final AtomicInteger opened = new AtomicInteger();

  static void write(Path file, double... cells) {
    var bytes = ByteBuffer.allocate(8 * cells.length);
    bytes.asDoubleBuffer().put(cells);
    try {
      Files.write(file, bytes.array());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String fingerprint(Path file) {
    var crc = new CRC32();
    crc.update(bytes(file));
    return "crc32:" + crc.getValue();
  }

  @Override
  public String name() {
    return "doubles";
  }

  @Override
  public List<OptionDescriptor> options() {
    return List.of(OptionDescriptor.of("sign", OptionType.FLAG, "false", "Other signs."));
  }

  @Override
  public boolean reads(String location) {
    return location.endsWith(".doubles");
  }

  @Override
  public Optional<SourceContent> content(SourceRequest request) {
    var file = Path.of(request.location());
    return Optional.of(new SourceContent(List.of(file), () -> fingerprint(file)));
  }

  @Override
  public StreamingDataSource open(SourceRequest request) {
    opened.incrementAndGet();
    var file = Path.of(request.location());
    var cells = new double[bytes(file).length / 8];
    ByteBuffer.wrap(bytes(file)).asDoubleBuffer().get(cells);
    var k = new int[cells.length];
    for (int r = 0; r < k.length; r++) {
      cells[r] *= request.options().flag("sign") ? -1 : 1;
      k[r] = r % 5;
    }
    var table =
        Table.of(SCHEMA, List.of(Chunk.of(SCHEMA, k.length, 0, Values.of(cells), Values.of(k))));
    return new TickingSource(new TableSource(table), () -> {}) {
      @Override
      public String fingerprint() {
        return DoublesFiles.fingerprint(file);
      }

      @Override
      public String description() {
        return "doubles " + file;
      }
    };
  }

  @Override
  public boolean writes(Path file) {
    return false;
  }

  @Override
  public RowWriter write(Path file, Schema schema, SourceLimits limits) {
    throw new UnsupportedOperationException();
  }
}
