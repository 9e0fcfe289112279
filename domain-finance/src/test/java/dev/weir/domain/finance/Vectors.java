package dev.weir.domain.finance;

import dev.weir.tck.References;
import java.util.List;

/// Files beside the tests; their first lines say what made them.
final class Vectors {
  private Vectors() {}

  static List<String> lines(String file) {
    return References.lines(Vectors.class.getResourceAsStream(file));
  }
}
