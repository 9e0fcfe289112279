package dev.weir.tck;

import dev.weir.api.Chunk;
import dev.weir.api.PipelineException;
import java.util.List;
import java.util.Optional;

/// The laws of a tool for what was drawn. Rows that the tool refuses, saying why, break no law, and
/// say nothing of it: plainer ones are taken then.
final class DrawnLaws {
  private final Laws laws;
  private final List<Chunk> data;
  private final List<Optional<Chunk>> fitOn;
  private boolean answered;

  DrawnLaws(Laws laws) {
    this.laws = laws;
    data = laws.cases().stream().map(example -> Tables.whole(example.data())).toList();
    fitOn = laws.cases().stream().map(example -> example.fitOn().map(Tables::whole)).toList();
  }

  Laws laws() {
    return laws;
  }

  /// Checks the law on the drawn rows; if the tool refuses them, on the same with no cell changed;
  /// and as long as it has refused all that was drawn, on the case's own rows. What else was drawn
  /// is as drawn.
  ///
  /// @throws LawBroken if it is broken
  void check(Law law, Draw draw) {
    int at = draw.example() % data.size();
    var own = laws.cases().get(at).withSeed(draw.seed());
    for (var tried : List.of(draw, draw.plainer())) {
      var drawn = drawn(own, at, tried);
      if (answers(law, drawn, draw)) {
        answered = true;
        laws.check(law, drawn, new DrawnChoices(draw), seen(drawn, "", draw));
        return;
      }
    }
    if (!answered && answers(law, own, draw)) {
      var why = " (the case's own, for the tool refuses all others)";
      laws.check(law, own, new DrawnChoices(draw), seen(own, why, draw));
    }
  }

  private Case drawn(Case own, int at, Draw draw) {
    var drawn = own.withData(DrawnRows.of(data.get(at), draw.rows()));
    var fit = fitOn.get(at);
    return fit.isEmpty() || draw.fitRows().isEmpty()
        ? drawn
        : drawn.withFitOn(DrawnRows.of(fit.get(), draw.fitRows()));
  }

  /// False if the tool refuses the rows; what fails in another way the law will say.
  private boolean answers(Law law, Case drawn, Draw draw) {
    try {
      run(drawn);
      if (law == Law.GROUPS) {
        runGroups(drawn, draw);
      }
      return true;
    } catch (PipelineException e) {
      return e.category() == PipelineException.Category.INTERNAL;
    } catch (RuntimeException | StackOverflowError e) {
      return true;
    }
  }

  private void run(Case drawn) {
    Fold.parts(laws.plugin(), laws.tool(), drawn).forEach(Fold::run);
  }

  private void runGroups(Case drawn, Draw draw) {
    var rows = Tables.whole(drawn.data());
    for (int group = 0; group < Draw.GROUPS; group++) {
      int own = group;
      var some = Tables.filter(rows, r -> draw.group(r) == own);
      if (some.rows() > 0) {
        run(drawn.withData(Tables.of(some)));
      }
    }
  }

  /// What was drawn, as an author would write it down as a case.
  private static String seen(Case drawn, String why, Draw draw) {
    var fit = drawn.fitOn().map(rows -> "\n  fitted on: " + DrawnRows.shown(rows)).orElse("");
    return "\n  rows"
        + why
        + ": "
        + DrawnRows.shown(drawn.data())
        + fit
        + "\n  options: "
        + drawn.options()
        + ", seed "
        + drawn.seed()
        + "\n  drawn: "
        + draw;
  }
}
