import org.jspecify.annotations.NullMarked;

/// The engine: catalogue, planner, streaming executor and memory ledger. Start reading at
/// [dev.weir.core.StreamingPipelineExecutor].
@NullMarked
module dev.weir.core {
  requires transitive dev.weir.api;
  requires com.github.benmanes.caffeine;
  requires dev.weir.numerics;
  requires jdk.jfr;
  requires jdk.management;

  exports dev.weir.core;
  exports dev.weir.core.plugins;

  uses dev.weir.api.DataSourceProvider;
  uses dev.weir.api.DomainPlugin;
}
