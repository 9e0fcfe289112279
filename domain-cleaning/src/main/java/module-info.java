import org.jspecify.annotations.NullMarked;

/// Tools that clean tables: filter, derive, impute.
@NullMarked
module dev.weir.domain.cleaning {
  requires dev.weir.api;
  requires dev.weir.numerics;
}
