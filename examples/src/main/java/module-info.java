import dev.weir.api.DomainPlugin;
import dev.weir.examples.OwnPlugin;
import org.jspecify.annotations.NullMarked;

/// Programs that the documentation shows, and a plugin of one tool.
@NullMarked
module dev.weir.examples {
  requires dev.weir.api;
  requires transitive dev.weir.core;
  requires dev.weir.domain.cleaning;
  requires dev.weir.domain.finance;
  requires dev.weir.domain.geo;
  requires dev.weir.domain.stats;
  requires dev.weir.domain.text;
  requires dev.weir.domain.timeseries;

  exports dev.weir.examples;

  provides DomainPlugin with
      OwnPlugin;
}
