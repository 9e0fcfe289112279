package dev.weir.processor;

import javax.lang.model.element.Element;

/// Something is wrong with a tool; ends the reading of the part at hand, the rest goes on.
final class Wrong extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Element at;

  /// An error: what is wrong and what to do, at the line of an element.
  Wrong(Element at, String what, String cure) {
    super(what + "; " + cure, null, false, false);
    this.at = at;
  }

  Element at() {
    return at;
  }
}
