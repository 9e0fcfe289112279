import org.jspecify.annotations.NullMarked;

/// Tools that describe tables, whole or by group.
@NullMarked
module dev.weir.domain.stats {
  requires dev.weir.api;
  requires dev.weir.numerics;
}
