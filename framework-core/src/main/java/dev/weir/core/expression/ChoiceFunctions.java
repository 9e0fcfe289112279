package dev.weir.core.expression;

import dev.weir.api.Condition.Comparison;
import dev.weir.api.Type;
import java.util.Arrays;
import java.util.List;

/// Functions that choose one of their arguments.
final class ChoiceFunctions {
  static final List<Function> LIST =
      List.of(
          Function.of("coalesce(x, y, …)", 1, Integer.MAX_VALUE, ChoiceFunctions::coalesce),
          Function.of("nullif(x, y)", 2, 2, ChoiceFunctions::nullif),
          Function.of(
              "greatest(x, y, …)", 1, Integer.MAX_VALUE, a -> extreme(a, Comparison.GREATER)),
          Function.of("least(x, y, …)", 1, Integer.MAX_VALUE, a -> extreme(a, Comparison.LESS)));

  private ChoiceFunctions() {}

  private static Node coalesce(Arguments a) {
    var alike = a.alike();
    return new Node.Coalesce(alike.getFirst().type(), alike);
  }

  private static Node nullif(Arguments a) {
    if (a.isNull(0) || a.isNull(1)) {
      throw a.unfit(a.isNull(0) ? 0 : 1, "a value, not null");
    }
    var x = a.nodes().getFirst();
    var equal =
        a.typer()
            .comparison(
                Comparison.EQUAL,
                "nullif",
                a.call().place().start(),
                x,
                a.nodes().get(1),
                a.call().arguments().get(0),
                a.call().arguments().get(1));
    return new Node.Case(x.type(), List.of(equal), List.of(Node.Constant.missing(x.type()), x));
  }

  /// Missing arguments do not count; NaN wins, so that it is not lost.
  private static Node extreme(Arguments a, Comparison better) {
    var alike = a.alike();
    var type = alike.getFirst().type();
    Kernel kernel =
        (batch, in) -> {
          var pick = new int[batch.rows()];
          for (int i = 1; i < in.length; i++) {
            var wins = wins(batch, better, in, pick, i);
            for (int r = 0; r < pick.length; r++) {
              pick[r] = wins[r] != 0 ? i : pick[r];
            }
          }
          return Choices.gather(batch, type, pick, in);
        };
    return Arguments.apply(type, kernel, alike.toArray(Node[]::new));
  }

  private static int[] wins(
      Batch batch, Comparison better, Vector[] in, int[] pick, int challenger) {
    int rows = batch.rows();
    var best = Choices.gather(batch, in[0].type(), pick, Arrays.copyOf(in, challenger));
    var next = in[challenger];
    var wins = Comparisons.compare(batch, better, next, best).flags();
    for (int r = 0; r < rows; r++) {
      if (!best.at(r) || !next.at(r)) {
        wins[r] = next.at(r) ? 1 : 0;
      } else if (next.type() == Type.DOUBLE && Double.isNaN(next.doubles()[r & next.mask()])) {
        wins[r] = 1;
      }
    }
    return wins;
  }
}
