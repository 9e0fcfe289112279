package dev.weir.processor;

import dev.weir.api.DomainPlugin;
import dev.weir.api.Tool;
import dev.weir.api.json.JsonWriter;
import dev.weir.api.json.ToolJson;
import dev.weir.api.plugin.IndexFile;
import dev.weir.api.plugin.PluginIndex;
import dev.weir.api.plugin.ToolEntry;
import java.io.IOException;
import java.lang.annotation.AnnotationTypeMismatchException;
import java.lang.annotation.IncompleteAnnotationException;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/// Writes the plugin of a module from its classes marked [Tool]: the [DomainPlugin] with the switch
/// that makes them, the index of their descriptors ([PluginIndex]) and the same as JSON, the
/// service file for the class path, a class of typed calls for Java callers, and the README's
/// table. **Start reading here.**
///
/// What is wrong with a tool is an error at its line, and the build fails. All tools make one
/// plugin, so every file is written from all of them (aggregating); comments are part of the input,
/// which class files lack, so a build tool has to give it all sources, as Maven does.
public final class ToolProcessor extends AbstractProcessor {
  private static final String SERVICE = "META-INF/services/" + DomainPlugin.class.getName();

  /// The module whose module-info is compiled here; tests are compiled into one that exists.
  private Optional<String> module = Optional.empty();

  private Optional<String> provider = Optional.empty();
  private Versions versions = Versions.NONE;

  /// Made by the compiler.
  public ToolProcessor() {}

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(Tool.class.getName());
  }

  @Override
  public Set<String> getSupportedOptions() {
    return Set.of(Versions.VERSION, Versions.API);
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    for (var element : round.getRootElements()) {
      if (element instanceof ModuleElement found) {
        module = Optional.of(found.getQualifiedName().toString());
      }
    }
    var problems = new Problems(processingEnv.getMessager());
    var types = ElementFilter.typesIn(round.getElementsAnnotatedWith(Tool.class));
    if (!types.isEmpty()) {
      try {
        plugin(types, problems);
      } catch (AnnotationTypeMismatchException | IncompleteAnnotationException _) {
        // An annotation does not compile or lacks a value: the compiler says where and why.
      }
    }
    if (round.processingOver()) {
      checkProvided(problems);
    }
    return false;
  }

  private void plugin(Set<TypeElement> types, Problems problems) {
    versions = Versions.of(processingEnv.getOptions(), types.iterator().next(), problems);
    var reader =
        new ToolReader(processingEnv.getElementUtils(), processingEnv.getTypeUtils(), problems);
    var tools = types.stream().flatMap(type -> reader.read(type).stream()).toList();
    var read = new PluginReader(processingEnv.getElementUtils(), problems).read(types, tools);
    if (read.isPresent()) {
      var plugin = read.get();
      provider = Optional.of(plugin.qualified(plugin.pluginName()));
      try {
        write(plugin);
      } catch (IOException e) {
        problems.report(
            types.iterator().next(),
            "cannot write the plugin of domain " + plugin.domain() + ": " + e.getMessage());
      }
    }
  }

  private void write(PluginModel plugin) throws IOException {
    var from = plugin.tools().stream().map(ToolModel::type).toArray(Element[]::new);
    var filer = processingEnv.getFiler();
    write(
        filer.createSourceFile(plugin.qualified(plugin.pluginName()), from),
        new PluginSource(plugin).text());
    write(
        filer.createSourceFile(plugin.qualified(plugin.callsName()), from),
        new CallsSource(plugin).text());
    write(
        filer.createResource(StandardLocation.CLASS_OUTPUT, "", SERVICE, from),
        plugin.qualified(plugin.pluginName()) + "\n");
    write(
        filer.createResource(StandardLocation.SOURCE_OUTPUT, "", ToolTable.FILE, from),
        ToolTable.of(plugin));
    var index = index(plugin);
    try (var file =
        filer
            .createResource(
                StandardLocation.CLASS_OUTPUT, "", PluginIndex.resource(index.provider()), from)
            .openOutputStream()) {
      file.write(IndexFile.write(index));
    }
    var json = new StringBuilder();
    ToolJson.plugin(index, new JsonWriter(json));
    write(
        filer.createResource(
            StandardLocation.CLASS_OUTPUT, "", PluginIndex.json(index.provider()), from),
        json.toString());
  }

  private PluginIndex index(PluginModel plugin) {
    return new PluginIndex(
        plugin.qualified(plugin.pluginName()),
        plugin.name(),
        versions.version(),
        versions.api(),
        plugin.tools().stream().map(tool -> ToolEntry.of(tool.descriptor())).toList());
  }

  private static void write(FileObject file, String text) throws IOException {
    try (var writer = file.openWriter()) {
      writer.write(text);
    }
  }

  /// A module that does not provide its plugin would have no tools on the module path; one that
  /// does not export it could not be asked for one plugin alone.
  private void checkProvided(Problems problems) {
    if (provider.isEmpty() || module.isEmpty()) {
      return;
    }
    var wanted = provider.orElseThrow();
    var element = processingEnv.getElementUtils().getModuleElement(module.orElseThrow());
    var provided =
        ElementFilter.providesIn(element.getDirectives()).stream()
            .filter(directive ->
                directive
                    .getService()
                    .getQualifiedName()
                    .contentEquals(DomainPlugin.class.getName()))
            .flatMap(directive -> directive.getImplementations().stream())
            .map(implementation -> implementation.getQualifiedName().toString())
            .toList();
    if (!provided.contains(wanted)) {
      problems.report(
          "module " + module.orElseThrow(),
          new Wrong(
              element,
              provided.isEmpty()
                  ? "it does not provide the plugin of its tools"
                  : "it provides " + String.join(", ", provided) + ", not the plugin of its tools",
              "write `provides " + DomainPlugin.class.getName() + " with " + wanted + ";`"));
    }
    var home = wanted.substring(0, Math.max(0, wanted.lastIndexOf('.')));
    boolean exported =
        ElementFilter.exportsIn(element.getDirectives()).stream()
            .anyMatch(directive ->
                directive.getPackage().getQualifiedName().contentEquals(home)
                    && directive.getTargetModules() == null);
    if (!exported) {
      problems.report(
          "module " + module.orElseThrow(),
          new Wrong(
              element,
              "it does not export the package of its plugin, so the plugin could not be started alone",
              "write `exports " + home + ";`"));
    }
  }
}
