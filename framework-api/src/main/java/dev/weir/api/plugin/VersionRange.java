package dev.weir.api.plugin;

import java.lang.module.ModuleDescriptor.Version;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An interval of versions in the usual notation: `[1.0,2)` holds 1.0 and all before 2, a round
/// bracket leaves its end out, an end left empty is open (`[1.4,)`). Versions are ordered as those
/// of modules ([Version]): number by number, `1.0-rc1` before `1.0`.
public final class VersionRange {
  private final @Nullable Version least;
  private final boolean leastIn;
  private final @Nullable Version most;
  private final boolean mostIn;
  private final String text;

  private VersionRange(
      @Nullable Version least,
      boolean leastIn,
      @Nullable Version most,
      boolean mostIn,
      String text) {
    this.least = least;
    this.leastIn = leastIn;
    this.most = most;
    this.mostIn = mostIn;
    this.text = text;
  }

  /// Reads an interval.
  ///
  /// @throws IllegalArgumentException if it is none, or holds no version
  public static VersionRange parse(String text) {
    var words = text.strip();
    int comma = words.indexOf(',');
    boolean opens = words.startsWith("[") || words.startsWith("(");
    boolean closes = words.endsWith("]") || words.endsWith(")");
    if (!opens || !closes || comma < 0 || comma != words.lastIndexOf(',')) {
      throw wrong(text, "write it as [1.0,2): from 1.0 to before 2");
    }
    var least = version(text, words.substring(1, comma));
    var most = version(text, words.substring(comma + 1, words.length() - 1));
    boolean leastIn = words.startsWith("[") && least != null;
    boolean mostIn = words.endsWith("]") && most != null;
    if (least != null && most != null) {
      int order = least.compareTo(most);
      if (order > 0 || (order == 0 && !(leastIn && mostIn))) {
        throw wrong(text, "no version lies in it");
      }
    }
    return new VersionRange(least, leastIn, most, mostIn, words);
  }

  /// What a plugin compiled against this version runs with: up to the next version that may break
  /// it, which is the next major one, or the next minor one before 1.0.
  public static VersionRange compatibleWith(String version) {
    var parts = version.split("[.+-]", 3);
    int major = Integer.parseInt(parts[0]);
    int minor = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
    var next = major == 0 ? "0." + (minor + 1) : Integer.toString(major + 1);
    return parse("[" + major + "." + minor + "," + next + ")");
  }

  private static @Nullable Version version(String range, String text) {
    try {
      return text.isBlank() ? null : Version.parse(text.strip());
    } catch (IllegalArgumentException e) {
      throw wrong(range, Optional.ofNullable(e.getMessage()).orElse("no version"));
    }
  }

  private static IllegalArgumentException wrong(String text, String why) {
    return new IllegalArgumentException("'" + text + "' is no range of versions: " + why);
  }

  /// Whether the version lies in the interval.
  ///
  /// @throws IllegalArgumentException if it is no version
  public boolean contains(String version) {
    return contains(Version.parse(version));
  }

  /// Whether the version lies in the interval.
  public boolean contains(Version asked) {
    if (least != null) {
      int order = asked.compareTo(least);
      if (order < 0 || (order == 0 && !leastIn)) {
        return false;
      }
    }
    if (most != null) {
      int order = asked.compareTo(most);
      return order < 0 || (order == 0 && mostIn);
    }
    return true;
  }

  /// As it was written.
  @Override
  public String toString() {
    return text;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof VersionRange range && range.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
