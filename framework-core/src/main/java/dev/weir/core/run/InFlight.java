package dev.weir.core.run;

import dev.weir.api.Chunk;
import dev.weir.core.memory.MemoryLedger;
import java.util.function.BooleanSupplier;

/// The reservations of a scan's chunks, from before they are read until they are folded.
final class InFlight implements AutoCloseable {
  private final ScanRun.Settings settings;
  private final MemoryLedger ledger;
  private final RunControl control;
  private final MemoryLedger.Account account;

  InFlight(ScanRun.Settings settings, MemoryLedger ledger, RunControl control) {
    this.settings = settings;
    this.ledger = ledger;
    this.control = control;
    this.account = ledger.account("a chunk in flight");
  }

  /// What is reserved before a chunk is read.
  long ofChunk() {
    return settings.chunkReserve() >> settings.grid().halvings();
  }

  /// What this chunk takes.
  long cost(Chunk chunk) {
    return (long) (chunk.byteSize() * settings.chunkCost());
  }

  /// Waits until the chunks before leave room for this many bytes.
  ///
  /// @param alone true if there is none to wait for
  /// @throws dev.weir.api.PipelineException RESOURCE if there is no room then
  void reserve(long bytes, BooleanSupplier alone) {
    long room = ledger.pressure().narrow() ? ofChunk() : settings.chunkRoom();
    try {
      if (!account.await(bytes, room, alone)) {
        account.reserve(bytes);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      control.cancel();
      account.reserve(bytes);
    }
  }

  /// Gives this many bytes back.
  void release(long bytes) {
    account.release(bytes);
  }

  @Override
  public void close() {
    account.close();
  }
}
