package dev.weir.tck;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.arbitraries.IntegerArbitrary;

/// Draws for jqwik, each of which shrinks to fewer rows, fewer changed cells, fewer borders and
/// smaller numbers.
final class Draws implements ArbitrarySupplier<Draw> {
  private static final int MOST_ROWS = 60;
  private static final int MOST_FIT_ROWS = 30;
  private static final int MOST_CELLS = 3;
  private static final int MOST_PAIRS = 8;
  private static final int ANY_PAIR = 23;
  private static final int ANY = 9_999;
  private static final int ANY_COLUMN = 23;

  /// For jqwik.
  Draws() {}

  @Override
  public Arbitrary<Draw> get() {
    return Combinators.combine(
            upTo(ANY),
            rows(MOST_ROWS),
            rows(MOST_FIT_ROWS),
            upTo(ANY_PAIR).list().ofMaxSize(MOST_PAIRS),
            upTo(ANY),
            upTo(ANY).map(Integer::longValue))
        .as(Draw::new)
        .withoutEdgeCases();
  }

  private static Arbitrary<List<Draw.Row>> rows(int most) {
    return Combinators.combine(upTo(ANY), upTo(Draw.GROUPS - 1), borders(), cells())
        .as(Draw.Row::new)
        .list()
        .ofMaxSize(most);
  }

  private static Arbitrary<Integer> borders() {
    return Arbitraries.frequency(Tuple.of(12, 0), Tuple.of(3, 1), Tuple.of(1, 2));
  }

  /// Most rows stay as they are.
  private static Arbitrary<List<Draw.Cell>> cells() {
    var cell =
        Combinators.combine(upTo(ANY_COLUMN), upTo(DrawnRows.KINDS - 1)).as(Draw.Cell::new).list();
    return Arbitraries.frequencyOf(
        Tuple.of(4, Arbitraries.just(List.<Draw.Cell>of())),
        Tuple.of(1, cell.ofMinSize(1).ofMaxSize(MOST_CELLS)));
  }

  private static IntegerArbitrary upTo(int most) {
    return Arbitraries.integers().between(0, most);
  }
}
