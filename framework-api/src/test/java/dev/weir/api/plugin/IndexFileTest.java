package dev.weir.api.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.ChunkProcessingMode;
import dev.weir.api.OptionDescriptor;
import dev.weir.api.OptionType;
import dev.weir.api.ToolDescriptor;
import dev.weir.api.ToolRole;
import dev.weir.api.Type;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

final class IndexFileTest {
  private static final ToolDescriptor FULL =
      ToolDescriptor.of(
              ToolRole.ESTIMATOR, ChunkProcessingMode.STATEFUL, "sample.full", "All there is: ü, 你")
          .description("Several\n\nparagraphs.")
          .option(
              OptionDescriptor.required("column", OptionType.COLUMN, "A column")
                  .ofTypes(Type.DOUBLE, Type.LONG))
          .option(OptionDescriptor.of("share", OptionType.REAL, "0.25", "A share").between(0, 1.5))
          .option(
              OptionDescriptor.of("how", OptionType.CHOICE, "one", "A choice").oneOf("one", "two"))
          .option(OptionDescriptor.of("none", OptionType.TEXT, "", "An empty default"))
          .option(OptionDescriptor.optional("rows", OptionType.INTEGER, "Rows"))
          .option(OptionDescriptor.optional("for", OptionType.DURATION, "Time"))
          .oneOf("rows")
          .oneOf("for")
          .overflow(ToolDescriptor.Overflow.SAMPLE)
          .ownRows()
          .exactness("exact")
          .produces("table", "what it holds")
          .produces("value", "a number")
          .example("weir run data.csv sample.full --column x --rows 3")
          .build();

  private static final ToolDescriptor PLAIN =
      ToolDescriptor.of(
              ToolRole.TRANSFORM, ChunkProcessingMode.STATELESS, "sample.plain", "Nothing much")
          .description("Says nothing.")
          .fitOn("areas")
          .produces("rows", "as they are")
          .example("weir run data.csv sample.plain --areas areas.csv")
          .build();

  private static PluginIndex index(String provider, ToolDescriptor... tools) {
    return new PluginIndex(
        provider,
        "org.example.sample",
        "1.2.3",
        VersionRange.parse("[0.1,0.2)"),
        Arrays.stream(tools).map(ToolEntry::of).toList());
  }

  private static final byte[] BYTES = IndexFile.write(index("a.Plugin", FULL, PLAIN));

  @Test
  void everythingComesBack() {
    var read = IndexFile.read(BYTES).getFirst();
    assertEquals("a.Plugin", read.provider());
    assertEquals("org.example.sample", read.name());
    assertEquals("1.2.3", read.version());
    assertEquals("[0.1,0.2)", read.api().toString());
    assertEquals(List.of(FULL, PLAIN), read.tools().stream().map(ToolEntry::descriptor).toList());
    var entry = read.tools().getFirst();
    assertEquals("sample.full", entry.name());
    assertEquals("sample", entry.domain());
    assertEquals(FULL.summary(), entry.summary());
    assertEquals(FULL.role(), entry.role());
    assertEquals(FULL.mode(), entry.mode());
  }

  @Test
  void filesMayBeWrittenOneAfterAnother() {
    var both = new ByteArrayOutputStream();
    both.writeBytes(BYTES);
    both.writeBytes(IndexFile.write(index("b.Plugin", PLAIN)));
    var read = IndexFile.read(both.toByteArray());
    assertEquals(
        List.of("a.Plugin", "b.Plugin"), read.stream().map(PluginIndex::provider).toList());
    assertEquals(PLAIN, read.getLast().tools().getFirst().descriptor());
    assertEquals(List.of(), IndexFile.read(new byte[0]));
  }

  @Test
  void noPartOfAFileIsAnIndex() {
    for (int length = 1; length < BYTES.length; length++) {
      var part = Arrays.copyOf(BYTES, length);
      assertThrows(MalformedIndexException.class, () -> IndexFile.read(part), length + " bytes");
    }
  }

  @Test
  void everyChangedByteIsNoticed() {
    for (int at = 0; at < BYTES.length; at++) {
      var changed = BYTES.clone();
      changed[at] ^= 0x10;
      assertThrows(MalformedIndexException.class, () -> IndexFile.read(changed), "byte " + at);
    }
  }

  @Test
  void fieldsOfALaterVersionArePassedOver() {
    var later = new FieldWriter().field(77, "what is to come").field(200, new byte[300]);
    var body = new ByteArrayOutputStream();
    body.writeBytes(Arrays.copyOfRange(BYTES, 20, BYTES.length));
    body.writeBytes(later.toByteArray());
    var read = IndexFile.read(framed(body.toByteArray(), 1)).getFirst();
    assertEquals(FULL, read.tools().getFirst().descriptor());
  }

  @Test
  void anotherFormIsRefusedByNumber() {
    var body = Arrays.copyOfRange(BYTES, 20, BYTES.length);
    var e = assertThrows(MalformedIndexException.class, () -> IndexFile.read(framed(body, 2)));
    assertTrue(String.valueOf(e.getMessage()).contains("form is 2"), e.getMessage());
  }

  /// What a checksum cannot tell: bytes that were never an index.
  @Test
  void nonsenseWithARightChecksumIsRefused() {
    for (var body :
        List.of(
            new byte[0],
            new byte[] {1},
            new byte[] {1, 100, 0},
            new byte[] {-1, -1, -1, -1, -1, -1},
            new FieldWriter().field(1, "a.Plugin").field(4, "no range").toByteArray(),
            new FieldWriter().field(1, "a.Plugin").field(4, "[1,2)").field(5, "x").toByteArray(),
            new FieldWriter()
                .field(1, "a.Plugin")
                .field(4, "[1,2)")
                .field(5, new FieldWriter().field(3, "NO ROLE"))
                .field(6, "")
                .toByteArray())) {
      assertThrows(MalformedIndexException.class, () -> IndexFile.read(framed(body, 1)));
    }
  }

  @Test
  void aDescriptorOfALaterVersionSaysSoWhenItIsAskedFor() {
    var tool =
        new FieldWriter()
            .field(1, "sample.later")
            .field(2, "s")
            .field(3, "ANALYSIS")
            .field(4, "STATEFUL");
    var body =
        new FieldWriter()
            .field(1, "a.Plugin")
            .field(4, "[1,2)")
            .field(5, tool)
            .field(6, new FieldWriter().field(5, "EXPLODE"));
    var entry = IndexFile.read(framed(body.toByteArray(), 1)).getFirst().tools().getFirst();
    assertEquals("sample.later", entry.name());
    var e = assertThrows(MalformedIndexException.class, entry::descriptor);
    assertTrue(String.valueOf(e.getMessage()).contains("sample.later"), e.getMessage());
  }

  private static byte[] framed(byte[] body, int form) {
    var crc = new CRC32C();
    crc.update(body);
    return ByteBuffer.allocate(20 + body.length)
        .put(BYTES, 0, 8)
        .putInt(form)
        .putInt(body.length)
        .putInt((int) crc.getValue())
        .put(body)
        .array();
  }
}
