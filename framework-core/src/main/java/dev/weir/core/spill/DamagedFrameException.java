package dev.weir.core.spill;

import java.io.IOException;

/// Bytes are not the frames that were written.
public final class DamagedFrameException extends IOException {
  private static final long serialVersionUID = 1;

  /// @param how what is wrong, and where
  public DamagedFrameException(String how) {
    super(how);
  }

  /// What is wrong inside a frame whose checksum is right.
  public DamagedFrameException(String how, Throwable cause) {
    super(how, cause);
  }
}
