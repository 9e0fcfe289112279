import org.jspecify.annotations.NullMarked;

/// The laws of the API as JUnit contract classes, for authors of tools and sources. Start reading
/// at [dev.weir.tck.ToolContract].
@NullMarked
module dev.weir.tck {
  requires transitive dev.weir.api;
  requires transitive dev.weir.core;
  requires java.management;
  requires static net.jqwik.api;
  requires static transitive org.junit.jupiter.api;

  exports dev.weir.tck;

  // jqwik calls the properties and makes what they need.
  opens dev.weir.tck;
}
