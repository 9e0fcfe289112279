package dev.weir.domain.timeseries;

import dev.weir.api.DomainPlugin;
import dev.weir.tck.Case;
import dev.weir.tck.Data;
import dev.weir.tck.ToolContract;
import java.util.List;
import java.util.Map;

/// The laws of tools on `timeseries.rolling`.
final class RollingLawsTest extends ToolContract {
  private static final List<String> ALL =
      List.of("count", "sum", "mean", "sd", "min", "max", "median");

  @Override
  protected DomainPlugin plugin() {
    return new TimeseriesPlugin();
  }

  @Override
  protected String tool() {
    return "timeseries.rolling";
  }

  @Override
  protected List<Case> cases() {
    return List.of(
        Case.of("mean of seven", Map.of("rows", 7, "columns", List.of("x")), Data.numbers()),
        Case.of("all of all", Map.of("rows", 5, "statistics", ALL, "min-periods", 2), Data.gaps()),
        Case.of("specials", Map.of("rows", 3, "statistics", ALL), Data.specials()),
        Case.of("wide", Map.of("rows", 200, "statistics", ALL, "min-periods", 1), Data.large(700)),
        Case.of(
            "by moment",
            Map.of("duration", "40d", "time", "time", "columns", List.of("x"), "statistics", ALL),
            Data.mixed()),
        Case.of(
            "by day",
            Map.of("duration", "1000d", "time", "day", "columns", List.of("x", "n")),
            Data.mixed()),
        Case.of("rows by day", Map.of("rows", 4, "time", "day", "min-periods", 1), Data.mixed()),
        Case.of("big", Map.of("rows", 10, "statistics", ALL), Data.bigCounts()).withScale(1e17));
  }
}
