package dev.weir.api.plugin;

/// The index of a plugin cannot be read.
public final class MalformedIndexException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// @param message what is wrong with it
  public MalformedIndexException(String message) {
    super(message);
  }

  /// @param message what is wrong with it
  /// @param cause what it was noticed by
  public MalformedIndexException(String message, Throwable cause) {
    super(message, cause);
  }
}
