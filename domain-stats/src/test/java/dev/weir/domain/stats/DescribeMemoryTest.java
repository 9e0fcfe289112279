package dev.weir.domain.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.Schema;
import dev.weir.api.Text;
import dev.weir.api.Type;
import dev.weir.api.Validity;
import dev.weir.api.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A state stays within what was declared for it, on data that make it as large as it gets.
class DescribeMemoryTest {
  private static final int ROWS = 1 << 14;

  /// Different values of about as many bytes as are kept.
  private static Values cells(Type type, long seed) {
    var random = new SplittableRandom(seed);
    return switch (type) {
      case DOUBLE -> Values.of(random.doubles(ROWS).toArray());
      case LONG, DATE, TIMESTAMP ->
          new Values.Longs(type, random.longs(ROWS, 0, 1L << 40).toArray(), Validity.ALL);
      case INT -> Values.of(random.ints(ROWS).toArray());
      case BOOLEAN -> new Values.Ints(type, random.ints(ROWS, 0, 2).toArray(), Validity.ALL);
      case TEXT, BYTES -> {
        var text = new Text.Builder(ROWS);
        for (int r = 0; r < ROWS; r++) {
          text.add("%064d".formatted(random.nextLong(1L << 60)));
        }
        yield new Values.Texts(type, text.build(), Validity.ALL);
      }
    };
  }

  private static Chunk chunk(Type type, long seed) {
    return Chunk.of(Schema.of(Schema.Field.of("x", type)), ROWS, 0, cells(type, seed));
  }

  @ParameterizedTest
  @EnumSource
  void withinTheDeclaredBound(Type type) {
    var column = new Column(0, Schema.Field.of("x", type));
    for (int sketchSize : new int[] {8, 200, 2000}) {
      for (int top : new int[] {0, 5, 1000}) {
        var options =
            new Describe.Options(List.of(), List.of(0.5), false, true, sketchSize, top, 0);
        long declared = DescribeMemory.of(options, List.of(column));
        assertTrue(grown(column, sketchSize, top) <= declared, options.toString());
      }
    }
  }

  /// Most bytes of a state on its way to 2^25 values, block by block.
  private static long grown(Column column, int sketchSize, int top) {
    var depth = new ColumnSummary.Depth(sketchSize, true, top, 0);
    var whole = ColumnSummary.of(column, depth);
    long most = 0;
    for (int block = 0; block < 8; block++) {
      var part = ColumnSummary.of(column, depth);
      part.accept(chunk(column.type(), block));
      most = Math.max(most, part.retainedBytes());
      whole.merge(part);
      most = Math.max(most, whole.retainedBytes());
    }
    if (whole instanceof NumberSummary) {
      var block = ColumnSummaryCopies.of(whole, column, depth);
      for (int i = 0; i < 200; i++) {
        whole.merge(block);
        most = Math.max(most, whole.retainedBytes());
      }
    }
    return most;
  }

  @Test
  void exactWithinTheDeclaredBound() {
    var column = new Column(0, Schema.Field.of("x", Type.DOUBLE));
    var options = new Describe.Options(List.of(), List.of(0.1, 0.5, 0.9), true, false, 200, 0, 100);
    long declared = DescribeMemory.of(options, List.of(column));
    var summary = (NumberSummary) ColumnSummary.of(column, new ColumnSummary.Depth(0, false, 0, 0));
    var figures = ExactFigures.of(column, new double[] {0.1, 0.5, 0.9}, 100);
    for (int pass = 1; pass <= 3; pass++) {
      for (int block = 0; block < 8; block++) {
        var chunk = chunk(Type.DOUBLE, block);
        if (pass == 1) {
          summary.accept(chunk);
        }
        figures.accept(chunk);
        assertTrue(summary.retainedBytes() + figures.retainedBytes() <= declared);
      }
      figures = figures.settled(summary) ? figures : figures.next(summary);
    }
  }

  /// Beside what a state takes without columns: as the description says.
  @Test
  void aNumericColumnTakesTwentyTwoKilobytes() {
    var column = new Column(0, Schema.Field.of("x", Type.DOUBLE));
    var options = new Describe.Options(List.of(), List.of(0.5), false, false, 200, 0, 0);
    var profile = new Describe.Options(List.of(), List.of(0.5), false, false, 200, 5, 0);
    assertTrue(perColumn(options, column) <= 22_000, () -> "" + perColumn(options, column));
    assertTrue(perColumn(profile, column) <= 36_000, () -> "" + perColumn(profile, column));
  }

  private static long perColumn(Describe.Options options, Column column) {
    return DescribeMemory.of(options, List.of(column, column))
        - DescribeMemory.of(options, List.of(column));
  }

  /// 32 MiB of the budget are for chunks and states.
  @Test
  void profileOfTwoHundredColumnsIn64Megabytes() {
    var columns = new LinkedHashMap<String, Values>();
    for (int i = 0; i < 200; i++) {
      var type = new Type[] {Type.DOUBLE, Type.TEXT, Type.LONG, Type.TEXT, Type.DATE}[i % 5];
      columns.put("c" + i, small(type));
    }
    var described =
        Described.of(
            Described.table(50, columns),
            Map.of("top", 5),
            Described.CONFIG.withMemoryBytes(64 << 20));
    assertEquals(80, described.rows("numbers").size());
    assertEquals(120, described.rows("categories").size());
  }

  private static Values small(Type type) {
    return switch (type) {
      case DOUBLE -> Values.of(new double[50]);
      case TEXT -> {
        var words = new ArrayList<String>();
        for (int r = 0; r < 50; r++) {
          words.add("word " + r % 7);
        }
        yield Values.of(words.toArray(String[]::new));
      }
      default -> new Values.Longs(type, new long[50], Validity.ALL);
    };
  }
}
