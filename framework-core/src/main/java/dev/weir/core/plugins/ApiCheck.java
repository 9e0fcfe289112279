package dev.weir.core.plugins;

import dev.weir.api.PipelineException;
import dev.weir.api.plugin.Api;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.FieldRefEntry;
import java.lang.classfile.constantpool.InterfaceMethodRefEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whether this host has what the classes of a plugin use of it, and the plugin what this host
/// demands of it: each class, field and method of the host that the plugin's class files name is
/// there with that type, and each class that can be made has all abstract methods of the host's
/// types above it. So a plugin that was compiled against another version of the API is refused at
/// once, not in the middle of a run. No class of the plugin is loaded.
///
/// Types above a class that are neither in the jars nor the host's or Java's leave it unchecked.
final class ApiCheck {
  private final Path jar;
  private final Map<String, ClassModel> classes;

  private ApiCheck(Path jar, Map<String, ClassModel> classes) {
    this.jar = jar;
    this.classes = classes;
  }

  /// Checks the classes of all jars, the first of which is the plugin's own.
  ///
  /// @throws PipelineException USER naming the class and what is lacking
  static void check(List<Path> jars) {
    var classes = new HashMap<String, ClassModel>();
    jars.forEach(jar -> read(jar, classes));
    var check = new ApiCheck(jars.getFirst(), classes);
    for (var name : new TreeSet<>(classes.keySet())) {
      var model = Objects.requireNonNull(classes.get(name));
      check.uses(name, model);
      check.implementsAll(name, model);
    }
  }

  private static void read(Path jar, Map<String, ClassModel> classes) {
    try (var file = new JarFile(jar.toFile(), true, JarFile.OPEN_READ, JarFile.runtimeVersion())) {
      for (var entry : file.versionedStream().toList()) {
        var path = entry.getName();
        if (!path.endsWith(".class") || path.endsWith("module-info.class")) {
          continue;
        }
        try (var in = file.getInputStream(entry)) {
          var model = ClassFile.of().parse(in.readAllBytes());
          classes.put(name(model.thisClass()), model);
        } catch (IllegalArgumentException e) {
          throw JarCheck.wrong(
              jar, "its class " + path + " is damaged or for a newer Java: " + e.getMessage());
        }
      }
    } catch (IOException e) {
      throw JarCheck.wrong(jar, "it is no whole jar: " + e.getMessage());
    }
  }

  private void uses(String user, ClassModel model) {
    for (var entry : model.constantPool()) {
      switch (entry) {
        case ClassEntry type when ofHost(name(type)) && HostType.find(name(type)).isEmpty() ->
            throw lacks(user, "the class " + name(type));
        case MemberRefEntry member when !has(member) ->
            throw lacks(
                user,
                name(member.owner())
                    + "."
                    + member.name().stringValue()
                    + " "
                    + readable(member.type().stringValue()));
        default -> {}
      }
    }
  }

  /// Whether it is there, as far as that is the host's affair and can be known.
  private boolean has(MemberRefEntry member) {
    var owner = name(member.owner());
    var signature = member.name().stringValue() + member.type().stringValue();
    var types = above(owner);
    if (types.isEmpty() || types.get().stream().noneMatch(this::ofHost)) {
      return true;
    }
    if (ofHost(owner) && !(member instanceof FieldRefEntry)) {
      boolean asInterface = member instanceof InterfaceMethodRefEntry;
      if (HostType.find(owner).orElseThrow().isInterface() != asInterface) {
        return false;
      }
    }
    return types.get().stream()
        .filter(type -> !signature.startsWith("<init>") || type.equals(owner))
        .flatMap(this::members)
        .anyMatch(found -> found.signature().equals(signature));
  }

  /// A class that can be made must have every abstract method of the host's types above it.
  private void implementsAll(String name, ClassModel model) {
    int flags = model.flags().flagsMask();
    var types = above(name);
    if ((flags & (ClassFile.ACC_ABSTRACT | ClassFile.ACC_INTERFACE)) != 0 || types.isEmpty()) {
      return;
    }
    var bodies =
        types.get().stream()
            .flatMap(this::members)
            .filter(member -> !member.isAbstract())
            .map(HostType.Member::signature)
            .collect(Collectors.toSet());
    for (var type : types.get()) {
      if (ofHost(type)) {
        members(type)
            .filter(member -> member.isAbstract() && !bodies.contains(member.signature()))
            .findFirst()
            .ifPresent(member -> {
              int end = member.signature().indexOf('(');
              throw wrong(
                  "its class "
                      + name
                      + " lacks the method "
                      + member.signature().substring(0, end)
                      + " "
                      + readable(member.signature().substring(end))
                      + " of "
                      + type);
            });
      }
    }
  }

  /// A type and all that it extends or implements; empty if one of them is not to be found.
  private Optional<Set<String>> above(String type) {
    var all = new LinkedHashSet<String>();
    return gather(type, all) ? Optional.of(all) : Optional.empty();
  }

  private boolean gather(String type, Set<String> all) {
    if (!all.add(type)) {
      return true;
    }
    var model = classes.get(type);
    if (model == null) {
      var outer = HostType.find(type);
      return outer.isPresent() && outer.get().above().allMatch(name -> gather(name, all));
    }
    return Stream.concat(model.superclass().stream(), model.interfaces().stream())
        .allMatch(each -> gather(name(each), all));
  }

  /// What a type declares itself.
  private Stream<HostType.Member> members(String type) {
    var model = classes.get(type);
    if (model == null) {
      return HostType.find(type).stream().flatMap(HostType::members);
    }
    return Stream.concat(
        model.fields().stream()
            .map(field ->
                new HostType.Member(
                    field.fieldName().stringValue() + field.fieldType().stringValue(), false)),
        model.methods().stream()
            .map(method ->
                new HostType.Member(
                    method.methodName().stringValue() + method.methodType().stringValue(),
                    (method.flags().flagsMask() & ClassFile.ACC_ABSTRACT) != 0)));
  }

  private boolean ofHost(String type) {
    return HostType.isHosts(type) && !classes.containsKey(type);
  }

  private static String name(ClassEntry type) {
    return type.asInternalName().replace('/', '.');
  }

  private static String readable(String descriptor) {
    return descriptor.startsWith("(")
        ? MethodTypeDesc.ofDescriptor(descriptor).displayDescriptor()
        : ClassDesc.ofDescriptor(descriptor).displayName();
  }

  private PipelineException lacks(String user, String what) {
    return wrong("its class " + user + " uses " + what + ", which Weir does not have");
  }

  private PipelineException wrong(String why) {
    return JarCheck.wrong(
        jar,
        why
            + ": it was made for another version of Weir's API than "
            + Api.VERSION
            + "; build it against this one, or take a version of it that was");
  }
}
