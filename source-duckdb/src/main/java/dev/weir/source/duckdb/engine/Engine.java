package dev.weir.source.duckdb.engine;

import dev.weir.api.SourceLimits;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One embedded DuckDB with a private, empty database in memory, and the gate around it: what it
/// may use and touch is fixed when it is opened, before any SQL of a user can run.
///
/// - memory, threads and temporary disk are those of [SourceLimits], temporary files only in its
///   spill folder;
/// - no file can be touched but the ones named, no extension installed or loaded, no network
///   reached (`enable_external_access=false`);
/// - no setting can be changed any more (`lock_configuration=true`);
/// - rows keep their order (`preserve_insertion_order=true`), times without a zone are UTC.
public final class Engine implements AutoCloseable {
  private final MemorySegment database;
  private boolean closed;

  private Engine(MemorySegment database) {
    this.database = database;
  }

  /// Opens it.
  ///
  /// @param limits what it may use
  /// @param files the only files that SQL may read or write
  /// @param first statements to run before the gate closes, such as ATTACH
  public static Engine open(SourceLimits limits, Collection<Path> files, List<String> first) {
    var engine = new Engine(start(limits));
    try (var session = engine.session()) {
      session.run("SET TimeZone = 'UTC'");
      for (var statement : first) {
        session.run(statement);
      }
      session.run("SET allowed_paths = " + Sql.texts(files.stream().map(Path::toString).toList()));
      session.run("SET enable_external_access = false");
      session.run("SET lock_configuration = true");
      return engine;
    } catch (RuntimeException | Error e) {
      engine.close();
      throw e;
    }
  }

  private static MemorySegment start(SourceLimits limits) {
    try (var arena = Arena.ofConfined()) {
      var out = arena.allocate(ValueLayout.ADDRESS);
      check(Native.createConfig(out), "no memory for its settings");
      var config = out.get(ValueLayout.ADDRESS, 0);
      try {
        for (var setting : settings(limits).entrySet()) {
          check(
              Native.setConfig(
                  config,
                  arena.allocateFrom(setting.getKey()),
                  arena.allocateFrom(setting.getValue())),
              "it knows no setting " + setting.getKey());
        }
        var error = arena.allocate(ValueLayout.ADDRESS);
        if (Native.open(arena.allocateFrom(":memory:"), out, config, error) != 0) {
          throw new EngineException(Native.text(error.get(ValueLayout.ADDRESS, 0)));
        }
        return out.get(ValueLayout.ADDRESS, 0);
      } finally {
        var box = arena.allocate(ValueLayout.ADDRESS);
        box.set(ValueLayout.ADDRESS, 0, config);
        Native.destroyConfig(box);
      }
    }
  }

  private static Map<String, String> settings(SourceLimits limits) {
    var settings = new LinkedHashMap<String, String>();
    settings.put("memory_limit", limits.memoryBytes() + "B");
    settings.put("threads", Integer.toString(Math.max(1, limits.threads())));
    settings.put("temp_directory", limits.spillDirectory().toAbsolutePath().toString());
    settings.put("max_temp_directory_size", Math.max(0, limits.diskBytes()) + "B");
    settings.put("autoinstall_known_extensions", "false");
    settings.put("autoload_known_extensions", "false");
    settings.put("allow_community_extensions", "false");
    settings.put("preserve_insertion_order", "true");
    return settings;
  }

  private static void check(int state, String what) {
    if (state != 0) {
      throw new EngineException("DuckDB could not be started: " + what);
    }
  }

  /// A connection of its own; queries of one connection end each other, those of several do not.
  public synchronized Session session() {
    if (closed) {
      throw new IllegalStateException("the source is closed");
    }
    try (var arena = Arena.ofConfined()) {
      var out = arena.allocate(ValueLayout.ADDRESS);
      check(Native.connect(database, out), "no further connection");
      return new Session(out.get(ValueLayout.ADDRESS, 0));
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      try (var arena = Arena.ofConfined()) {
        var box = arena.allocate(ValueLayout.ADDRESS);
        box.set(ValueLayout.ADDRESS, 0, database);
        Native.close(box);
      }
    }
  }
}
