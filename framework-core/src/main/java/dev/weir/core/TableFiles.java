package dev.weir.core;

import dev.weir.core.spill.Workspace;

/// The temporary files behind a result's tables, if there are any.
public final class TableFiles implements AutoCloseable {
  private final Workspace workspace;
  private final RunDirectory directory;
  private boolean closed;

  TableFiles(Workspace workspace, RunDirectory directory) {
    this.workspace = workspace;
    this.directory = directory;
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
        directory.close();
      }
    }
  }
}
