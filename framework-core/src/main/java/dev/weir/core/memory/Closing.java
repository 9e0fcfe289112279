package dev.weir.core.memory;

import dev.weir.api.PipelineException;
import org.jspecify.annotations.Nullable;

/// Closes what may be closed.
public final class Closing {
  private Closing() {}

  /// Closes the thing if it can be; a failure is a bug of whoever made it.
  public static void close(@Nullable Object thing) {
    if (thing instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new PipelineException(
            PipelineException.Category.INTERNAL,
            "close.failed",
            "closing " + thing.getClass().getName() + " failed: " + e,
            e);
      }
    }
  }
}
