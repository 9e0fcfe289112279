package dev.weir.source.duckdb.engine;

import dev.weir.api.SourceLimits;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/// One embedded DuckDB with a private, empty database in memory, and the gate around it: what it
/// may use and touch is fixed when it is opened, before any SQL of a user can run.
///
/// - memory, threads (one for each 32 MB at the most) and temporary disk are those of
///   [SourceLimits], temporary files only in its spill folder;
/// - no file can be touched but the ones named, no extension installed or loaded, no network
///   reached (`enable_external_access=false`);
/// - no setting can be changed any more (`lock_configuration=true`);
/// - rows keep their order (`preserve_insertion_order=true`), times without a zone are UTC.
public final class Engine implements AutoCloseable {
  private static final long MEMORY_OF_A_THREAD = 32L << 20;

  private final Database database;
  private boolean closed;

  private Engine(Database database) {
    this.database = database;
  }

  /// Opens it.
  ///
  /// @param limits what it may use
  /// @param files the only files that SQL may read or write
  /// @param first statements to run before the gate closes, such as ATTACH
  public static Engine open(SourceLimits limits, Collection<Path> files, List<String> first) {
    var engine = new Engine(Database.start());
    try (var session = engine.session()) {
      // Not as settings of the start: max_temp_directory_size would then be shown but not obeyed.
      settings(limits).forEach(session::run);
      if (threads(limits) == 1) {
        engine.database.onOneThread();
      }
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

  /// Threads that share little memory leave one another too little to sort in: DuckDB then ends
  /// with an error what a single thread sorts through the disk.
  private static int threads(SourceLimits limits) {
    long most = Math.max(1, limits.memoryBytes() / MEMORY_OF_A_THREAD);
    return (int) Math.clamp(limits.threads(), 1, most);
  }

  private static List<String> settings(SourceLimits limits) {
    return List.of(
        "SET memory_limit = '" + limits.memoryBytes() + "B'",
        "SET threads = " + threads(limits),
        "SET temp_directory = " + Sql.text(limits.spillDirectory().toAbsolutePath().toString()),
        "SET max_temp_directory_size = '" + Math.max(0, limits.diskBytes()) + "B'",
        "SET autoinstall_known_extensions = false",
        "SET autoload_known_extensions = false",
        "SET allow_community_extensions = false",
        "SET preserve_insertion_order = true",
        "SET TimeZone = 'UTC'");
  }

  /// A connection of its own; queries of one connection end each other, those of several do not.
  public synchronized Session session() {
    if (closed) {
      throw new IllegalStateException("the source is closed");
    }
    return database.session();
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      database.close();
    }
  }
}
