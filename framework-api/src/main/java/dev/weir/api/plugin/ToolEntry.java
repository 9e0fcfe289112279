package dev.weir.api.plugin;

import dev.weir.api.ChunkProcessingMode;
import dev.weir.api.ToolDescriptor;
import dev.weir.api.ToolRole;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A tool as the list of tools shows it; what else is known of it is decoded when it is first asked
/// for. Immutable; may be shared between threads.
public final class ToolEntry {
  private final String name;
  private final String summary;
  private final ToolRole role;
  private final ChunkProcessingMode mode;
  private final Supplier<ToolDescriptor> decode;
  private volatile @Nullable ToolDescriptor descriptor;

  ToolEntry(
      String name,
      String summary,
      ToolRole role,
      ChunkProcessingMode mode,
      Supplier<ToolDescriptor> decode) {
    this.name = name;
    this.summary = summary;
    this.role = role;
    this.mode = mode;
    this.decode = decode;
  }

  /// The entry of a descriptor that is there already.
  public static ToolEntry of(ToolDescriptor tool) {
    return new ToolEntry(tool.name(), tool.summary(), tool.role(), tool.mode(), () -> tool);
  }

  /// `domain.tool`.
  public String name() {
    return name;
  }

  /// The part of the name before the dot.
  public String domain() {
    return name.substring(0, Math.max(0, name.indexOf('.')));
  }

  /// One line, no full stop.
  public String summary() {
    return summary;
  }

  /// What it emits.
  public ToolRole role() {
    return role;
  }

  /// How it sees the rows.
  public ChunkProcessingMode mode() {
    return mode;
  }

  /// All that is known of it.
  ///
  /// @throws MalformedIndexException if the index that it comes from is damaged
  public ToolDescriptor descriptor() {
    var known = descriptor;
    if (known == null) {
      known = decode.get();
      descriptor = known;
    }
    return known;
  }

  @Override
  public String toString() {
    return name;
  }
}
