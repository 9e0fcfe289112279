package dev.weir.core;

import dev.weir.api.PipelineException;
import dev.weir.api.StreamingDataSource;
import dev.weir.core.run.RunControl;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// The name of an input's content. It takes a reading of every byte, so a thread of its own finds
/// it beside the run.
final class InputContent implements AutoCloseable {
  private final CompletableFuture<String> fingerprint = new CompletableFuture<>();

  /// Begins to find it.
  ///
  /// @param known the name, if it is known by now
  InputContent(StreamingDataSource source, Optional<String> known, RunControl control) {
    known.ifPresentOrElse(
        fingerprint::complete,
        () -> Thread.ofPlatform().name("weir-fingerprint").daemon().start(() -> find(source)));
    control.onStop(() -> fingerprint.cancel(false));
  }

  private void find(StreamingDataSource source) {
    try {
      fingerprint.complete(source.fingerprint());
    } catch (RuntimeException e) {
      fingerprint.completeExceptionally(e);
    }
  }

  /// Waits for it; nothing if the run is stopped meanwhile.
  ///
  /// @throws PipelineException if the input cannot be read
  Optional<String> fingerprint() {
    try {
      return Optional.of(fingerprint.join());
    } catch (CancellationException e) {
      return Optional.empty();
    } catch (CompletionException e) {
      if (e.getCause() instanceof PipelineException cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    fingerprint.cancel(true);
  }
}
