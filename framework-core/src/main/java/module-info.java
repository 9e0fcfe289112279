import org.jspecify.annotations.NullMarked;

/// The engine: catalogue, planner, streaming executor and memory ledger.
@NullMarked
module dev.weir.core {
  requires transitive dev.weir.api;
  requires dev.weir.numerics;

  uses dev.weir.api.DataSourceProvider;
  uses dev.weir.api.DomainPlugin;
}
