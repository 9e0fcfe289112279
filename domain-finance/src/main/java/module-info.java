import org.jspecify.annotations.NullMarked;

/// Prices and returns: drawdowns and volatility. Start reading at `dev.weir.domain.finance`.
@NullMarked
module dev.weir.domain.finance {
  requires transitive dev.weir.api;
  requires dev.weir.numerics;
}
