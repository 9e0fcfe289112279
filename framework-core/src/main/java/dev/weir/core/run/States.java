package dev.weir.core.run;

import dev.weir.api.StateCodec;
import dev.weir.api.StreamingAwarePipeline;
import org.jspecify.annotations.Nullable;

/// States of any pipeline in a stream: whether there is one, the codec's version, its bytes.
public final class States {
  private States() {}

  @SuppressWarnings("unchecked")
  private static StateCodec<Object> codec(StreamingAwarePipeline<?> pipeline) {
    return ((StreamingAwarePipeline<Object>) pipeline).stateCodec();
  }

  /// Writes a state, or that there is none.
  public static void save(
      StreamingAwarePipeline<?> pipeline, @Nullable Object state, StateCodec.Out out) {
    out.integer(state == null ? 0 : 1);
    if (state != null) {
      var codec = codec(pipeline);
      out.integer(codec.version());
      codec.write(state, out);
    }
  }

  /// The state that [#save] wrote, or null.
  public static @Nullable Object restore(StreamingAwarePipeline<?> pipeline, StateCodec.In in) {
    return in.integer() == 0 ? null : codec(pipeline).read(in, Math.toIntExact(in.integer()));
  }
}
