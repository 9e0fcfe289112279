package dev.weir.core.discovery;

import dev.weir.api.DomainPlugin;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Starts plugins: their code is another's, so it may throw anything or never come back.
final class Activation {
  /// A plugin that is not there after this time will not be.
  static final Duration LIMIT = Duration.ofSeconds(10);

  private Activation() {}

  /// Calls it on a thread of its own, which is left behind if it takes longer.
  ///
  /// @throws Throwable what it throws
  static DomainPlugin within(Duration limit, Callable<DomainPlugin> start) throws Throwable {
    var task = new FutureTask<>(start);
    var thread = new Thread(task, "weir-plugin-start");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() == null ? e : e.getCause();
    } catch (TimeoutException _) {
      thread.interrupt();
      throw new IllegalStateException(
          "it did not start within " + limit.toSeconds() + " s: one of its initializers blocks");
    }
  }

  /// The public constructor of a class of an exported package.
  static DomainPlugin construct(Class<?> type) throws Exception {
    if (!DomainPlugin.class.isAssignableFrom(type)) {
      throw new IllegalStateException(
          type.getName()
              + " is no "
              + DomainPlugin.class.getName()
              + " of this Weir; does its jar bundle the API?");
    }
    try {
      return (DomainPlugin) type.getConstructor().newInstance();
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof Exception thrown ? thrown : e;
    }
  }

  /// Lets through what is hardly the plugin's fault.
  static void rethrowIfFatal(Throwable failure) {
    if (failure instanceof OutOfMemoryError error) {
      throw error;
    }
  }

  /// What went wrong, in words.
  static String reason(Throwable failure) {
    var root = failure;
    while (root instanceof ExceptionInInitializerError && root.getCause() != null) {
      root = root.getCause();
    }
    var message = root.getMessage() == null ? "" : ": " + root.getMessage();
    return switch (root) {
      case UnsupportedClassVersionError _ ->
          "it is compiled for a newer Java than " + Runtime.version().feature() + message;
      case NoClassDefFoundError _ -> "a class that it needs is missing" + message.replace('/', '.');
      case ClassNotFoundException _ -> "a class that it needs is missing" + message;
      case UnsatisfiedLinkError _ -> "a native library that it needs is missing" + message;
      case IllegalStateException e when e.getMessage() != null -> e.getMessage();
      default -> "it could not be started: " + root.getClass().getSimpleName() + message;
    };
  }

  /// What to do about it.
  static String cure(Throwable failure) {
    return switch (failure) {
      case UnsupportedClassVersionError _ -> "use a newer Java, or another version of the plugin";
      case NoClassDefFoundError _ -> "install it again with the jars of its libraries";
      case ClassNotFoundException _ -> "install it again with the jars of its libraries";
      case UnsatisfiedLinkError _ -> "install that library; its README should say how";
      default -> "tell its author, or use another version; `weir plugin remove` takes it away";
    };
  }
}
