package dev.weir.core.run;

import dev.weir.api.Chunk;
import dev.weir.core.memory.MemoryLedger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a lane holds for those of its links that one thread at a time runs. The reading thread and
/// the one that folds a block have one each, so that neither looks at states that the other
/// changes.
final class LaneMemory implements AutoCloseable {
  private final List<Link> links;
  private final @Nullable Object[] states;
  private final int from;
  private final int to;
  private final MemoryLedger.Account account;
  private long passing;

  /// @param states of all links, shared with the lane
  /// @param from the first of its links
  /// @param to the first one that is not
  LaneMemory(MemoryLedger ledger, List<Link> links, @Nullable Object[] states, int from, int to) {
    this.links = links;
    this.states = states;
    this.from = from;
    this.to = to;
    this.account = ledger.account("a block (its states, and what its steps make of a chunk)");
  }

  MemoryLedger.Account account() {
    return account;
  }

  /// Holds for the states what they keep now, not what they might have grown to.
  void settle() {
    long retained = 0;
    for (int i = from; i < to; i++) {
      var state = states[i];
      if (state != null) {
        retained += retained(links.get(i), state);
      }
    }
    account.settle(retained + passing);
  }

  private static long retained(Link link, Object state) {
    try {
      return Math.max(link.retained(state), 0);
    } catch (RuntimeException | StackOverflowError e) {
      throw Failures.ofTool(link.step() + ": failed to say how much its state keeps", e);
    }
  }

  /// Holds what a chunk that was made here is larger than the one that it came from, until
  /// [#release].
  long hold(Chunk chunk, Chunk made) {
    long more = Math.max(0, made.byteSize() - chunk.byteSize());
    account.reserve(more);
    passing += more;
    return more;
  }

  void release(long bytes) {
    passing -= bytes;
    account.release(bytes);
  }

  /// Takes over what another holds, which is about to be closed.
  void adopt(LaneMemory other) {
    other.account.transfer(account, other.account.held());
  }

  @Override
  public void close() {
    account.close();
  }
}
