import org.jspecify.annotations.NullMarked;

/// Programs that the documentation shows.
@NullMarked
module dev.weir.examples {
  requires dev.weir.api;
  requires dev.weir.core;
}
