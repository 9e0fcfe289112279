package dev.weir.core.plugins;

import dev.weir.api.PipelineException;
import dev.weir.api.plugin.IndexFile;
import dev.weir.api.plugin.MalformedIndexException;
import dev.weir.api.plugin.PluginIndex;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The folder that plugins are installed into: of each a folder of its name, with its jars, its
/// index and a lock file that pins them. Need not exist.
public final class PluginFolder {
  /// Name of the index within a plugin's folder.
  public static final String INDEX = "weir-plugin.index";

  /// What plugins are installed, and what else lies in the folder.
  public static final class Content {
    private final List<InstalledPlugin> plugins = new ArrayList<>();
    private final List<Path> strangers = new ArrayList<>();
    private final KeptFiles kept;

    private Content(KeptFiles kept) {
      this.kept = kept;
    }

    private void add(Path entry, String name) {
      try {
        plugins.add(LockFile.read(entry, kept.text(name + "/" + LockFile.NAME)));
      } catch (IOException e) {
        strangers.add(entry);
      }
    }

    /// As their lock files say, by name.
    public List<InstalledPlugin> plugins() {
      return Collections.unmodifiableList(plugins);
    }

    /// What was not put there by [#install], or lost its lock file.
    public List<Path> strangers() {
      return Collections.unmodifiableList(strangers);
    }

    /// The index that was kept of a plugin when it was installed.
    ///
    /// @throws IOException if it cannot be read
    /// @throws MalformedIndexException if it is none
    public PluginIndex index(InstalledPlugin plugin) throws IOException {
      var indexes = kept.indexes(plugin.folder().getFileName() + "/" + INDEX);
      if (indexes.isEmpty()) {
        throw new MalformedIndexException("it is empty");
      }
      return indexes.getFirst();
    }
  }

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
    var content = new Content(KeptFiles.in(folder));
    for (var name : names()) {
      content.add(folder.resolve(name), name);
    }
    return content;
  }

  private List<String> names() {
    if (!Files.exists(folder)) {
      return List.of();
    }
    var names = new ArrayList<String>();
    try (var entries = Files.newDirectoryStream(folder)) {
      for (var entry : entries) {
        var name = String.valueOf(entry.getFileName());
        if (!name.startsWith(".")) {
          names.add(name);
        }
      }
      Collections.sort(names);
      return names;
    } catch (IOException | DirectoryIteratorException e) {
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
      keep();
      return LockFile.read(target);
    } catch (IOException e) {
      throw PipelineException.user(
          "plugin.folder", "the plugins folder " + folder + " cannot be written: " + e);
    }
  }

  private void keep() throws IOException {
    var paths = new ArrayList<String>();
    for (var plugin : content().plugins()) {
      paths.add(plugin.folder().getFileName() + "/" + LockFile.NAME);
      paths.add(plugin.folder().getFileName() + "/" + INDEX);
    }
    paths.removeIf(path -> !Files.isRegularFile(folder.resolve(path)));
    KeptFiles.write(folder, paths);
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
      keep();
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
