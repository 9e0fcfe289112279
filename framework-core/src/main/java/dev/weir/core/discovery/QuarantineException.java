package dev.weir.core.discovery;

/// The files of a plugin are not those that were installed.
final class QuarantineException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String cure;

  QuarantineException(String reason, String cure) {
    super(reason);
    this.cure = cure;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  String cure() {
    return cure;
  }
}
