package dev.weir.app.cli.plugin;

import dev.weir.api.PipelineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;

/// Writes the project of a plugin: the example tool of the documentation under the name of a new
/// domain, with its tests.
public final class NewPlugin {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*");

  /// Words that no package may be called.
  private static final Set<String> KEYWORDS =
      Set.of(
          "abstract",
          "assert",
          "boolean",
          "break",
          "byte",
          "case",
          "catch",
          "char",
          "class",
          "const",
          "continue",
          "default",
          "do",
          "double",
          "else",
          "enum",
          "extends",
          "false",
          "final",
          "finally",
          "float",
          "for",
          "goto",
          "if",
          "implements",
          "import",
          "instanceof",
          "int",
          "interface",
          "long",
          "native",
          "new",
          "null",
          "package",
          "private",
          "protected",
          "public",
          "return",
          "short",
          "static",
          "strictfp",
          "super",
          "switch",
          "synchronized",
          "this",
          "throw",
          "throws",
          "transient",
          "true",
          "try",
          "void",
          "volatile",
          "while");

  private final String name;
  private final Path folder;

  private NewPlugin(String name, Path folder) {
    this.name = name;
    this.folder = folder;
  }

  /// Writes it.
  ///
  /// @param name of the domain
  /// @param folder which must be empty or not there
  /// @return the folder
  /// @throws PipelineException USER if the name is none, or the folder holds something or cannot be
  ///   written
  public static Path write(String name, Path folder) {
    if (!NAME.matcher(name).matches() || KEYWORDS.contains(name)) {
      throw PipelineException.user(
          "plugin.name",
          "'"
              + name
              + "' cannot be the name of a domain: lower-case letters and digits, a letter first, no word of Java");
    }
    try {
      if (Files.exists(folder) && (!Files.isDirectory(folder) || !isEmpty(folder))) {
        throw PipelineException.user("plugin.new", folder + " is there already, and not empty");
      }
      new NewPlugin(name, folder).write();
      return folder;
    } catch (IOException e) {
      throw PipelineException.user("plugin.new", folder + " cannot be written: " + e);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  private String module() {
    return "org.example." + name;
  }

  private String plugin() {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1) + "Plugin";
  }

  private void write() throws IOException {
    var code = "java/org/example/" + name;
    file("pom.xml", resource("project.xml").replace("NAME", name));
    file(".mvn/maven.config", "-Dweir.repo=" + repository() + "\n");
    file(".gitignore", "target/\n");
    file("mvnw", resource("mvnw"));
    if (!folder.resolve("mvnw").toFile().setExecutable(true)) {
      throw new IOException("mvnw cannot be made executable");
    }
    file("etc/java25.sh", resource("java25.sh"));
    file("README.md", readme());
    file("src/main/java/module-info.java", moduleInfo());
    file("src/main/" + code + "/GeometricMean.java", own(resource("OwnTool.java")));
    file("src/test/" + code + "/GeometricMeanLawsTest.java", own(resource("OwnToolLawsTest.java")));
  }

  /// The example under its new name.
  private String own(String example) {
    return example
        .replace("dev.weir.examples", module())
        .replace("OwnTool", "GeometricMean")
        .replace("OwnPlugin", plugin())
        .replace("own.geometric", name + ".geometric");
  }

  /// Where the bundle keeps Weir's artifacts; without a bundle they must be installed in Maven's
  /// own repository.
  private static String repository() {
    var home = System.getProperty("weir.home", "");
    return home.isEmpty()
        ? "file:./repo"
        : Path.of(home, "repo").toAbsolutePath().toUri().toString();
  }

  private String moduleInfo() {
    return """
    /// The `%1$s` tools for Weir.
    module %2$s {
      requires transitive dev.weir.api;

      exports %2$s;

      provides dev.weir.api.DomainPlugin with
          %2$s.%3$s;
    }
    """
        .formatted(name, module(), plugin());
  }

  private String readme() {
    return """
    # The domain %1$s for Weir

    `./mvnw verify` builds the plugin and checks its tools against the laws that all tools keep. It needs Java 25 and Maven
    3.8.7 or newer; Weir's own artifacts come from the bundle that `.mvn/maven.config` names. Where Maven's settings have a
    mirror of `*`, except them: `<mirrorOf>*,!weir-bundle</mirrorOf>`.

    Then, for the command:

    ```
    weir plugin install target/weir-domain-%1$s-0.1.0.jar
    weir tools %1$s
    weir help %1$s.geometric-mean
    ```

    Each class marked `@Tool` is a tool: copy `GeometricMean.java`, change it, and give it a test like
    `GeometricMeanLawsTest.java`. The processor writes the plugin, its index, its help and typed calls for Java from them,
    and fails the build on mistakes, saying where and what to do. Libraries of yours are installed with the plugin:
    `weir plugin install PLUGIN.jar LIBRARY.jar`.
    """
        .formatted(name);
  }

  private void file(String path, String text) throws IOException {
    var file = folder.resolve(path);
    var parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.writeString(file, text);
  }

  private static String resource(String name) throws IOException {
    try (var in = NewPlugin.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("resource " + name + " is missing: the command was built wrong");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
