import org.jspecify.annotations.NullMarked;

/// Windows over rows that come in order: rolling and the like. Start reading at `dev.weir.domain.timeseries`.
@NullMarked
module dev.weir.domain.timeseries {
  requires transitive dev.weir.api;
  requires dev.weir.numerics;
}
