import org.jspecify.annotations.NullMarked;

/// The `weir` command. Tools and sources are found as services.
@NullMarked
module dev.weir.app.cli {
  requires dev.weir.api;
  requires dev.weir.core;
  requires org.snakeyaml.engine;
}
