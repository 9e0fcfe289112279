package dev.weir.core.plugins;

import dev.weir.api.PipelineException;
import dev.weir.api.plugin.IndexFile;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The folder that plugins are installed into: of each a folder of its name, with its jars, its
/// index and a lock file that pins them. Need not exist.
public final class PluginFolder {
  /// Name of the index within a plugin's folder.
  public static final String INDEX = "weir-plugin.index";

  /// What installed plugins, and what else lies in the folder.
  ///
  /// @param plugins as their lock files say
  /// @param strangers what was not put there by [#install], or lost its lock file
  public record Content(List<InstalledPlugin> plugins, List<Path> strangers) {}

  private final Path folder;

  /// The folder of this path.
  public PluginFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /// Its path.
  public Path path() {
    return folder;
  }

  /// What is in it, by name; nothing if there is no folder.
  ///
  /// @throws PipelineException USER if it cannot be read
  public Content content() {
    var plugins = new ArrayList<InstalledPlugin>();
    var strangers = new ArrayList<Path>();
    for (var entry : entries()) {
      if (Files.isDirectory(entry)) {
        try {
          plugins.add(LockFile.read(entry));
        } catch (IOException e) {
          strangers.add(entry);
        }
      } else {
        strangers.add(entry);
      }
    }
    return new Content(List.copyOf(plugins), List.copyOf(strangers));
  }

  private List<Path> entries() {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (var entries = Files.list(folder)) {
      return entries
          .filter(entry -> !String.valueOf(entry.getFileName()).startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw PipelineException.user(
          "plugin.folder",
          "the plugins folder " + folder + " cannot be read: " + e.getClass().getSimpleName());
    }
  }

  /// Installs a plugin, in place of another version of it.
  ///
  /// @param candidate its jars, checked
  /// @param sha256 what the content of its own jar must hash to; empty: whatever it does
  /// @throws PipelineException USER if it does not, or the folder cannot be written
  public InstalledPlugin install(Candidate candidate, Optional<String> sha256) {
    var jar = candidate.jars().getFirst();
    var hash = Hashes.sha256(jar);
    if (sha256.isPresent() && !sha256.get().toLowerCase(Locale.ROOT).equals(hash)) {
      throw PipelineException.user(
          "plugin.hash",
          jar + ": its SHA-256 is " + hash + ", not " + sha256.get() + ": do not trust it");
    }
    var name = candidate.module().name();
    var target = folder.resolve(name);
    try {
      Files.createDirectories(folder);
      var fresh = Files.createTempDirectory(folder, ".install-");
      try {
        fill(fresh, candidate);
        replace(fresh, target);
      } finally {
        delete(fresh);
      }
      return LockFile.read(target);
    } catch (IOException e) {
      throw PipelineException.user(
          "plugin.folder", "the plugins folder " + folder + " cannot be written: " + e);
    }
  }

  private static void fill(Path fresh, Candidate candidate) throws IOException {
    var jars = new ArrayList<InstalledPlugin.Jar>();
    for (var jar : candidate.jars()) {
      var file = String.valueOf(jar.getFileName());
      var copy = fresh.resolve(file);
      Files.copy(jar, copy);
      jars.add(new InstalledPlugin.Jar(file, Files.size(copy), Hashes.sha256(copy)));
    }
    Files.write(fresh.resolve(INDEX), IndexFile.write(candidate.index()));
    LockFile.write(
        new InstalledPlugin(candidate.module().name(), candidate.index().version(), fresh, jars));
  }

  /// The old version is moved away before the new one takes its place.
  private void replace(Path fresh, Path target) throws IOException {
    var old = Files.createTempDirectory(folder, ".old-");
    try {
      if (Files.exists(target)) {
        Files.move(target, old.resolve("plugin"));
      }
      try {
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException _) {
        Files.move(fresh, target);
      }
    } finally {
      delete(old);
    }
  }

  /// Removes a plugin with all its files.
  ///
  /// @return false if there is none of this name
  /// @throws PipelineException USER if the folder cannot be written
  public boolean remove(String name) {
    var target = folder.resolve(name).normalize();
    if (!folder.equals(target.getParent()) || !Files.exists(target)) {
      return false;
    }
    try {
      delete(target);
      return true;
    } catch (IOException e) {
      throw PipelineException.user(
          "plugin.folder", "the plugin " + target + " cannot be removed: " + e);
    }
  }

  private static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (var files = Files.walk(path)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
