package dev.weir.core.cache;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleReference;
import java.lang.module.ResolvedModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;

/// Names the code of this process: Java's version and every module and jar beside it, with version,
/// size and time. A jar that was built or installed anew is other code, whatever its version says;
/// of a folder of classes only the name is known.
public final class CodeIdentity {
  private CodeIdentity() {}

  /// The name.
  public static String text() {
    var code = new ArrayList<String>();
    for (var module : ModuleLayer.boot().configuration().modules()) {
      var reference = module.reference();
      if (!isJava(module)) {
        code.add(reference.descriptor().toNameAndVersion() + " " + file(reference));
      }
    }
    code.sort(null);
    for (var entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
      code.add(entry.isEmpty() ? "" : file(Path.of(entry)));
    }
    return new CacheKey().add(Runtime.version().toString()).add(code).digest();
  }

  private static boolean isJava(ResolvedModule module) {
    return module.reference().location().map(l -> "jrt".equals(l.getScheme())).orElse(true);
  }

  private static String file(ModuleReference reference) {
    return reference
        .location()
        .filter(location -> "file".equals(location.getScheme()))
        .map(location -> file(Path.of(location)))
        .orElse("");
  }

  private static String file(Path path) {
    try {
      var attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return attributes.isRegularFile()
          ? path.getFileName() + " " + attributes.size() + " " + attributes.lastModifiedTime()
          : path.toString();
    } catch (IOException e) {
      // An entry of the class path that is not there has no code.
      return "missing " + path;
    }
  }
}
