package dev.weir.core;

import dev.weir.api.PipelineException;
import dev.weir.api.Schema;
import dev.weir.api.StreamingConfig;
import dev.weir.api.Type;
import dev.weir.core.memory.MemoryLedger;
import java.util.List;

/// Divides the budget before anything runs: one half for the sources and writers, the other for
/// chunks and states.
///
/// @param budget all of it
/// @param perSource the part of each source and writer
/// @param ledger the part of chunks and states
/// @param chunkRows most rows of a chunk
/// @param chunkBytes about the most bytes of a chunk
/// @param chunkCost bytes that a chunk takes in flight, by its own size
/// @param chunkReserve bytes reserved before a chunk is read
/// @param chunkRoom most bytes of all chunks in flight together: half of what the states' bounds
///   leave, so that states that grow with the data find room
/// @param states bytes of the states of one block
/// @param once bytes of the states of which a scan has one, since they need all rows in order
/// @param maxBlocks blocks alive at a time
/// @param least the smallest budget for this plan
record MemoryPlan(
    long budget,
    long perSource,
    long ledger,
    int chunkRows,
    long chunkBytes,
    double chunkCost,
    long chunkReserve,
    long chunkRoom,
    long states,
    long once,
    int maxBlocks,
    long least) {
  private static final long MIB = StreamingConfig.MIB;
  private static final long LEAST_SOURCE = 32 * MIB;
  private static final long LEAST_CHUNK = 64 << 10;
  private static final long OVERHEAD = MIB;
  private static final long MERGING = 2 * MIB;
  private static final long LEAST_GROWTH = MIB;
  private static final int MOST_CHUNK_ROWS = 1 << 18;
  private static final int TEXT_GUESS = 12;

  /// What steps add to one chunk takes at most this part of the ledger; not by threads, since rows
  /// of a chunk are part of the grid.
  private static final int MADE_PARTS = 64;

  /// A model of this part of the ledger is small.
  private static final int SMALL_MODEL_PARTS = 16;

  /// Divides it.
  ///
  /// @param read columns that chunks hold
  /// @param twice whether rows are transformed or sorted, so that two generations of a chunk are
  ///   alive
  /// @param passing bytes a row that a step takes while it works on a chunk
  /// @param made bytes a row that steps add to a chunk
  /// @param states bound of the states of one block
  /// @param once bound of the states of which a scan has one
  /// @param sources sources and writers open at a time
  /// @param leastPerSource what one of them needs, for its columns
  /// @throws PipelineException REFUSED if the budget is too small, with the least one
  static MemoryPlan of(
      StreamingConfig config,
      Schema schema,
      List<String> read,
      boolean twice,
      double passing,
      double made,
      long states,
      long once,
      int sources,
      long leastPerSource) {
    long width = 0;
    long widened = 0;
    for (var name : read) {
      var type = schema.fields().get(schema.indexOf(name)).type();
      width += type.width() + (type == Type.TEXT || type == Type.BYTES ? TEXT_GUESS : 0);
      widened += type == Type.INT || type == Type.LONG ? Double.BYTES : 0;
    }
    width = Math.max(1, width);
    double cost = (twice ? 2.0 : 1.0) + (widened + passing) / width;
    long ledger = config.memoryBytes() / 2;
    long perSource = ledger / sources;
    long fixed = 2 * states + once + OVERHEAD;
    long leastLedger = reserve(LEAST_CHUNK, cost) + fixed;
    long leastSource = Math.max(LEAST_SOURCE, leastPerSource);
    long least = 2 * Math.max(sources * leastSource, leastLedger);
    if (config.memoryBytes() < least) {
      throw PipelineException.refused(
          "plan.memory",
          "this needs at least --memory "
              + roundUp(least)
              + "m (a block's states take up to "
              + MemoryLedger.mib(states + once)
              + ", "
              + sources
              + " source"
              + (sources == 1 ? " " : "s or files up to ")
              + MemoryLedger.mib(leastSource)
              + " each), but the budget is "
              + MemoryLedger.mib(config.memoryBytes())
              + "; give more, or use fewer columns");
    }
    checkHeap(config, ledger);
    long chunkBytes = config.chunkBytes();
    while (chunkBytes > LEAST_CHUNK && reserve(chunkBytes, cost) + fixed > ledger) {
      chunkBytes /= 2;
    }
    long fitting = made == 0 ? MOST_CHUNK_ROWS : (long) (ledger / (MADE_PARTS * made));
    long rows = Math.clamp(Math.min(chunkBytes / width, fitting), 1, MOST_CHUNK_ROWS);
    long added = (long) (made * rows * config.threads());
    long forBlocks = ledger - OVERHEAD - added - reserve(chunkBytes, cost) - states - once;
    int blocks =
        (int)
            Math.clamp(
                states == 0 ? Integer.MAX_VALUE : forBlocks / states, 1, config.threads() + 2L);
    return new MemoryPlan(
        config.memoryBytes(),
        perSource,
        ledger,
        (int) rows,
        chunkBytes,
        cost,
        reserve(chunkBytes, cost),
        Math.max(
            reserve(chunkBytes, cost),
            (ledger - OVERHEAD - added - once - states * (blocks + 1L)) / 2),
        states,
        once,
        blocks,
        least);
  }

  private static long reserve(long chunkBytes, double cost) {
    return (long) (1.125 * chunkBytes * cost);
  }

  private static long roundUp(long bytes) {
    return (bytes + MIB - 1) / MIB;
  }

  private static void checkHeap(StreamingConfig config, long ledger) {
    long heap = Runtime.getRuntime().maxMemory();
    if (ledger + 24 * MIB > heap) {
      throw PipelineException.refused(
          "plan.heap",
          "chunks and states may take "
              + MemoryLedger.mib(ledger)
              + " (half of the budget of "
              + MemoryLedger.mib(config.memoryBytes())
              + "), but Java's heap ends at "
              + MemoryLedger.mib(heap)
              + "; give --memory on the command line so that the launcher sizes the heap, "
              + "start Java with -Xmx"
              + roundUp(ledger + 96 * MIB)
              + "m, or lower the budget");
    }
  }

  /// What states may hold together that can go to the disk: what chunks and the other states leave,
  /// less what merging takes that reads them back.
  long growth() {
    return Math.max(
        LEAST_GROWTH, ledger - OVERHEAD - MERGING - chunkRoom - once - states * (maxBlocks + 1L));
  }

  /// What models and their transforms may hold together, so that rows can still be read, one chunk
  /// after the other, and states be made and merged; small ones may in any case.
  long forModels() {
    long left = ledger - OVERHEAD - MERGING - chunkReserve - chunkReserve / 2 - once - 2 * states;
    return Math.max(ledger / SMALL_MODEL_PARTS, left);
  }

  /// Rows that may be gathered by an analysis that keeps so many bytes of each; its fixed bytes are
  /// among those held once.
  long gatherable(double bytesPerRow) {
    long room = ledger - OVERHEAD - chunkRoom - once - states * (maxBlocks + 1L);
    return bytesPerRow <= 0 ? Long.MAX_VALUE : Math.max(1, (long) (room / bytesPerRow));
  }
}
