package dev.weir.verify;

import japicmp.cmp.JApiCmpArchive;
import japicmp.cmp.JarArchiveComparator;
import japicmp.cmp.JarArchiveComparatorOptions;
import japicmp.config.Options;
import japicmp.model.JApiClass;
import japicmp.model.JApiCompatibility;
import japicmp.model.JApiCompatibilityChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a jar of the API took away from, or changed of, an earlier one so that code written against
/// that one breaks.
final class ApiChanges {
  private ApiChanges() {}

  /// The breaks, a line each as the file of accepted ones has them: `class#member CHANGE`, with
  /// whether compiled code breaks (binary) or only what is compiled anew (source).
  static Map<String, String> breaks(Path earlier, Path later) {
    var options = JarArchiveComparatorOptions.of(Options.newDefault());
    options.getIgnoreMissingClasses().setIgnoreAllMissingClasses(true);
    var found = new TreeMap<String, String>();
    for (var type :
        new JarArchiveComparator(options)
            .compare(
                new JApiCmpArchive(earlier.toFile(), "earlier"),
                new JApiCmpArchive(later.toFile(), "later"))) {
      add(found, type.getFullyQualifiedName(), type);
      type.getMethods().forEach(m -> add(found, member(type, m.getName()), m));
      type.getConstructors().forEach(c -> add(found, member(type, "new"), c));
      type.getFields().forEach(f -> add(found, member(type, f.getName()), f));
      type.getInterfaces().forEach(i -> add(found, member(type, i.getFullyQualifiedName()), i));
      add(found, member(type, "superclass"), type.getSuperclass());
    }
    return found;
  }

  private static String member(JApiClass type, String name) {
    return type.getFullyQualifiedName() + "#" + name;
  }

  private static void add(Map<String, String> found, String what, JApiCompatibility changed) {
    for (JApiCompatibilityChange change : changed.getCompatibilityChanges()) {
      if (!change.isBinaryCompatible() || !change.isSourceCompatible()) {
        found.put(what + " " + change.getType(), change.isBinaryCompatible() ? "source" : "binary");
      }
    }
  }

  /// The accepted breaks of a file: `class#member CHANGE: reason`; empty lines and those that begin
  /// with `#` say nothing.
  ///
  /// @throws IllegalArgumentException if a line lacks its reason
  static List<String> accepted(Path file) throws IOException {
    var accepted = new ArrayList<String>();
    for (var line : Files.readAllLines(file)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      int colon = line.indexOf(": ");
      if (colon < 0 || line.substring(colon + 2).isBlank()) {
        throw new IllegalArgumentException(
            file + ": '" + line + "' lacks its reason; write `class#member CHANGE: reason`");
      }
      accepted.add(line.substring(0, colon).strip());
    }
    return accepted;
  }
}
