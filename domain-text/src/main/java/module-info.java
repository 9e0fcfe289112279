import org.jspecify.annotations.NullMarked;

/// Words of text: tokens, frequencies, hashed features. Start reading at `dev.weir.domain.text`.
@NullMarked
module dev.weir.domain.text {
  requires transitive dev.weir.api;
  requires dev.weir.numerics;
}
