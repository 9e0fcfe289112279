package dev.weir.api.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VersionRangeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1.0,2) | 1.0 | true",
        "[1.0,2) | 1.9.9 | true",
        "[1.0,2) | 2 | false",
        "[1.0,2) | 2.0 | false",
        "[1.0,2) | 0.9 | false",
        "(1.0,2] | 1.0 | false",
        "(1.0,2] | 2 | true",
        "[1.4,) | 99 | true",
        "(,2) | 0.1 | true",
        "[1.0,1.0] | 1.0 | true",
        "[1.0,2) | 1.10 | true",
        "[1.2,2) | 1.10 | true",
        "[1.0,2) | 1.0-rc1 | false",
        "[ 1.0 , 2 ) | 1.5 | true"
      })
  void holdsWhatLiesBetweenItsEnds(String range, String version, boolean holds) {
    assertEquals(holds, VersionRange.parse(range).contains(version));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1.0", "[1.0]", "[1,2,3)", "[2,1)", "[1,1)", "(1,1]", "[x,2)", "1,2"})
  void refusesWhatIsNone(String range) {
    assertThrows(IllegalArgumentException.class, () -> VersionRange.parse(range));
  }

  @Test
  void aNewMinorVersionMayBreakBeforeOneOnly() {
    assertEquals("[0.1,0.2)", VersionRange.compatibleWith("0.1.0").toString());
    assertEquals("[1.4,2)", VersionRange.compatibleWith("1.4.2").toString());
    assertTrue(VersionRange.compatibleWith("1.4.2").contains("1.99.0"));
    assertFalse(VersionRange.compatibleWith("1.4.2").contains("1.3.9"));
    assertTrue(VersionRange.compatibleWith(Api.VERSION).contains(Api.VERSION));
  }
}
