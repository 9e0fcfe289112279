package dev.weir.api;

import org.jspecify.annotations.Nullable;

/// The one unchecked root of errors: whose it is, a stable code for programs, and a message for
/// people that says what, the actual value, the allowed range, where, and what to do.
public final class PipelineException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// Whose error it is.
  public enum Category {
    /// The request is wrong: an unknown tool, option or column, a value out of range, a missing
    /// file.
    USER,
    /// The data is wrong: a cell that does not fit, a broken file, a row that no tool can take.
    DATA,
    /// The request is well formed but cannot be run as asked; said before any data is read where
    /// possible.
    REFUSED,
    /// Memory, disk, time or the error budget is spent.
    RESOURCE,
    /// The run was cancelled or interrupted from outside.
    CANCELLED,
    /// A bug, in Weir or in a plugin.
    INTERNAL
  }

  private final Category category;
  private final String code;

  /// An error with a cause.
  public PipelineException(
      Category category, String code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.category = category;
    this.code = code;
  }

  /// An error without a cause.
  public PipelineException(Category category, String code, String message) {
    this(category, code, message, null);
  }

  /// The request is wrong.
  public static PipelineException user(String code, String message) {
    return new PipelineException(Category.USER, code, message);
  }

  /// The data is wrong.
  public static PipelineException data(String code, String message) {
    return new PipelineException(Category.DATA, code, message);
  }

  /// The request cannot be run as asked.
  public static PipelineException refused(String code, String message) {
    return new PipelineException(Category.REFUSED, code, message);
  }

  /// Memory, disk, time or the error budget is spent.
  public static PipelineException resource(String code, String message) {
    return new PipelineException(Category.RESOURCE, code, message);
  }

  /// Whose error it is.
  public Category category() {
    return category;
  }

  /// A stable, dotted name for programs.
  public String code() {
    return code;
  }

  /// The same error, its message led by where it happened ("step 2 (stats.describe)").
  public PipelineException at(String place) {
    return new PipelineException(category, code, place + ": " + getMessage(), this);
  }

  @Override
  public String getMessage() {
    var message = super.getMessage();
    return message == null ? code : message;
  }
}
