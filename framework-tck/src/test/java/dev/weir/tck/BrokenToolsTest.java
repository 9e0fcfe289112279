package dev.weir.tck;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Each broken tool is caught by the law that it breaks; the same tool without its fault keeps all.
final class BrokenToolsTest {
  static final Case CASE = Case.of("gaps", Map.of("column", "x"), Data.gaps()).withScale(1e3);

  static Stream<Arguments> faults() {
    var folds =
        Arrays.stream(FaultyFold.Fault.values())
            .filter(f -> f != FaultyFold.Fault.NONE)
            .map(f -> Arguments.of(f, FaultyFold.plugin(f), lawOf(f)));
    return Stream.concat(
        folds,
        Stream.of(
            alone(FaultyRows.Fault.EMITS_ANOTHER_SCHEMA, Law.SCHEMA),
            alone(FaultyRows.Fault.CHANGES_WHAT_IT_PASSES_THROUGH, Law.SCHEMA),
            alone(FaultyRows.Fault.FORGETS_POSITIONS, Law.POSITIONS),
            alone(FaultyRows.Fault.SAME_IDENTITY_TWICE, Law.POSITIONS),
            alone(FaultyRows.Fault.USES_THE_MEAN_OF_THE_CHUNK, Law.ROWWISE),
            alone(FaultyRows.Fault.EMITS_REJECTED, Law.REJECT),
            carried(FaultyRows.Fault.HOLDS_ROWS_BACK, Law.POSITIONS),
            carried(FaultyRows.Fault.HOLDS_CHUNKS, Law.UNTOUCHED),
            carried(FaultyRows.Fault.FORGETS_AT_BORDERS, Law.CHUNKING),
            model(FaultyModel.Fault.KEEPS_THE_MODEL_IN_A_FIELD, Law.MODEL),
            model(FaultyModel.Fault.COUNTS_ON_THE_INDEX, Law.MODEL),
            custom(FaultyModel.Fault.READS_TOO_OFTEN, Law.PASSES),
            custom(FaultyModel.Fault.SWALLOWS_CANCELLATION, Law.CANCEL)));
  }

  private static Arguments alone(FaultyRows.Fault fault, Law law) {
    return Arguments.of(fault, FaultyRows.alone(fault), law);
  }

  private static Arguments carried(FaultyRows.Fault fault, Law law) {
    return Arguments.of(fault, FaultyRows.carried(fault), law);
  }

  private static Arguments model(FaultyModel.Fault fault, Law law) {
    return Arguments.of(fault, FaultyModel.plugin(fault), law);
  }

  private static Arguments custom(FaultyModel.Fault fault, Law law) {
    return Arguments.of(fault, FaultyModel.custom(fault), law);
  }

  private static Law lawOf(FaultyFold.Fault fault) {
    return switch (fault) {
      case NONE -> throw new AssertionError();
      case COUNTS_CHUNKS, USES_CHUNK_NUMBER, KEEPS_FIRST_OF_CHUNK -> Law.CHUNKING;
      case MERGE_FORGETS_MOST,
          MERGE_AVERAGES_AVERAGES,
          MERGE_MINDS_THE_ORDER,
          FRESH_STATE_COUNTS_AS_ZERO ->
          Law.MERGE;
      case AGGREGATES_DESTRUCTIVELY -> Law.EARLY;
      case KEEPS_ARRAYS, SORTS_INPUT -> Law.UNTOUCHED;
      case CODEC_DROPS_MOST, CODEC_ROUNDS, CODEC_READS_ANY_VERSION -> Law.CODEC;
      case STATIC_COUNTER, SHARED_FIELD -> Law.TWICE;
      case USES_THE_THREAD -> Law.THREADS;
      case USES_THE_NUMBER_OF_ROWS -> Law.GROUPS;
      case PROMISES_A_CONDITION -> Law.PUSHDOWN;
      case COUNTS_REJECTED -> Law.REJECT;
      case KEEPS_MORE_THAN_DECLARED, UNDERSTATES_BYTES, KEEPS_SCRATCH_UNSAID -> Law.RETAINED;
      case FAILS_ON_EMPTY, OTHER_SHAPE_FOR_NO_ROWS -> Law.EDGES;
      case READS_MISSING_CELLS, READS_BEHIND_THE_ROWS -> Law.LAYOUT;
      case SWALLOWS_CANCELLATION -> Law.CANCEL;
      case SAYS_TOO_LITTLE -> Law.DESCRIPTOR;
      case TAKES_ANY_COLUMN -> Law.REFUSAL;
      case TABLE_OF_ANOTHER_SCHEMA, EXACTNESS_OF_NOTHING -> Law.SCHEMA;
    };
  }

  @ParameterizedTest(name = "{0} breaks {2}")
  @MethodSource("faults")
  void isCaught(Enum<?> fault, OneTool plugin, Law law) {
    var laws = plugin.laws(CASE);
    assertTrue(laws.concerns(law));
    var broken = assertThrows(LawBroken.class, () -> laws.check(law));
    assertEquals(law, broken.law(), broken.getMessage());
    assertTrue(broken.getMessage().contains("case 'gaps'"), broken.getMessage());
    assertTrue(broken.getMessage().contains("usual cause"), broken.getMessage());
  }

  /// No law is there for nothing.
  @Test
  void eachLawCatchesSomething() {
    var caught = faults().map(f -> (Law) f.get()[2]).collect(Collectors.toSet());
    assertEquals(EnumSet.allOf(Law.class), caught);
  }

  @ParameterizedTest
  @EnumSource(Law.class)
  void withoutItsFaultEachKeepsTheLaw(Law law) {
    for (var plugin :
        new OneTool[] {
          FaultyFold.plugin(FaultyFold.Fault.NONE),
          FaultyRows.alone(FaultyRows.Fault.NONE),
          FaultyRows.carried(FaultyRows.Fault.NONE),
          FaultyModel.plugin(FaultyModel.Fault.NONE),
          FaultyModel.custom(FaultyModel.Fault.NONE)
        }) {
      assertDoesNotThrow(() -> plugin.laws(CASE).check(law));
    }
  }
}
