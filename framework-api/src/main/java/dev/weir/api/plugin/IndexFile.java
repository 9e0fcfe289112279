package dev.weir.api.plugin;

import dev.weir.api.ChunkProcessingMode;
import dev.weir.api.ToolDescriptor;
import dev.weir.api.ToolRole;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/// The form of a [PluginIndex] in a file: `WEIRINDX`, the form's number (1) in 4 bytes, the length
/// of what follows and its CRC-32C in 4 bytes each, big-endian, then fields (a number, a length,
/// that many bytes). Several may follow each other.
public final class IndexFile {
  /// No index is longer than this many bytes.
  public static final int MOST_BYTES = 64 << 20;

  private static final byte[] MAGIC = "WEIRINDX".getBytes(StandardCharsets.US_ASCII);
  private static final int FORM = 1;
  private static final int HEAD = MAGIC.length + 12;

  private static final int PROVIDER = 1;
  private static final int PLUGIN = 2;
  private static final int VERSION = 3;
  private static final int API = 4;
  private static final int TOOL = 5;
  private static final int DESCRIPTOR = 6;

  private static final int NAME = 1;
  private static final int SUMMARY = 2;
  private static final int ROLE = 3;
  private static final int MODE = 4;

  private IndexFile() {}

  /// The index as bytes.
  public static byte[] write(PluginIndex index) {
    var fields =
        new FieldWriter()
            .field(PROVIDER, index.provider())
            .field(PLUGIN, index.name())
            .field(VERSION, index.version())
            .field(API, index.api().toString());
    for (var tool : index.tools()) {
      fields.field(
          TOOL,
          new FieldWriter()
              .field(NAME, tool.name())
              .field(SUMMARY, tool.summary())
              .field(ROLE, tool.role().name())
              .field(MODE, tool.mode().name()));
    }
    for (var tool : index.tools()) {
      fields.field(DESCRIPTOR, DescriptorCodec.write(tool.descriptor()));
    }
    var body = fields.toByteArray();
    var out = new ByteArrayOutputStream();
    out.writeBytes(MAGIC);
    out.writeBytes(
        ByteBuffer.allocate(12)
            .putInt(FORM)
            .putInt(body.length)
            .putInt(crc(body, 0, body.length))
            .array());
    out.writeBytes(body);
    return out.toByteArray();
  }

  private static int crc(byte[] bytes, int from, int length) {
    var crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  /// All indexes of a file, thin tables only.
  ///
  /// @param bytes kept, not copied: descriptors are decoded from them
  /// @throws MalformedIndexException saying what is wrong
  public static List<PluginIndex> read(byte[] bytes) {
    return read(bytes, 0, bytes.length);
  }

  /// All indexes of a part of a file.
  ///
  /// @param bytes kept, not copied: descriptors are decoded from them
  /// @param from the first byte of it
  /// @param to the byte after it
  /// @throws MalformedIndexException saying what is wrong
  public static List<PluginIndex> read(byte[] bytes, int from, int to) {
    var all = new ArrayList<PluginIndex>();
    // Most plugins of a merged file name the same range.
    var ranges = new HashMap<String, VersionRange>();
    var in = ByteBuffer.wrap(bytes, from, to - from);
    while (in.hasRemaining()) {
      if (in.remaining() < HEAD || !Arrays.equals(MAGIC, magic(in))) {
        throw new MalformedIndexException(
            "at byte " + in.position() + " no index begins, or only a part of one is there");
      }
      int form = in.getInt();
      int length = in.getInt();
      int crc = in.getInt();
      if (form != FORM) {
        throw new MalformedIndexException(
            "its form is " + form + ", this Weir reads form " + FORM + ": another version of Weir");
      }
      if (length < 0 || length > in.remaining()) {
        throw new MalformedIndexException(
            "it should have " + length + " bytes, there are " + in.remaining());
      }
      if (crc != crc(bytes, in.position(), length)) {
        throw new MalformedIndexException("its bytes do not have its checksum");
      }
      all.add(read(bytes, in.position(), in.position() + length, ranges));
      in.position(in.position() + length);
    }
    return all;
  }

  private static byte[] magic(ByteBuffer in) {
    var magic = new byte[MAGIC.length];
    in.get(magic);
    return magic;
  }

  private static PluginIndex read(
      byte[] bytes, int start, int end, Map<String, VersionRange> ranges) {
    var provider = "";
    var name = "";
    var version = "";
    var api = "";
    var heads = new ArrayList<FieldReader>();
    var descriptors = new ArrayList<FieldReader>();
    var from = new FieldReader(bytes, start, end);
    for (int field = from.next(); field >= 0; field = from.next()) {
      switch (field) {
        case PROVIDER -> provider = from.text();
        case PLUGIN -> name = from.text();
        case VERSION -> version = from.text();
        case API -> api = from.text();
        case TOOL -> heads.add(from.fields());
        case DESCRIPTOR -> descriptors.add(from.fields());
        default -> {}
      }
    }
    if (provider.isEmpty() || heads.size() != descriptors.size()) {
      throw new MalformedIndexException(
          "it names no provider, or has "
              + heads.size()
              + " tools and "
              + descriptors.size()
              + " descriptors");
    }
    var tools = new ArrayList<ToolEntry>(heads.size());
    try {
      for (int t = 0; t < heads.size(); t++) {
        tools.add(tool(heads.get(t), descriptors.get(t)));
      }
      var range = ranges.get(api);
      if (range == null) {
        range = VersionRange.parse(api);
        ranges.put(api, range);
      }
      return new PluginIndex(provider, name, version, range, tools);
    } catch (IllegalArgumentException e) {
      throw new MalformedIndexException(String.valueOf(e.getMessage()), e);
    }
  }

  private static ToolEntry tool(FieldReader head, FieldReader descriptor) {
    var name = "";
    var summary = "";
    var role = "";
    var mode = "";
    for (int field = head.next(); field >= 0; field = head.next()) {
      switch (field) {
        case NAME -> name = head.text();
        case SUMMARY -> summary = head.text();
        case ROLE -> role = head.text();
        case MODE -> mode = head.text();
        default -> {}
      }
    }
    var toolRole = ToolRole.valueOf(role);
    var toolMode = ChunkProcessingMode.valueOf(mode);
    return new ToolEntry(
        name, summary, toolRole, toolMode, new Lazy(name, summary, toolRole, toolMode, descriptor));
  }

  private record Lazy(
      String name, String summary, ToolRole role, ChunkProcessingMode mode, FieldReader descriptor)
      implements Supplier<ToolDescriptor> {
    @Override
    public ToolDescriptor get() {
      try {
        return DescriptorCodec.read(descriptor.again(), name, summary, role, mode);
      } catch (IllegalArgumentException e) {
        throw new MalformedIndexException("tool " + name + ": " + e.getMessage(), e);
      }
    }
  }

  /// The index that lies beside a plugin's class, for the plugin itself.
  ///
  /// @throws MalformedIndexException if there is none, or it cannot be read
  static PluginIndex of(Class<?> provider) {
    var resource = PluginIndex.resource(provider.getName());
    try (var in = provider.getResourceAsStream("/" + resource)) {
      if (in == null) {
        throw new MalformedIndexException(
            resource + " is missing: was the plugin compiled with weir-framework-processor?");
      }
      return read(in.readNBytes(MOST_BYTES)).stream()
          .filter(index -> index.provider().equals(provider.getName()))
          .findFirst()
          .orElseThrow(() -> new MalformedIndexException(resource + " is of another plugin"));
    } catch (IOException e) {
      throw new MalformedIndexException(resource + ": " + e.getMessage(), e);
    }
  }
}
