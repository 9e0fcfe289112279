package dev.weir.domain.cleaning;

import dev.weir.api.DomainPlugin;
import dev.weir.tck.Case;
import dev.weir.tck.Data;
import dev.weir.tck.ToolContract;
import java.util.List;
import java.util.Map;

final class ImputeLawsTest extends ToolContract {
  @Override
  protected DomainPlugin plugin() {
    return new CleaningPlugin();
  }

  @Override
  protected String tool() {
    return "cleaning.impute";
  }

  @Override
  protected List<Case> cases() {
    return List.of(
        Case.of("median of all", Map.of(), Data.gaps()),
        Case.of("median of many values", Map.of("columns", List.of("x", "k")), Data.large(3_000)),
        Case.of(
            "mean",
            Map.of("strategy", "mean", "columns", List.of("k", "x"), "indicator", true),
            Data.gaps()),
        Case.of(
            "most frequent of all",
            Map.of("strategy", "most-frequent", "indicator", true),
            Data.mixed()),
        Case.of("most frequent of ties", Map.of("strategy", "most-frequent"), Data.duplicates()),
        Case.of(
            "not a number", Map.of("strategy", "mean", "nan-as-missing", true), Data.specials()),
        Case.of("fitted elsewhere", Map.of("strategy", "median"), Data.gaps())
            .withFitOn(Data.numbers()));
  }
}
