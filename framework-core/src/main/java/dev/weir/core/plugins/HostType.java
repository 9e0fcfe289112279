package dev.weir.core.plugins;

import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A type of the host or of Java, as plugins see it.
record HostType(Class<?> type) {
  /// What a type declares.
  ///
  /// @param signature name and descriptor, as in class files
  record Member(String signature, boolean isAbstract) {}

  private static final List<String> PACKAGES = List.of("dev.weir.api.", "dev.weir.numerics.");

  /// Whether a type of this name is one that the host gives to plugins, if there is such a one.
  static boolean isHosts(String name) {
    return PACKAGES.stream().anyMatch(name::startsWith);
  }

  /// The type of this name, not initialized.
  static Optional<HostType> find(String name) {
    try {
      return Optional.of(new HostType(Class.forName(name, false, HostType.class.getClassLoader())));
    } catch (ClassNotFoundException | LinkageError _) {
      return Optional.empty();
    }
  }

  boolean isInterface() {
    return type.isInterface();
  }

  /// What it extends and implements itself. The methods of Object can be called on all.
  Stream<String> above() {
    var parent = type.isInterface() ? Object.class : type.getSuperclass();
    return Stream.concat(Stream.ofNullable(parent), Arrays.stream(type.getInterfaces()))
        .map(Class::getName);
  }

  /// What it declares itself and others may use.
  Stream<Member> members() {
    return Stream.of(
            Arrays.stream(type.getDeclaredFields())
                .filter(field -> visible(field.getModifiers()))
                .map(field ->
                    new Member(field.getName() + field.getType().descriptorString(), false)),
            Arrays.stream(type.getDeclaredMethods())
                .filter(method -> visible(method.getModifiers()))
                .map(method ->
                    new Member(
                        method.getName()
                            + descriptor(method.getReturnType(), method.getParameterTypes()),
                        Modifier.isAbstract(method.getModifiers()))),
            Arrays.stream(type.getDeclaredConstructors())
                .filter(constructor -> visible(constructor.getModifiers()))
                .map(constructor ->
                    new Member(
                        "<init>" + descriptor(void.class, constructor.getParameterTypes()), false)))
        .flatMap(each -> each);
  }

  private static String descriptor(Class<?> result, Class<?>[] parameters) {
    return MethodType.methodType(result, parameters).descriptorString();
  }

  private static boolean visible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }
}
