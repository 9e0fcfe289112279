package dev.weir.core.run;

import dev.weir.api.Chunk;
import dev.weir.api.PipelineException;
import dev.weir.api.StateCodec;
import dev.weir.core.events.Events;
import dev.weir.core.events.StepEvent;
import dev.weir.core.memory.Closing;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The links of a scan, and how a chunk passes through a part of them.
final class Chain {
  private final List<Link> links;
  private final ScanState scan;
  private final PoisonRows poison;
  private final Recoverer recoverer;
  private final int ordered;

  /// What is done about a failure on a chunk.
  interface Recoverer {
    /// The rows that the link does not fail on, asked for where it has failed before.
    default Chunk sifted(Lane lane, int link, Chunk chunk) {
      return chunk;
    }

    /// What comes out of the link after all; the lane is as if it had not failed.
    default List<Chunk> recover(Lane lane, int link, Chunk chunk, PipelineException failure) {
      throw failure;
    }
  }

  /// Every failure ends what was being done.
  static final Recoverer NONE = new Recoverer() {};

  /// A chain without recovery.
  Chain(List<Link> links, ScanState scan) {
    this(links, scan, new PoisonRows(links.size()), _ -> NONE);
  }

  Chain(List<Link> links, ScanState scan, PoisonRows poison, Function<Chain, Recoverer> recoverer) {
    this.links = List.copyOf(links);
    this.scan = scan;
    this.poison = poison;
    int last = 0;
    for (int i = 0; i < links.size(); i++) {
      if (links.get(i).inOrder()) {
        last = i + 1;
      }
    }
    ordered = last;
    this.recoverer = recoverer.apply(this);
  }

