import dev.weir.api.DomainPlugin;
import dev.weir.domain.ml.MlPlugin;
import org.jspecify.annotations.NullMarked;

/// Learners: clusters and forests. Uses Smile (GPL-3), so this domain is GPL-3 itself. Start
/// reading at `dev.weir.domain.ml`.
@NullMarked
module dev.weir.domain.ml {
  requires transitive dev.weir.api;
  requires dev.weir.numerics;
  // Smile's jars are automatic modules, which cannot say that they log by this.
  requires org.slf4j;
  requires smile.base;
  requires smile.core;

  exports dev.weir.domain.ml;

  provides DomainPlugin with
      MlPlugin;
}
