package dev.weir.core;

import dev.weir.core.spill.Workspace;

/// The temporary files behind a result's tables, if there are any.
public final class TableFiles implements AutoCloseable {
  private final Workspace workspace;
  private final Runnable remove;
  private boolean closed;

  /// @param also what else is to be done when they are removed
  TableFiles(Workspace workspace, RunDirectory directory, Runnable also) {
    this(
        workspace,
        () -> {
          also.run();
          directory.close();
        });
  }

  private TableFiles(Workspace workspace, Runnable remove) {
    this.workspace = workspace;
    this.remove = remove;
  }

  /// For tables in memory.
  static TableFiles none() {
    return new TableFiles(Workspace.uncounted(), () -> {});
  }

  /// True if there are files.
  public synchronized boolean any() {
    return !closed && workspace.holdsFiles();
  }

  /// Removes them.
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      try {
        workspace.close();
      } finally {
        remove.run();
      }
    }
  }
}
