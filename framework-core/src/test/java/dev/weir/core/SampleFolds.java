package dev.weir.core;

import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.KeyTable;
import dev.weir.api.MergeablePipeline;
import dev.weir.api.MultiPass;
import dev.weir.api.PipelineResult;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.StreamingAwarePipeline;
import java.util.Optional;

/// Small tools that fold rows into a state.
final class SampleFolds {
  private SampleFolds() {}

  /// A mergeable fold of floating-point sums: its last bits show the order of merging.
  record Sum(Column column) implements MergeablePipeline<double[]> {
    @Override
    public double[] newState(ChunkProcessingContext context) {
      return new double[2];
    }

    @Override
    public void processChunk(Chunk chunk, double[] s, ChunkProcessingContext context) {
      var cells = chunk.doubles(column);
      var valid = chunk.validity(column);
      for (int r = 0; r < chunk.rows(); r++) {
        if (valid.at(r)) {
          s[0] += cells[r];
          s[1]++;
        }
      }
    }

    @Override
    public double[] merge(double[] a, double[] b) {
      a[0] += b[0];
      a[1] += b[1];
      return a;
    }

    @Override
    public PipelineResult aggregateChunkResults(double[] s, ChunkProcessingContext context) {
      return PipelineResult.EMPTY.withValue("sum", s[0]).withValue("count", (long) s[1]);
    }

    @Override
    public StateCodec<double[]> stateCodec() {
      return StateCodec.of(1, (s, out) -> out.reals(s), StateCodec.In::reals, _ -> 32);
    }
  }

  /// A fold whose state is large.
  record Large(Column column) implements MergeablePipeline<byte[]> {
    @Override
    public byte[] newState(ChunkProcessingContext context) {
      return new byte[10_000];
    }

    @Override
    public void processChunk(Chunk chunk, byte[] s, ChunkProcessingContext context) {
      s[0]++;
    }

    @Override
    public byte[] merge(byte[] a, byte[] b) {
      return a;
    }

    @Override
    public PipelineResult aggregateChunkResults(byte[] s, ChunkProcessingContext context) {
      return PipelineResult.EMPTY.withValue("bytes", (long) s.length);
    }

    @Override
    public StateCodec<byte[]> stateCodec() {
      return StateCodec.of(1, (s, out) -> out.bytes(s), StateCodec.In::bytes, s -> s.length);
    }
  }

  /// A fold that needs all rows in order: a hash of the sequence.
  static final class SequentialHash implements StreamingAwarePipeline<long[]> {
    private final Column column;

    SequentialHash(Column column, Optional<String> order, Binding in) {
      this.column = column;
      in.ordered(order.map(in::column).stream().toArray(Column[]::new));
    }

    @Override
    public long[] newState(ChunkProcessingContext context) {
      return new long[] {7};
    }

    @Override
    public void processChunk(Chunk chunk, long[] s, ChunkProcessingContext context) {
      var cells = chunk.doubles(column);
      for (int r = 0; r < chunk.rows(); r++) {
        s[0] = s[0] * 31 + Double.doubleToLongBits(cells[r]);
      }
    }

    @Override
    public PipelineResult aggregateChunkResults(long[] s, ChunkProcessingContext context) {
      return PipelineResult.EMPTY.withValue("hash", s[0]);
    }

    @Override
    public StateCodec<long[]> stateCodec() {
      return StateCodec.of(1, (s, out) -> out.integers(s), StateCodec.In::integers, _ -> 24);
    }
  }

  /// Sets negative values aside.
  record Positive(Column column) implements MergeablePipeline<double[]> {
    @Override
    public double[] newState(ChunkProcessingContext context) {
      return new double[1];
    }

    @Override
    public void processChunk(Chunk chunk, double[] s, ChunkProcessingContext context) {
      var cells = chunk.doubles(column);
      for (int r = 0; r < chunk.rows(); r++) {
        if (cells[r] < 0) {
          context.reject(chunk, r, "value is below 0");
        } else {
          s[0] += cells[r];
        }
      }
    }

    @Override
    public double[] merge(double[] a, double[] b) {
      a[0] += b[0];
      return a;
    }

    @Override
    public PipelineResult aggregateChunkResults(double[] s, ChunkProcessingContext context) {
      return PipelineResult.EMPTY.withValue("sum", s[0]);
    }

