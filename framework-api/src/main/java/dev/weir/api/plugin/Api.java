package dev.weir.api.plugin;

/// The version of this API, which plugins state the range of that they need.
public final class Api {
  /// The version, as in this module's pom.
  public static final String VERSION = "0.1.0";

  private Api() {}
}
