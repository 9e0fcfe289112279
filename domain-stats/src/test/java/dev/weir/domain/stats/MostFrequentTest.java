package dev.weir.domain.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Chunk;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.api.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The first rows are those of the whole table sorted, ties included, and are found without it.
final class MostFrequentTest {
  private static final int ROWS = 200_000;
  private static final String[] ORDER = {"-count", "name"};
  private static final Schema SCHEMA =
      Schema.of(Schema.Field.of("name", Type.TEXT), Schema.Field.of("count", Type.LONG));

  private static Table counts(int kinds) {
    var random = new Random(5);
    var chunks = new ArrayList<Chunk>();
    for (int from = 0; from < ROWS; from += 10_000) {
      var names = new String[10_000];
      var counts = new long[names.length];
      for (int r = 0; r < names.length; r++) {
        names[r] = "n" + (from + r) * 48_271L % 1_000_003;
        counts[r] = random.nextInt(kinds);
      }
      chunks.add(Chunk.of(SCHEMA, names.length, from, Values.of(names), Values.of(counts)));
    }
    return Table.of(SCHEMA, chunks);
  }

  private static List<String> rows(Table table, long most) {
    var rows = new ArrayList<String>();
    table.forEachChunk(chunk -> {
      for (int r = 0; r < chunk.rows() && rows.size() < most; r++) {
        var name = chunk.text(SCHEMA.column("name")).string(r);
        rows.add(rows.size() + " " + name + " " + chunk.longs(SCHEMA.column("count"))[r]);
      }
    });
    return rows;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 1000, 1_000_000})
  void theFirstRowsAreThoseOfTheWholeTableSorted(int kinds) {
    var counts = counts(kinds);
    var sorted = counts.sortedBy(ORDER);
    for (long most : new long[] {1, 2, 100, MostFrequent.FEW, MostFrequent.FEW + 1, ROWS + 1L}) {
      var first = MostFrequent.of(counts, "count", most, ORDER);
      assertEquals(rows(sorted, most), rows(first, most), kinds + " kinds, " + most);
      assertTrue(most > MostFrequent.FEW || first.rows().orElse(-1) <= most, "kept too many");
    }
    assertEquals(
        List.of(), rows(MostFrequent.of(Table.of(SCHEMA, List.of()), "count", 5, ORDER), 5));
  }
}
