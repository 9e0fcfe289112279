import dev.weir.api.DomainPlugin;
import dev.weir.domain.timeseries.TimeseriesPlugin;
import org.jspecify.annotations.NullMarked;

/// Tools for rows that come in order of time: windows over them. Start reading at
/// `dev.weir.domain.timeseries`.
@NullMarked
module dev.weir.domain.timeseries {
  requires transitive dev.weir.api;
  requires dev.weir.numerics;

  exports dev.weir.domain.timeseries;

  provides DomainPlugin with
      TimeseriesPlugin;
}
