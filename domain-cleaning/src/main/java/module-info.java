import dev.weir.api.DomainPlugin;
import dev.weir.domain.cleaning.CleaningPlugin;
import org.jspecify.annotations.NullMarked;

/// Tools that clean tables: filter, derive, impute.
@NullMarked
module dev.weir.domain.cleaning {
  requires transitive dev.weir.api;
  requires dev.weir.numerics;

  exports dev.weir.domain.cleaning;

  provides DomainPlugin with
      CleaningPlugin;
}
