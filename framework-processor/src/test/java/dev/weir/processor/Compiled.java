package dev.weir.processor;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Sources compiled with the processor, as strictly as Weir's own.
///
/// @param folder classes and generated files
/// @param problems errors and warnings
record Compiled(Path folder, List<Diagnostic<? extends JavaFileObject>> problems) {
  /// Compiles the sources of a module, by path.
  static Compiled of(Path folder, Map<String, String> sources) {
    return of(folder, sources, "--module-path");
  }

  /// Compiles sources that belong to no module.
  static Compiled onClassPath(Path folder, Map<String, String> sources) {
    return of(folder, sources, "--class-path");
  }

  private static Compiled of(Path folder, Map<String, String> sources, String path) {
    var found = new DiagnosticCollector<JavaFileObject>();
    var options =
        List.of(
            "-d",
            folder.toString(),
            path,
            System.getProperty("jdk.module.path"),
            "-Xlint:all,-processing",
            "--should-stop=ifError=FLOW",
            "-Xdoclint:all/protected,-missing",
            "-Aweir.plugin.version=1.2.3",
            "-Werror");
    var files = new ArrayList<JavaFileObject>();
    sources.forEach((name, text) -> files.add(new Source(name, text)));
    var compiler = ToolProvider.getSystemJavaCompiler();
    var task = compiler.getTask(null, null, found, options, null, files);
    task.setLocale(Locale.ROOT);
    task.setProcessors(List.of(new ToolProcessor()));
    task.call();
    return new Compiled(folder, found.getDiagnostics());
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String path, String text) {
      super(URI.create("string:///" + path), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /// Each problem as `File.java:12 message`.
  List<String> said() {
    return problems.stream()
        .map(problem -> place(problem) + " " + problem.getMessage(Locale.ROOT))
        .toList();
  }

  private static String place(Diagnostic<? extends JavaFileObject> problem) {
    var source = problem.getSource();
    return source == null
        ? "-"
        : Path.of(source.getName()).getFileName() + ":" + problem.getLineNumber();
  }

  /// A class of the module that was compiled.
  Class<?> load(String module, String name) {
    var boot = ModuleLayer.boot();
    var found =
        boot.configuration().resolve(ModuleFinder.of(folder), ModuleFinder.of(), List.of(module));
    var layer = boot.defineModulesWithOneLoader(found, ClassLoader.getSystemClassLoader());
    try {
      return layer.findLoader(module).loadClass(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  String file(String path) {
    try {
      return Files.readString(folder.resolve(path));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
