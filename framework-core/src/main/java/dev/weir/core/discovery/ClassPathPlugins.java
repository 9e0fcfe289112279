package dev.weir.core.discovery;

import dev.weir.api.DomainPlugin;
import dev.weir.api.plugin.PluginIndex;
import dev.weir.core.plugins.PluginState;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The plugins that the service files of a class path name.
final class ClassPathPlugins {
  private static final String SERVICES = "META-INF/services/" + Discovery.SERVICE;
  private static final Pattern CLASS_NAME =
      Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*");

  private ClassPathPlugins() {}

  static List<FoundPlugin> of(ClassLoader loader) {
    var found = new LinkedHashMap<String, FoundPlugin>();
    try {
      for (var file : Collections.list(loader.getResources(SERVICES))) {
        read(file, loader, found);
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
    List<String> names;
    try (var in = open(file)) {
      names = names(in);
    } catch (IOException e) {
      found.put(
          place,
          failed(place, place, SERVICES + " cannot be read: " + e.getMessage(), "look there"));
      return;
    }
    for (var name : names) {
      if (!CLASS_NAME.matcher(name).matches()) {
        found.put(
            place + name,
            failed(
                place,
                place,
                SERVICES + ": '" + name + "' is no name of a class",
                "correct that line or build the plugin again"));
      } else if (!found.containsKey(name)) {
        found.put(name, plugin(name, place, loader));
      }
    }
  }

  private static FoundPlugin plugin(String provider, String place, ClassLoader loader) {
    var resource = PluginIndex.resource(provider);
    var url = loader.getResource(resource);
    var location = url == null ? place : Locations.holding(uri(url), resource);
    try (var in = url == null ? null : open(url)) {
      return IndexReading.read(in, provider, location, () -> start(provider, loader));
    } catch (IOException e) {
      return failed(
          provider, location, resource + " cannot be read: " + e.getMessage(), IndexReading.CURE);
    }
  }

  static DomainPlugin start(String provider, ClassLoader loader) throws Exception {
    return Activation.construct(Class.forName(provider, true, loader));
  }

  /// Without the cache of connections, which would keep jars open that may be replaced.
  private static InputStream open(URL url) throws IOException {
    var connection = url.openConnection();
    connection.setUseCaches(false);
    return connection.getInputStream();
  }

  /// The lines as the service loader reads them: what follows `#` is a comment.
  static List<String> names(InputStream in) throws IOException {
    var names = new ArrayList<String>();
    for (var line : new String(in.readNBytes(1 << 20), StandardCharsets.UTF_8).lines().toList()) {
      int comment = line.indexOf('#');
      var name = (comment < 0 ? line : line.substring(0, comment)).strip();
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    return names;
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
