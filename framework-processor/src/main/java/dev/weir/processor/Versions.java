package dev.weir.processor;

import dev.weir.api.plugin.Api;
import dev.weir.api.plugin.VersionRange;
import java.lang.module.ModuleDescriptor.Version;
import java.util.Map;
import javax.lang.model.element.Element;

/// The version of the plugin and the versions of the API that it runs with, as the compiler was
/// told.
///
/// @param version of the plugin
/// @param api a range
record Versions(String version, VersionRange api) {
  /// The compiler's option that says the plugin's version, which must be given.
  static final String VERSION = "weir.plugin.version";

  /// The compiler's option that says the range; without it, all versions that are compatible with
  /// the one that is compiled against.
  static final String API = "weir.plugin.api";

  static final Versions NONE = new Versions("0", VersionRange.compatibleWith(Api.VERSION));

  static Versions of(Map<String, String> options, Element place, Problems problems) {
    try {
      return new Versions(version(options, place), api(options, place));
    } catch (Wrong e) {
      problems.report("the plugin", e);
      return NONE;
    }
  }

  private static String version(Map<String, String> options, Element place) {
    var version = options.getOrDefault(VERSION, "");
    if (version.isBlank()) {
      throw new Wrong(
          place,
          "it has no version",
          "give the compiler -A"
              + VERSION
              + "=1.0.0; in a pom: -A"
              + VERSION
              + "=${project.version}");
    }
    try {
      return Version.parse(version).toString();
    } catch (IllegalArgumentException e) {
      throw new Wrong(
          place, "'" + version + "' is no version: " + e.getMessage(), "write it as 1.0.0");
    }
  }

  private static VersionRange api(Map<String, String> options, Element place) {
    var range = options.get(API);
    if (range == null) {
      return NONE.api();
    }
    try {
      var api = VersionRange.parse(range);
      if (!api.contains(Api.VERSION)) {
        throw new Wrong(
            place,
            "it is compiled against version " + Api.VERSION + " of the API, which is not in " + api,
            "widen -A" + API + ", or compile against another version");
      }
      return api;
    } catch (IllegalArgumentException e) {
      throw new Wrong(place, String.valueOf(e.getMessage()), "correct -A" + API);
    }
  }
}
