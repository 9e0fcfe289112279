package dev.weir.core.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What was installed, a line each: `weir-plugin 1`, `name N`, `version V`, then `jar SHA-256 BYTES
/// FILE` for each file.
final class LockFile {
  static final String NAME = "weir-plugin.lock";

  private static final String HEAD = "weir-plugin 1";

  private LockFile() {}

  static void write(InstalledPlugin plugin) throws IOException {
    var lines = new ArrayList<String>();
    lines.add(HEAD);
    lines.add("name " + plugin.name());
    lines.add("version " + plugin.version());
    for (var jar : plugin.jars()) {
      lines.add("jar " + jar.sha256() + " " + jar.bytes() + " " + jar.file());
    }
    Files.write(plugin.folder().resolve(NAME), lines);
  }

  /// @throws IOException if there is none, or it is none
  static InstalledPlugin read(Path folder) throws IOException {
    return read(folder, Files.readString(folder.resolve(NAME)));
  }

  /// @param text content of the file
  /// @throws IOException if it is none
  static InstalledPlugin read(Path folder, String text) throws IOException {
    var lines = lines(text);
    if (lines.size() < 4
        || !lines.getFirst().equals(HEAD)
        || !lines.get(1).startsWith("name ")
        || !lines.get(2).startsWith("version ")) {
      throw new IOException(NAME + " is not one of Weir's");
    }
    var jars = new ArrayList<InstalledPlugin.Jar>();
    for (var line : lines.subList(3, lines.size())) {
      var words = line.split(" ", 4);
      if (words.length != 4
          || !words[0].equals("jar")
          || !isLength(words[2])
          || !isNameOfFile(words[3])) {
        throw new IOException(NAME + ": '" + line + "' is no line of it");
      }
      jars.add(new InstalledPlugin.Jar(words[3], Long.parseLong(words[2]), words[1]));
    }
    return new InstalledPlugin(
        lines.get(1).substring("name ".length()),
        lines.get(2).substring("version ".length()),
        folder,
        jars);
  }

  // Lists of many plugins begin here: no patterns, streams or paths.

  private static List<String> lines(String text) {
    var lines = new ArrayList<String>();
    int from = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      lines.add(text.substring(from, end > from && text.charAt(end - 1) == '\r' ? end - 1 : end));
      from = end + 1;
    }
    if (from < text.length()) {
      lines.add(text.substring(from));
    }
    return lines;
  }

  private static boolean isLength(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) < '0' || word.charAt(i) > '9') {
        return false;
      }
    }
    return !word.isEmpty() && word.length() <= 18;
  }

  private static boolean isNameOfFile(String word) {
    return !word.isEmpty()
        && !word.equals(".")
        && !word.equals("..")
        && word.indexOf('/') < 0
        && word.indexOf('\\') < 0
        && word.indexOf('\0') < 0;
  }
}
