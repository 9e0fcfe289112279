import dev.weir.api.DomainPlugin;
import dev.weir.domain.text.TextPlugin;
import org.jspecify.annotations.NullMarked;

/// Words of text: tokens, frequencies, hashed features. Start reading at [dev.weir.domain.text].
@NullMarked
module dev.weir.domain.text {
  requires transitive dev.weir.api;
  requires dev.weir.numerics;
  requires org.apache.lucene.core;
  requires org.apache.lucene.analysis.common;

  exports dev.weir.domain.text;

  provides DomainPlugin with
      TextPlugin;
}