    @Override
    public StateCodec<double[]> stateCodec() {
      return StateCodec.of(1, (s, out) -> out.reals(s), StateCodec.In::reals, _ -> 24);
    }
  }

  /// Counts keys.
  record Keys(Column column) implements MergeablePipeline<KeyTable> {
    @Override
    public KeyTable newState(ChunkProcessingContext context) {
      return context.keyTable(Schema.of(column.field()), KeyTable.Cell.COUNT);
    }

    @Override
    public void processChunk(Chunk chunk, KeyTable s, ChunkProcessingContext context) {
      for (int r = 0; r < chunk.rows(); r++) {
        s.at(chunk, r, column).add(0, 1L);
      }
    }

    @Override
    public KeyTable merge(KeyTable a, KeyTable b) {
      return a.merge(b);
    }

    @Override
    public PipelineResult aggregateChunkResults(KeyTable s, ChunkProcessingContext context) {
      return PipelineResult.EMPTY
          .withTable("keys", s.table().sortedBy("-count", column.name()))
          .withValue("distinct", s.keys());
    }

    @Override
    public StateCodec<KeyTable> stateCodec() {
      return StateCodec.keyTable();
    }
  }

  /// Fails on the value 13.
  record Broken(Column column) implements MergeablePipeline<double[]> {
    @Override
    public double[] newState(ChunkProcessingContext context) {
      return new double[1];
    }

    @Override
    public void processChunk(Chunk chunk, double[] s, ChunkProcessingContext context) {
      for (int r = 0; r < chunk.rows(); r++) {
        if (chunk.doubles(column)[r] == 13) {
          throw new IllegalStateException("thirteen");
        }
      }
    }

    @Override
    public double[] merge(double[] a, double[] b) {
      return a;
    }

    @Override
    public PipelineResult aggregateChunkResults(double[] s, ChunkProcessingContext context) {
      return PipelineResult.EMPTY;
    }

    @Override
    public StateCodec<double[]> stateCodec() {
      return StateCodec.of(1, (s, out) -> out.reals(s), StateCodec.In::reals, _ -> 24);
    }
  }

  /// The mean of the rows above the mean of the rows above … : up to four passes, as long as there
  /// are three such rows; states have as many cells as told, those of the first pass apart.
  static final class Narrow implements MergeablePipeline<double[]>, MultiPass<double[]> {
    private static final int PASSES = 4;
    private final Column column;
    private final int first;
    private final int later;

    Narrow(Column column, int first, int later, Binding in) {
      this.column = column;
      this.first = first;
      this.later = later;
      in.passes(PASSES);
    }

    private static double[] state(int cells, double least, double pass) {
      var state = new double[cells];
      state[0] = least;
      state[3] = pass;
      return state;
    }

    @Override
    public double[] newState(ChunkProcessingContext context) {
      return state(first, Double.NEGATIVE_INFINITY, 0);
    }

    @Override
    public double[] newState(double[] seed, ChunkProcessingContext context) {
      return state(later, seed[0], seed[3]);
    }

    @Override
    public void processChunk(Chunk chunk, double[] s, ChunkProcessingContext context) {
      var cells = chunk.doubles(column);
      for (int r = 0; r < chunk.rows(); r++) {
        if (cells[r] > s[0]) {
          s[1] += cells[r];
          s[2]++;
        }
      }
    }

    @Override
    public double[] merge(double[] a, double[] b) {
      a[1] += b[1];
      a[2] += b[2];
      return a;
    }

    @Override
    public Optional<double[]> nextPass(double[] whole) {
      return whole[2] < 3 || whole[3] == PASSES - 1
          ? Optional.empty()
          : Optional.of(state(4, whole[1] / whole[2], whole[3] + 1));
    }

    @Override
    public PipelineResult aggregateChunkResults(double[] s, ChunkProcessingContext context) {
      return PipelineResult.EMPTY.withValue("mean", s[1] / s[2]).withValue("pass", s[3]);
    }

    @Override
    public StateCodec<double[]> stateCodec() {
      return StateCodec.of(
          1, (s, out) -> out.reals(s), StateCodec.In::reals, s -> 16 + 8L * s.length);
    }
  }
}
