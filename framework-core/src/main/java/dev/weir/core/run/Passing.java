package dev.weir.core.run;

import dev.weir.api.Chunk;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Gives rows to the links after one that ends its stream; what these throw is no failure of its
/// own. Used by one thread.
final class Passing implements Consumer<Chunk> {
  private final Consumer<Chunk> after;
  private @Nullable RuntimeException failure;
  private long rows;

  Passing(Consumer<Chunk> after) {
    this.after = after;
  }

  @Override
  public void accept(Chunk chunk) {
    check();
    try {
      after.accept(chunk);
      rows += chunk.rows();
    } catch (RuntimeException e) {
      failure = e;
      throw e;
    }
  }

  /// Rows given.
  long rows() {
    return rows;
  }

  /// Throws what they threw, if the tool has kept it to itself.
  void check() {
    if (failure != null) {
      throw failure;
    }
  }
}
