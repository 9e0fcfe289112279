package dev.weir.core;

import dev.weir.api.DomainPlugin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/// Loads the sample tools once more, outside of any module: so they have no version, and what they
/// wrote in one release is what they read in the next.
final class Unversioned extends ClassLoader {
  private static final String SAMPLES = "dev.weir.core.Sample";

  private Unversioned() {
    super(Unversioned.class.getClassLoader());
  }

  /// The sample tools.
  static DomainPlugin plugin() {
    try {
      var constructor =
          new Unversioned().loadClass(SampleTools.class.getName()).getDeclaredConstructor();
      constructor.setAccessible(true);
      return (DomainPlugin) constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(SAMPLES)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      var loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) {
    var file = name.substring(name.lastIndexOf('.') + 1) + ".class";
    try (var in = SampleTools.class.getResourceAsStream(file)) {
      var bytes = Objects.requireNonNull(in, name).readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