  PoisonRows poison() {
    return poison;
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

  /// States and contexts of the links for one run of rows. The links up to [#ordered] are used by
  /// one thread at a time, and so are those after it, by another; states are made at first use, so
  /// that rows decide about them and not threads.
  final class Lane implements AutoCloseable {
    /// The key of a lane that all rows pass through.
    static final long WHOLE = Long.MIN_VALUE;

    private final long key;
    private final @Nullable Object[] states = new Object[links.size()];
    private final @Nullable StepContext[] contexts = new StepContext[links.size()];
    private final long[] calls = new long[links.size()];
    private final long[] rows = new long[links.size()];
    private final long[] emitted = new long[links.size()];
    private final boolean[] damaged = new boolean[links.size()];
    private final boolean[] careful = new boolean[links.size()];
    private final LaneMemory reading = new LaneMemory(scan.ledger(), links, states, 0, ordered);
    private final LaneMemory folding =
        new LaneMemory(scan.ledger(), links, states, ordered, links.size());

    /// @param key of the block whose rows pass, or [#WHOLE]
    Lane(long key) {
      this.key = key;
    }

    long key() {
      return key;
    }

    /// Chunks that the link has taken.
    long calls(int link) {
      return calls[link];
    }

    /// Rows that the link has taken and not set aside.
    long rows(int link) {
      return rows[link];
    }

    /// True if the link's state is what its rows make of it.
    boolean isSound(int link) {
      return !damaged[link];
    }

    /// From now on the rows that the link fails on are looked for before it sees them.
    void beCareful(int link) {
      careful[link] = true;
    }

    StepContext context(int link) {
      var context = contexts[link];
      if (context == null) {
        context = new StepContext(links.get(link), scan, false, memory(link).account());
        contexts[link] = context;
      }
      return context;
    }

    private LaneMemory memory(int link) {
      return link < ordered ? reading : folding;
    }

    @Nullable Object state(int link) {
      return states[link];
    }

    Object stateOrNew(int link) {
      var state = states[link];
      if (state == null) {
        memory(link).account().reserve(links.get(link).fixedBytes());
        state = links.get(link).newState(context(link));
        states[link] = state;
      }
      return state;
    }

    /// Lets the rows through one link; gives what comes out.
    List<Chunk> through(int number, Chunk chunk) {
      var seen = poison.without(number, chunk);
      if (careful[number] && seen.rows() > 0) {
        seen = recoverer.sifted(this, number, seen);
      }
      if (seen.rows() == 0 && chunk.rows() > 0) {
        return none(number);
      }
      try {
        return attempt(number, seen);
      } catch (PipelineException e) {
        return recoverer.recover(this, number, seen, e);
      }
    }

    /// Lets the rows through one link; after a failure its state is not to be used.
    ///
    /// @throws PipelineException `tool.failed` for what the tool throws without a type
    List<Chunk> attempt(int number, Chunk chunk) {
      var link = links.get(number);
      var context = context(number);
      long begin = System.nanoTime();
      var event = Events.inUse() ? new StepEvent() : null;
      damaged[number] = true;
      try {
        var state = stateOrNew(number);
        memory(number).account().reserve((long) Math.ceil(link.bytesPerRow() * chunk.rows()));
        context.begin(calls[number]);
        link.process(chunk, state, context);
        memory(number).settle();
        var out = link.transforms() ? context.emitted() : List.of(context.survivors(chunk));
        var made = List.copyOf(out);
        context.end();
        damaged[number] = false;
        calls[number]++;
        rows[number] += chunk.rows() - context.rejectedRows();
        emitted[number] += link.transforms() ? made.stream().mapToLong(Chunk::rows).sum() : 0;
        return made;
      } catch (PipelineException e) {
        throw e;
      } catch (RuntimeException | StackOverflowError e) {
        throw failure(link, chunk, e);
      } catch (OutOfMemoryError e) {
        throw Failures.of(e);
      } finally {
        link.nanos().add(System.nanoTime() - begin);
        if (event != null && event.shouldCommit()) {
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

    /// Forgets a state that cannot be used.
    void drop(int link) {
      var state = states[link];
      states[link] = null;
      damaged[link] = calls[link] > 0;
      Closing.close(state);
      memory(link).settle();
    }

    /// The link takes a chunk none of whose rows it may see.
    List<Chunk> none(int link) {
      calls[link]++;
      damaged[link] = false;
      return List.of();
    }

    /// Takes a link's state over from a lane of the same rows that is about to be closed.
    void adopt(int link, Lane from) {
      states[link] = from.states[link];
      damaged[link] = false;
      from.states[link] = null;
      memory(link).adopt(from.reading);
      memory(link).adopt(from.folding);
      memory(link).settle();
    }

    private PipelineException failure(Link link, Chunk chunk, Throwable cause) {
      var place =
          chunk.rows() == 0
              ? "a chunk of no rows"
              : scan.source().place(chunk.position(0))
                  + " to "
                  + scan.source().place(chunk.position(chunk.rows() - 1));
      return Failures.ofTool(link.step() + ": failed on " + place, cause);
    }

    /// Ends the streams of transforms among the ordered links, giving what they still emit to the
    /// links after them chunk by chunk.
    void endOfInput(int number, Consumer<Chunk> after) {
      var link = links.get(number);
      if (!link.transforms() || !link.inOrder()) {
        return;
      }
      var context = context(number);
      var last = new Passing(after);
      damaged[number] = true;
      try {
        var state = stateOrNew(number);
        context.begin(calls[number]);
        context.passTo(last);
        link.endOfInput(state, context);
        last.check();
        context.end();
        damaged[number] = false;
        emitted[number] += last.rows();
      } catch (PipelineException e) {
        throw e;
      } catch (RuntimeException | StackOverflowError e) {
        last.check();
        throw Failures.ofTool(link.step() + ": failed at the end of the rows", e);
      } finally {
        context.passTo(null);
      }
    }

    /// Writes the state of a link, if it has one, how many chunks and rows it has taken and given,
    /// and whether it has failed before.
    void save(int number, StateCodec.Out out) {
      var link = links.get(number);
      out.text(link.step());
      out.integer(calls[number]);
      out.integer(rows[number]);
      out.integer(emitted[number]);
      out.integer(careful[number] ? 1 : 0);
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
      calls[number] = in.integer();
      rows[number] = in.integer();
      emitted[number] = in.integer();
      careful[number] = in.integer() != 0;
      var state = States.restore(link.pipeline(), in);
      var seed = link.seed();
      if (state instanceof Seeded seeded && seed != null) {
        seeded.beginsWith(seed);
      }
      states[number] = state;
      memory(number).settle();
    }

    /// Takes over the states of a later part. A state that could not be merged is lost, the others
    /// are not.
    ///
    /// @throws PipelineException what the first merge that failed threw
    void merge(Lane later) {
      PipelineException failure = null;
      for (int i = 0; i < states.length; i++) {
        rows[i] += later.rows[i];
        emitted[i] += later.emitted[i];
        damaged[i] |= later.damaged[i];
        try {
          merge(i, later);
        } catch (PipelineException e) {
          damaged[i] = true;
          failure = failure == null ? e : failure;
        } catch (RuntimeException | StackOverflowError e) {
          damaged[i] = true;
          var typed = Failures.ofTool(links.get(i).step() + ": failed to merge two states", e);
          failure = failure == null ? typed : failure;
        } catch (Error e) {
          damaged[i] = true;
          failure = failure == null ? Failures.of(e) : failure;
        }
      }
      reading.adopt(later.reading);
      folding.adopt(later.folding);
      if (failure != null) {
        throw failure;
      }
      reading.settle();
      folding.settle();
    }

    private void merge(int link, Lane later) {
      var mine = states[link];
      var other = later.states[link];
      if (other != null) {
        later.states[link] = null;
        states[link] =
            mine == null || links.get(link).transforms()
                ? other
                : links.get(link).merge(mine, other);
      }
    }

    /// Says how many rows reached a link and came out of it.
    void tell(int link) {
      links.get(link).rows().add(rows[link]);
      links.get(link).emitted().add(emitted[link]);
    }

    @Override
    public void close() {
      for (var state : states) {
        Closing.close(state);
      }
      reading.close();
      folding.close();
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
        long held = lane.memory(from).hold(chunk, made);
        pass(made, from + 1, to, lanes, sink);
        lane.memory(from).release(held);
      }
    }
  }
}
