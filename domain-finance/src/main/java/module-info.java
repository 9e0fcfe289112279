import dev.weir.api.DomainPlugin;
import dev.weir.domain.finance.FinancePlugin;
import org.jspecify.annotations.NullMarked;

/// Tools for prices and returns. Start reading at [dev.weir.domain.finance].
@NullMarked
module dev.weir.domain.finance {
  requires transitive dev.weir.api;
  requires dev.weir.numerics;

  exports dev.weir.domain.finance;

  provides DomainPlugin with
      FinancePlugin;
}
