package dev.weir.core.discovery;

import dev.weir.api.DomainPlugin;
import dev.weir.api.plugin.PluginIndex;
import dev.weir.core.plugins.PluginState;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// The plugins that the service files of a class path name.
final class ClassPathPlugins {
  private static final String SERVICES = "META-INF/services/" + Discovery.SERVICE;

  private ClassPathPlugins() {}

  static List<FoundPlugin> of(ClassLoader loader) {
    var found = new LinkedHashMap<String, FoundPlugin>();
    try {
      for (var files = loader.getResources(SERVICES); files.hasMoreElements(); ) {
        read(files.nextElement(), loader, found);
      }
    } catch (IOException e) {
      found.put(
          SERVICES,
          failed(SERVICES, "class path", "it cannot be searched: " + e.getMessage(), "look there"));
    }
    return List.copyOf(found.values());
  }

  private static void read(URL file, ClassLoader loader, Map<String, FoundPlugin> found) {
    var place = Locations.holding(uri(file), SERVICES);
    // A jar is opened once, for its service file and its indexes.
    try (var jar = IndexReading.jar(place)) {
      var services = IndexReading.bytes(jar, SERVICES);
      for (var name : names(services == null ? IndexReading.bytes(open(file)) : services)) {
        if (!isClassName(name)) {
          found.put(
              place + name,
              failed(
                  place,
                  place,
                  SERVICES + ": '" + name + "' is no name of a class",
                  "correct that line or build the plugin again"));
        } else if (!found.containsKey(name)) {
          found.put(name, plugin(name, place, jar, loader));
        }
      }
    } catch (IOException e) {
      found.put(
          place,
          failed(place, place, SERVICES + " cannot be read: " + e.getMessage(), "look there"));
    }
  }

  /// The index mostly lies beside the service file.
  private static FoundPlugin plugin(
      String provider, String place, @Nullable ZipFile jar, ClassLoader loader) {
    var resource = PluginIndex.resource(provider);
    var start = new Start(provider, loader);
    var location = place;
    try {
      var bytes = IndexReading.bytes(jar, resource);
      if (bytes == null) {
        var url = loader.getResource(resource);
        if (url != null) {
          location = Locations.holding(uri(url), resource);
          bytes = IndexReading.bytes(open(url));
        }
      }
      return IndexReading.read(bytes, provider, location, start);
    } catch (IOException e) {
      return failed(
          provider, location, resource + " cannot be read: " + e.getMessage(), IndexReading.CURE);
    }
  }

  /// Starts a plugin of a class loader.
  record Start(String provider, ClassLoader loader) implements Callable<DomainPlugin> {
    @Override
    public DomainPlugin call() throws Exception {
      return Activation.construct(Class.forName(provider, true, loader));
    }
  }

  /// Without the cache of connections, which would keep jars open that may be replaced.
  private static InputStream open(URL url) throws IOException {
    var connection = url.openConnection();
    connection.setUseCaches(false);
    return connection.getInputStream();
  }

  /// The lines as the service loader reads them: what follows `#` is a comment.
  private static List<String> names(byte @Nullable [] services) throws IOException {
    if (services == null) {
      return List.of();
    }
    var names = new ArrayList<String>();
    var lines =
        new BufferedReader(
            new InputStreamReader(new ByteArrayInputStream(services), StandardCharsets.UTF_8));
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      int comment = line.indexOf('#');
      var name = (comment < 0 ? line : line.substring(0, comment)).strip();
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    return names;
  }

  private static boolean isClassName(String name) {
    for (var part : name.split("\\.", -1)) {
      if (part.isEmpty() || !Character.isJavaIdentifierStart(part.charAt(0))) {
        return false;
      }
      for (int i = 1; i < part.length(); i++) {
        if (!Character.isJavaIdentifierPart(part.charAt(i))) {
          return false;
        }
      }
    }
    return true;
  }

  private static URI uri(URL url) {
    try {
      return url.toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static FoundPlugin failed(String name, String location, String reason, String cure) {
    return FoundPlugin.broken(name, location, PluginState.FAILED, reason, cure);
  }
}
