package dev.weir.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.api.Table;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// What is cut and put together again, or laid out anew, is the same rows.
final class TablesPropertiesTest {
  @Property(tries = 50)
  void cutAndJoinedAgain(
      @ForAll @Size(min = 1, max = 8) int[] sizes, @ForAll @IntRange(max = 100) int rows) {
    var positive = java.util.Arrays.stream(sizes).map(s -> 1 + Math.floorMod(s, 40)).toArray();
    var whole = Tables.whole(Data.of(Data.mixed().schema(), rows, rows, 0.2));
    var again = Tables.whole(Table.of(whole.schema(), Tables.cut(whole, positive)));
    assertEquals(Optional.empty(), Comparison.toTheBit().cells("rows", whole, again));
    var identities = new long[rows];
    var others = new long[rows];
    for (int r = 0; r < rows; r++) {
      identities[r] = whole.identity(r);
      others[r] = again.identity(r);
    }
    assertArrayEquals(identities, others);
  }

  @Property(tries = 50)
  void everyLayoutHoldsTheSameRows(
      @ForAll Layout layout, @ForAll @IntRange(max = 150) int rows, @ForAll long seed) {
    var whole = Tables.whole(Data.of(Data.mixed().schema(), rows, seed, 0.3));
    assertEquals(Optional.empty(), Comparison.toTheBit().cells("rows", whole, layout.of(whole)));
  }

  @Property(tries = 20)
  void randomRowsAreTheSameEachTime(@ForAll long seed) {
    assertEquals(
        Optional.empty(),
        Comparison.toTheBit()
            .cells(
                "rows",
                Tables.whole(Data.of(Data.mixed().schema(), 30, seed, 0.5)),
                Tables.whole(Data.of(Data.mixed().schema(), 30, seed, 0.5))));
  }
}
