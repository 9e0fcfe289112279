package dev.weir.core.discovery;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/// What a layer of its own is for a plugin where Weir itself is on the class path: the plugin's
/// jars, Java, and of the host the API and the numerics only.
final class IsolatedLoader extends URLClassLoader {
  private static final List<String> OF_THE_HOST =
      List.of("dev.weir.api.", "dev.weir.numerics.", "org.jspecify.annotations.");

  IsolatedLoader(List<Path> jars) throws MalformedURLException {
    super("weir-plugin", urls(jars), new Host());
  }

  private static URL[] urls(List<Path> jars) throws MalformedURLException {
    var urls = new URL[jars.size()];
    for (int j = 0; j < urls.length; j++) {
      urls[j] = jars.get(j).toUri().toURL();
    }
    return urls;
  }

  private static final class Host extends ClassLoader {
    Host() {
      super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (OF_THE_HOST.stream().anyMatch(name::startsWith)) {
        return IsolatedLoader.class.getClassLoader().loadClass(name);
      }
      throw new ClassNotFoundException(name);
    }
  }
}
