package dev.weir.core.plugins;

/// What became of a plugin.
public enum PluginState {
  /// Its index was read; no class of it is loaded.
  DISCOVERED,
  /// It was started, for one of its tools was used.
  ACTIVE,
  /// It needs another version of the API; no class of it is loaded.
  INCOMPATIBLE,
  /// Another plugin has a tool of the same name. Neither is picked; its other tools work.
  CONFLICT,
  /// Its files are not those that were installed; no class of it is loaded.
  QUARANTINED,
  /// It cannot be read, or could not be started.
  FAILED
}
