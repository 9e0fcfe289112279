package dev.weir.domain.timeseries;

import dev.weir.api.DomainPlugin;
import dev.weir.tck.Case;
import dev.weir.tck.Data;
import dev.weir.tck.ToolContract;
import java.util.List;
import java.util.Map;

/// The laws of tools on `timeseries.resample`.
final class ResampleLawsTest extends ToolContract {
  private static final List<String> ALL =
      List.of("count", "sum", "mean", "sd", "min", "max", "first", "last", "ohlc");

  @Override
  protected DomainPlugin plugin() {
    return new TimeseriesPlugin();
  }

  @Override
  protected String tool() {
    return "timeseries.resample";
  }

  @Override
  protected List<Case> cases() {
    return List.of(
        Case.of("months of days", Map.of("time", "day", "every", "1mo"), Data.mixed()),
        Case.of(
            "all of moments",
            Map.of("time", "time", "every", "6h", "statistics", ALL),
            Data.mixed()),
        Case.of(
            "years",
            Map.of("time", "day", "every", "10y", "columns", List.of("x"), "statistics", ALL),
            Data.mixed()));
  }
}
