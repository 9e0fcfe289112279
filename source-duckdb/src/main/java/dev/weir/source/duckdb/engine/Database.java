package dev.weir.source.duckdb.engine;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A private, empty DuckDB in memory, reached in one of two ways. The way is chosen when the first
/// one starts and is the same for the whole process: the C interface if the library has all symbols
/// and lays cells out as expected, else JDBC, which is slower.
abstract class Database implements AutoCloseable {
  /// System property that forces a way, `native` or `jdbc`; without it, the choice is made by the
  /// check.
  static final String PROPERTY = "weir.duckdb.api";

  private static @Nullable Boolean nativeWorks;

  /// A connection of its own.
  abstract Session session();

  /// Told before the first scan, where DuckDB has one thread only: then rows come in order in the
  /// midst of a query too.
  void onOneThread() {}

  @Override
  public abstract void close();

  static synchronized Database start() {
    var wanted = System.getProperty(PROPERTY, "").toLowerCase(Locale.ROOT);
    switch (wanted) {
      case "jdbc" -> nativeWorks = false;
      case "native" -> nativeWorks = true;
      case "" -> {}
      default ->
          throw new IllegalArgumentException(
              "system property " + PROPERTY + " is '" + wanted + "'; give native or jdbc");
    }
    if (nativeWorks != null) {
      return nativeWorks ? new NativeDatabase() : new JdbcDatabase();
    }
    var first = firstOf(NativeDatabase::checked);
    nativeWorks = first instanceof NativeDatabase;
    return first;
  }

  /// The one that the C interface gives, or if that fails, one through JDBC.
  static Database firstOf(Supplier<NativeDatabase> checked) {
    try {
      return checked.get();
    } catch (LinkageError | RuntimeException e) {
      warn(
          "DuckDB's C interface cannot be used here, so rows are read through JDBC, which is slower",
          e);
      return new JdbcDatabase();
    }
  }

  static void warn(String what, Throwable failure) {
    Logger logger = System.getLogger(Database.class.getName());
    var cause = failure instanceof ExceptionInInitializerError e ? e.getCause() : failure;
    logger.log(Level.WARNING, what + ": " + cause);
  }
}
