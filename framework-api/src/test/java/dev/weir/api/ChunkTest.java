package dev.weir.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChunkTest {
  private static final Schema SCHEMA =
      Schema.of(
          Schema.Field.of("n", Type.INT),
          Schema.Field.of("x", Type.DOUBLE),
          Schema.Field.of("t", Type.TEXT));
  private final Chunk chunk =
      Chunk.of(
          SCHEMA,
          4,
          100,
          Values.of(new int[] {1, 2, 3, 4}),
          new Values.Doubles(
              new double[] {1.5, 0, 3.5, 4.5},
              Validity.of(new boolean[] {true, false, true, true})),
          Values.of("a", null, "ü", ""));

  /// Asked for by row in a loop, as a comparator does, a copy each time would take the square.
  @Test
  void cellsAreWidenedOnce() {
    var n = SCHEMA.column("n");
    assertSame(chunk.longs(n), chunk.longs(n));
    assertSame(chunk.doubles(n), chunk.doubles(n));
    assertThrows(IllegalStateException.class, () -> chunk.longs(SCHEMA.column("x")));
  }

  @Test
  void selectionKeepsCellsPositionsAndIdentities() {
    var some = chunk.select(new int[] {1, 2, 0, 0}, 2);
    assertEquals(2, some.rows());
    assertEquals(101, some.position(0));
    assertEquals(chunk.identity(2), some.identity(1));
    assertFalse(some.validity(SCHEMA.column("x")).at(0));
    assertEquals("ü", some.text(SCHEMA.column("t")).string(1));
    assertArrayEquals(new double[] {2, 3}, some.doubles(SCHEMA.column("n")));
    assertSame(chunk, chunk.select(new int[] {0, 1, 2, 3}, 4));
    assertEquals(0, chunk.select(new int[4], 0).rows());
  }

  @Test
  void columnsAreReplacedAddedProjectedAndKeptOut() {
    var wider = chunk.with(Schema.Field.of("n", Type.LONG), Values.of(new long[] {9, 9, 9, 9}));
    assertEquals(List.of("n", "x", "t"), wider.schema().names());
    assertEquals(9, wider.longs(wider.schema().column("n"))[3]);
    var renamed =
        chunk.project(
            Schema.of(Schema.Field.of("u", Type.TEXT), Schema.Field.of("m", Type.INT)), 2, 0);
    assertEquals("a", renamed.text(renamed.schema().column("u")).string(0));
    var only = chunk.only(List.of(SCHEMA.column("n")));
    assertTrue(only.has(SCHEMA.column("n")));
    assertThrows(IllegalStateException.class, () -> only.doubles(SCHEMA.column("x")));
    assertThrows(IllegalStateException.class, () -> chunk.doubles(SCHEMA.column("t")));
    assertThrows(PipelineException.class, () -> SCHEMA.column("tt"));
  }

  @Test
  void positionsHoldSplitAndRow() {
    long position = Chunk.position(77, 123_456_789_012L);
    assertEquals(77, Chunk.split(position));
    assertEquals(123_456_789_012L, Chunk.row(position));
  }

  @Test
  void rowsMadeFromOneRowAreDistinctAndStayInPlace() {
    var rows = Rows.of(Schema.of(Schema.Field.of("word", Type.TEXT)));
    rows.row(chunk, 0)
        .put(0, "x")
        .row(chunk, 0)
        .put(0, "y")
        .row(chunk, 0)
        .row(chunk, 2)
        .put(0, "z");
    var made = rows.chunk();
    var identities = new HashSet<Long>();
    for (int r = 0; r < made.rows(); r++) {
      identities.add(made.identity(r));
    }
    assertEquals(4, identities.size());
    assertEquals(chunk.identity(0), made.identity(0));
    assertEquals(chunk.identity(2), made.identity(3));
    assertEquals(100, made.position(2));
    assertFalse(made.validity(made.schema().column("word")).at(2));
  }

  @Test
  void tablesSortWithMissingLastAndNanAfterNumbers() {
    var rows =
        Rows.of(Schema.of(Schema.Field.of("x", Type.DOUBLE), Schema.Field.of("n", Type.LONG)));
    rows.row().put(0, Double.NaN).put(1, 0);
    rows.row().put(1, 1);
    rows.row().put(0, 2.0).put(1, 2);
    rows.row().put(0, -1.0).put(1, 3);
    rows.row().put(0, 2.0).put(1, 4);
    var table = rows.table();
    assertArrayEquals(new long[] {3, 2, 4, 0, 1}, order(table.sortedBy("x")));
    assertArrayEquals(new long[] {2, 4, 3, 0, 1}, order(table.sortedBy("-x")));
    assertArrayEquals(new long[] {3, 4, 2, 0, 1}, order(table.sortedBy("x", "-n")));
  }

  @Test
  void absentColumnsStayAbsentInASortedTable() {
    var absent = Table.of(SCHEMA, List.of(chunk.only(List.of(SCHEMA.column("n")))));
    absent
        .sortedBy("-n")
        .forEachChunk(sorted -> {
          assertArrayEquals(new int[] {4, 3, 2, 1}, sorted.ints(SCHEMA.column("n")));
          assertFalse(sorted.has(SCHEMA.column("t")));
        });
  }

  private static long[] order(Table table) {
    var order = new long[5];
    table.forEachChunk(c -> System.arraycopy(c.longs(c.schema().column("n")), 0, order, 0, 5));
    return order;
  }

  @Test
  void validityCountsAndMeets() {
    var odd = new boolean[130];
    for (int r = 1; r < odd.length; r += 2) {
      odd[r] = true;
    }
    var validity = Validity.of(odd);
    assertEquals(65, validity.count(130));
    assertEquals(32, validity.count(65));
    assertEquals(130, Validity.ALL.count(130));
    assertEquals(65, validity.and(Validity.ALL, 130).count(130));
    assertEquals(0, validity.and(Validity.none(130), 130).count(130));
    assertTrue(validity.select(new int[] {1, 3, 5}, 3).all());
  }

  @Test
  void nearestNamesForgiveTypingErrors() {
    var known = List.of("price", "carat", "cut", "color", "clarity");
    assertEquals(List.of("price"), NearestNames.of("prcie", known));
    assertEquals(List.of("cut"), NearestNames.of("CUT", known));
    assertEquals("; did you mean 'carat'?", NearestNames.hint("carrat", known));
    assertEquals(
        " (there is: price, carat, cut, color, clarity)", NearestNames.hint("wavelength", known));
    assertNotEquals("", NearestNames.hint("x", List.of()));
  }
}
