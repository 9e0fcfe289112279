package dev.weir.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NearestNamesTest {
  @Test
  void nearestFirst() {
    assertEquals(
        List.of("price", "prices"), NearestNames.of("prise", List.of("prices", "cut", "price")));
    assertEquals(List.of("cut"), NearestNames.of("ctu", List.of("cut", "carat")));
    assertEquals(List.of("unit price"), NearestNames.of("price", List.of("unit price", "cut")));
  }

  @Test
  void caseIsNoDistance() {
    assertEquals(List.of("g"), NearestNames.of("G", List.of("g", "h", "v")));
  }

  @Test
  void namesWithoutALetterInCommonAreNotNear() {
    assertEquals(List.of(), NearestNames.of("a", List.of("b", "c")));
    assertEquals(" (there is: b, c)", NearestNames.hint("a", List.of("b", "c")));
    assertEquals(" (there is none)", NearestNames.hint("a", List.of()));
  }
}
