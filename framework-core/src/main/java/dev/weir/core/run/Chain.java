package dev.weir.core.run;

import dev.weir.api.Chunk;
import dev.weir.api.PipelineException;
import dev.weir.api.StateCodec;
import dev.weir.core.events.StepEvent;
import dev.weir.core.memory.Closing;
import dev.weir.core.memory.MemoryLedger;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The links of a scan, and how a chunk passes through a part of them.
final class Chain {
  private final List<Link> links;
  private final ScanState scan;
  private final int ordered;

  Chain(List<Link> links, ScanState scan) {
    this.links = List.copyOf(links);
    this.scan = scan;
    int last = 0;
    for (int i = 0; i < links.size(); i++) {
      if (links.get(i).inOrder()) {
        last = i + 1;
      }
    }
    ordered = last;
  }

  List<Link> links() {
    return links;
  }

  ScanState scan() {
    return scan;
  }

  /// Links that run in the order of the rows, on the reading thread: all up to the last one that
  /// needs to.
  int ordered() {
    return ordered;
  }

  int size() {
    return links.size();
  }

  /// States and contexts of the links for one run of rows. Used by one thread at a time; states are
  /// made at first use, so that rows decide about them and not threads.
  final class Lane implements AutoCloseable {
    private final @Nullable Object[] states = new Object[links.size()];
    private final @Nullable StepContext[] contexts = new StepContext[links.size()];
    private final MemoryLedger.Account account =
        scan.ledger().account("a block (its states, and what its steps make of a chunk)");
    private long chunks;
    private long passing;

    StepContext context(int link) {
      var context = contexts[link];
      if (context == null) {
        context = new StepContext(links.get(link), scan, false, account);
        contexts[link] = context;
      }
      return context;
    }

    @Nullable Object state(int link) {
      return states[link];
    }

    Object stateOrNew(int link) {
      var state = states[link];
      if (state == null) {
        account.reserve(links.get(link).fixedBytes());
        state = links.get(link).newState(context(link));
        states[link] = state;
      }
      return state;
    }

    /// Lets the rows through one link; gives what comes out.
    List<Chunk> through(int number, Chunk chunk) {
      var link = links.get(number);
      var context = context(number);
      long begin = System.nanoTime();
      var event = new StepEvent();
      event.begin();
      try {
        var state = stateOrNew(number);
        account.reserve((long) Math.ceil(link.bytesPerRow() * chunk.rows()));
        context.begin(chunks);
        link.process(chunk, state, context);
        link.rows().add(chunk.rows() - context.rejectedRows());
        settle();
        return link.transforms() ? emitted(link, context) : List.of(context.survivors(chunk));
      } catch (PipelineException e) {
        throw e;
      } catch (RuntimeException | StackOverflowError e) {
        throw failure(link, chunk, e);
      } finally {
        link.nanos().add(System.nanoTime() - begin);
        if (event.shouldCommit()) {
          tell(event, link, chunk);
        }
      }
    }

    private static void tell(StepEvent event, Link link, Chunk chunk) {
      event.step = link.step();
      event.stage = link.stage().name().toLowerCase(Locale.ROOT);
      event.pass = link.pass();
      event.rows = chunk.rows();
      event.bytes = chunk.byteSize();
      event.commit();
    }

    private static List<Chunk> emitted(Link link, StepContext context) {
      context.emitted().forEach(chunk -> link.emitted().add(chunk.rows()));
      return List.copyOf(context.emitted());
    }

    private PipelineException failure(Link link, Chunk chunk, Throwable cause) {
      var place =
          chunk.rows() == 0
              ? "a chunk of no rows"
              : scan.source().place(chunk.position(0))
                  + " to "
                  + scan.source().place(chunk.position(chunk.rows() - 1));
      return new PipelineException(
          PipelineException.Category.INTERNAL,
          "tool.failed",
          link.step()
              + ": failed on "
              + place
              + ": "
              + cause
              + "; this is a bug of the tool, please report it",
          cause);
    }

    /// Holds for the states what they keep now, not what they might have grown to.
    void settle() {
      long retained = 0;
      for (int i = 0; i < states.length; i++) {
        var state = states[i];
        if (state != null) {
          retained += Math.max(links.get(i).retained(state), 0);
        }
      }
      account.settle(retained + passing);
    }

    /// Holds what a chunk that was made here is larger than the one that it came from, until
    /// [#release].
    long hold(Chunk from, Chunk made) {
      long more = Math.max(0, made.byteSize() - from.byteSize());
      account.reserve(more);
      passing += more;
      return more;
    }

    void release(long bytes) {
      passing -= bytes;
      account.release(bytes);
    }

    /// Ends the streams of transforms among the ordered links, giving what they still emit to the
    /// links after them.
    void endOfInput(int number, Consumer<Chunk> after) {
      var link = links.get(number);
      if (!link.transforms() || !link.inOrder()) {
        return;
      }
      var state = stateOrNew(number);
      var context = context(number);
      context.begin(chunks);
      link.endOfInput(state, context);
      emitted(link, context).forEach(after);
    }

    void countChunk() {
      chunks++;
    }

    long chunks() {
      return chunks;
    }

    /// Goes on after so many chunks.
    void restoreChunks(long before) {
      chunks = before;
    }

    /// Writes the state of a link, if it has one, and how many rows the link has seen and given on.
    void save(int number, StateCodec.Out out) {
      var link = links.get(number);
      out.text(link.step());
      out.integer(link.rows().sum());
      out.integer(link.emitted().sum());
      States.save(link.pipeline(), states[number], out);
    }

    /// Goes on from what [#save] wrote.
    ///
    /// @param in its key tables belong to the scan
    void restore(int number, StateCodec.In in) {
      var link = links.get(number);
      var step = in.text();
      if (!step.equals(link.step())) {
        throw new IllegalStateException("a state of " + step + " is no state of " + link.step());
      }
      link.rows().add(in.integer());
      link.emitted().add(in.integer());
      states[number] = States.restore(link.pipeline(), in);
      settle();
    }

    /// Takes over the states of a later part, from link `from` on.
    void merge(Lane later) {
      for (int i = 0; i < states.length; i++) {
        var mine = states[i];
        var other = later.states[i];
        if (other != null) {
          states[i] =
              mine == null || links.get(i).transforms() ? other : links.get(i).merge(mine, other);
          later.states[i] = null;
        }
      }
      later.account.transfer(account, later.account.held());
      settle();
    }

    @Override
    public void close() {
      for (var state : states) {
        Closing.close(state);
      }
      account.close();
    }
  }

  /// Lets a chunk pass from link `from` up to, not including, `to`; what comes out at the end goes
  /// to `sink`.
  void pass(Chunk chunk, int from, int to, IntFunction<Lane> lanes, Consumer<Chunk> sink) {
    if (from == to) {
      sink.accept(chunk);
      return;
    }
    var lane = lanes.apply(from);
    for (var made : lane.through(from, chunk)) {
      if (made.rows() > 0) {
        long held = lane.hold(chunk, made);
        pass(made, from + 1, to, lanes, sink);
        lane.release(held);
      }
    }
  }
}
