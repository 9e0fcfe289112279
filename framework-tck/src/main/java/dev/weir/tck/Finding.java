package dev.weir.tck;

import java.util.Optional;

/// What a check found, thrown to where law, tool and case are known.
final class Finding extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Optional<Law> law;

  Finding(String what) {
    super(what);
    law = Optional.empty();
  }

  Finding(String what, Throwable cause) {
    super(what, cause);
    law = Optional.empty();
  }

  /// Concerns this law, whichever is being checked.
  Finding(Law law, String what) {
    super(what);
    this.law = Optional.of(law);
  }

  static void unless(boolean kept, String what) {
    if (!kept) {
      throw new Finding(what);
    }
  }

  /// A difference, if there is one, is a finding.
  static void none(Optional<String> difference, String where) {
    if (difference.isPresent()) {
      throw new Finding(where + ": " + difference.get());
    }
  }

  Optional<Law> law() {
    return law;
  }

  String what() {
    return String.valueOf(getMessage());
  }
}
