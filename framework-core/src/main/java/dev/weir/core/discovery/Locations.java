package dev.weir.core.discovery;

import java.io.File;
import java.net.URI;

/// Where plugins lie, for people.
final class Locations {
  private Locations() {}

  /// A file by its path, anything else as it is.
  static String text(URI uri) {
    return "file".equals(uri.getScheme()) ? new File(uri).getPath() : uri.toString();
  }

  /// The jar or folder that a resource lies in.
  static String holding(URI resource, String name) {
    var text = resource.toString();
    if (text.endsWith(name)) {
      text = text.substring(0, text.length() - name.length());
    }
    if (text.startsWith("jar:") && text.endsWith("!/")) {
      text = text.substring("jar:".length(), text.length() - "!/".length());
    }
    return text(URI.create(text));
  }
}
