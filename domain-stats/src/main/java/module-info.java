import dev.weir.api.DomainPlugin;
import dev.weir.domain.stats.StatsPlugin;
import org.jspecify.annotations.NullMarked;

/// Tools that describe tables, whole or by group. Start reading at [dev.weir.domain.stats].
@NullMarked
module dev.weir.domain.stats {
  requires transitive dev.weir.api;
  requires dev.weir.numerics;

  exports dev.weir.domain.stats;

  provides DomainPlugin with
      StatsPlugin;
}
