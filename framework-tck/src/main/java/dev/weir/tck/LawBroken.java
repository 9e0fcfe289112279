package dev.weir.tck;

import org.jspecify.annotations.Nullable;

/// A tool does not keep a law. The message teaches: the law, where it was broken, what was
/// expected, what happened, and the usual cause.
public final class LawBroken extends AssertionError {
  private static final long serialVersionUID = 1;

  private final Law law;

  /// Says where and how.
  ///
  /// @param tool name of the tool
  /// @param example name of the case
  /// @param finding what was done, what was expected and what happened
  public LawBroken(
      Law law, String tool, String example, String finding, @Nullable Throwable cause) {
    super(
        law
            + " is broken by "
            + tool
            + ", case '"
            + example
            + "'\n  law: "
            + law.statement()
            + "\n  found: "
            + finding
            + "\n  usual cause: "
            + law.usualCause(),
        cause);
    this.law = law;
  }

  /// Which law.
  public Law law() {
    return law;
  }
}
