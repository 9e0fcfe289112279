package dev.weir.core.cache;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What an entry depends on, the content of its inputs apart. Each part is framed by its length, so
/// that no two lists of parts give the same text.
public final class CacheKey {
  /// What its text tells all about.
  private static final List<Class<?>> PLAIN =
      List.of(String.class, Number.class, Boolean.class, Enum.class, Path.class, Duration.class);

  private final StringBuilder text = new StringBuilder();
  private boolean complete = true;

  /// Also this.
  public CacheKey add(String part) {
    text.append(part.length()).append(':').append(part);
    return this;
  }

  /// Also these.
  public CacheKey add(List<String> parts) {
    add(Integer.toString(parts.size()));
    parts.forEach(this::add);
    return this;
  }

  /// Also these options as they were given, in the order of their names: the same choice said
  /// otherwise is another key.
  public CacheKey add(Map<String, Object> options) {
    add(Integer.toString(options.size()));
    new TreeMap<>(options)
        .forEach((name, value) -> {
          add(name);
          value(value);
        });
    return this;
  }

  private void value(Object value) {
    if (value instanceof List<?> list) {
      add("list " + list.size());
      list.forEach(this::value);
    } else if (value instanceof Object[] array) {
      value(List.of(array));
    } else if (PLAIN.stream().anyMatch(type -> type.isInstance(value))) {
      add(value.getClass().getName()).add(value.toString());
    } else {
      complete = false;
    }
  }

  /// True if every part could be told; else nothing may be kept under this key.
  public boolean isComplete() {
    return complete;
  }

  /// The key in 64 hexadecimal digits.
  public String digest() {
    try {
      var bytes = text.toString().getBytes(StandardCharsets.UTF_16LE);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
