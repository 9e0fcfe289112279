package dev.weir.api;

import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// A codec made of functions.
record FunctionCodec<S>(
    int version, BiConsumer<S, Out> writer, Function<In, S> reader, ToLongFunction<S> retained)
    implements StateCodec<S> {
  @Override
  public void write(S state, Out out) {
    writer.accept(state, out);
  }

  @Override
  public S read(In in, int written) {
    if (written != version) {
      throw new PipelineException(
          PipelineException.Category.REFUSED,
          "state.version",
          "the saved state has version "
              + written
              + ", this plugin reads version "
              + version
              + "; resume with the plugin version that wrote it");
    }
    return reader.apply(in);
  }

  @Override
  public long retainedBytes(S state) {
    return retained.applyAsLong(state);
  }
}
