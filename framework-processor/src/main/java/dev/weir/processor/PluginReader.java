package dev.weir.processor;

import dev.weir.api.Tool;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/// Makes one plugin of the tools of a module: one domain, one package, each name once.
final class PluginReader {
  private static final Comparator<ToolModel> ORDER =
      Comparator.comparing((ToolModel tool) -> tool.descriptor().name())
          .thenComparing(tool -> tool.type().getQualifiedName().toString());

  private final Elements elements;
  private final Problems problems;

  PluginReader(Elements elements, Problems problems) {
    this.elements = elements;
    this.problems = problems;
  }

  /// The plugin, if a tool has a name to take the domain from. Tools that are wrong are left out,
  /// but not the plugin itself: module-info names it.
  ///
  /// @param types all classes marked as tools
  /// @param read those of them in which nothing is wrong
  Optional<PluginModel> read(Collection<TypeElement> types, List<ToolModel> read) {
    var domain = domain(types);
    if (domain.isEmpty()) {
      return Optional.empty();
    }
    var home = home(types);
    var tools = new ArrayList<ToolModel>();
    var byName = new HashMap<String, TypeElement>();
    for (var tool : read.stream().sorted(ORDER).toList()) {
      try {
        check(tool, domain.get(), home, byName);
        tools.add(tool);
      } catch (Wrong e) {
        problems.report("tool " + tool.descriptor().name(), e);
      }
    }
    var module = module(types);
    return Optional.of(
        new PluginModel(module.isEmpty() ? home : module, domain.get(), home, List.copyOf(tools)));
  }

  /// The domain of most tools, so that one that is misspelt stands out.
  private static Optional<String> domain(Collection<TypeElement> types) {
    return types.stream()
        .map(type -> type.getAnnotation(Tool.class).name())
        .filter(Names::isTool)
        .map(name -> name.substring(0, name.indexOf('.')))
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
        .entrySet()
        .stream()
        .max(
            Map.Entry.<String, Long>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey);
  }

  /// The package of the module's name, or the innermost one that holds all tools.
  private String home(Collection<TypeElement> types) {
    var packages = types.stream().map(this::packageOf).sorted().toList();
    var name = module(types);
    if (!name.isEmpty() && allWithin(packages, name)) {
      return name;
    }
    var home = packages.getFirst();
    while (!home.isEmpty() && !allWithin(packages, home)) {
      home = home.substring(0, Math.max(0, home.lastIndexOf('.')));
    }
    return home.isEmpty() ? packages.getFirst() : home;
  }

  private String module(Collection<TypeElement> types) {
    var module = elements.getModuleOf(types.iterator().next());
    return module == null ? "" : module.getQualifiedName().toString();
  }

  private static boolean allWithin(List<String> packages, String home) {
    return packages.stream().allMatch(p -> within(p, home));
  }

  private static boolean within(String name, String home) {
    return (name + ".").startsWith(home + ".");
  }

  private String packageOf(TypeElement type) {
    return elements.getPackageOf(type).getQualifiedName().toString();
  }

  private void check(ToolModel tool, String domain, String home, Map<String, TypeElement> byName) {
    var descriptor = tool.descriptor();
    var before = byName.putIfAbsent(descriptor.name(), tool.type());
    if (before != null) {
      throw new Wrong(
          tool.type(), before.getQualifiedName() + " has that name too", "rename one of them");
    }
    if (!descriptor.domain().equals(domain)) {
      throw new Wrong(
          tool.type(),
          "the domain of this plugin is '" + domain + "', not '" + descriptor.domain() + "'",
          "name it " + domain + "." + tool.shortName() + ", or move it to a module of its own");
    }
    if (!packageOf(tool.type()).equals(home) && !Access.isPublic(tool.type())) {
      throw new Wrong(
          tool.type(),
          "the plugin lies in package " + home + " and cannot see it",
          "make the class, its constructor and its Options public, or move it there");
    }
  }
}
