package dev.weir.tck;

import dev.weir.api.StreamingConfig;

/// A grid of a run.
record Grid(int blockRows, int chunkBytes, int threads) {
  StreamingConfig config() {
    return EngineRun.grid(blockRows, chunkBytes).withThreads(threads);
  }

  @Override
  public String toString() {
    return "--block-rows " + blockRows + " --chunk-bytes " + chunkBytes + " --threads " + threads;
  }
}
