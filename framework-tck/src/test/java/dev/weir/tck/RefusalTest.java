package dev.weir.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException.Category;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RefusalTest {
  private static final String TOOL = "sample.twofold";
  private static final Case CASE = Case.of("gaps", Map.of("column", "x"), Data.gaps());

  @Test
  void saysWhatTheToolSays() {
    Refusal.of(new SamplePlugin(), TOOL, CASE)
        .with("column", "xx")
        .whileBinding()
        .is(Category.USER)
        .code("column.unknown")
        .says("did you mean 'x'?");
  }

  @Test
  void alsoInARun() {
    var refusal = Refusal.of(new SamplePlugin(), TOOL, CASE).with("reject", true);
    refusal.is(Category.DATA).code("rows.rejected").says("negative");
    assertThrows(LawBroken.class, refusal::whileBinding);
  }

  @Test
  void failsWhereNothingIsRefused() {
    var broken =
        assertThrows(LawBroken.class, () -> Refusal.of(new SamplePlugin(), TOOL, CASE).said());
    assertEquals(Law.REFUSAL, broken.law());
    assertTrue(broken.getMessage().contains("they were accepted"), broken.getMessage());
  }
}
