import org.jspecify.annotations.NullMarked;

/// The laws of the API as JUnit contract classes, for authors of tools and sources.
@NullMarked
module dev.weir.tck {
  requires transitive dev.weir.api;
  requires transitive dev.weir.core;
  requires transitive net.jqwik.api;
  requires transitive org.junit.jupiter.api;
}
