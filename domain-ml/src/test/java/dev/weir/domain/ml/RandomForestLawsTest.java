package dev.weir.domain.ml;

import dev.weir.api.DomainPlugin;
import dev.weir.tck.Case;
import dev.weir.tck.Data;
import dev.weir.tck.ToolContract;
import java.util.List;
import java.util.Map;

/// The laws of tools, on `ml.random-forest`.
final class RandomForestLawsTest extends ToolContract {
  @Override
  protected DomainPlugin plugin() {
    return new MlPlugin();
  }

  @Override
  protected String tool() {
    return "ml.random-forest";
  }

  @Override
  protected List<Case> cases() {
    return List.of(
        Case.of("numbers", Map.of("target", "y", "trees", 5), Data.numbers()),
        Case.of(
            "classes from columns of all types",
            Map.of(
                "target",
                "city",
                "trees",
                4,
                "features",
                List.of("flag", "n", "k", "day", "time", "x")),
            Data.mixed()),
        Case.of(
            "whole numbers as classes, from text",
            Map.of("target", "n", "kind", "classification", "trees", 3, "probabilities", true),
            Data.duplicates()),
        Case.of(
            "all features for each split",
            Map.of("target", "x", "trees", 3, "features-per-split", 3, "max-depth", 4),
            Data.gaps()),
        Case.of("specials", Map.of("target", "y", "trees", 3), Data.specials()),
        Case.of("fitted elsewhere", Map.of("target", "k", "trees", 3), Data.gaps())
            .withFitOn(Data.numbers()));
  }
}
