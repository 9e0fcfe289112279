package dev.weir.benchmarks;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.DomainPlugin;
import dev.weir.api.MergeablePipeline;
import dev.weir.api.OptionValues;
import dev.weir.api.PipelineResult;
import dev.weir.api.StateCodec;
import dev.weir.api.ToolDescriptor;
import dev.weir.api.Type;
import dev.weir.numerics.Moments;
import java.util.List;
import java.util.stream.Stream;

/// A tool with next to no work of its own: moments of all numeric columns.
final class MomentsTool implements MergeablePipeline<List<Moments>> {
  static final String NAME = "bench.moments";

  /// Has this tool only.
  static final DomainPlugin PLUGIN =
      new DomainPlugin() {
        @Override
        public List<ToolDescriptor> tools() {
          return List.of(
              ToolDescriptor.of(MomentsTool.class, NAME, "Moments of all numeric columns")
                  .description("The sum of their kurtoses.")
                  .produces("kurtosis", "real number")
                  .example("weir run f.csv bench.moments")
                  .build());
        }

        @Override
        public AnalysisPipeline create(
            String tool, OptionValues options, Binding input, Binding fitted) {
          return new MomentsTool(input);
        }
      };

  private final List<Column> columns;

  private MomentsTool(Binding in) {
    columns = in.columns(List.of(), Type.numeric());
    in.memory(200L * columns.size(), 0);
  }

  /// Fresh moments, one each.
  static List<Moments> states(int columns) {
    return Stream.generate(Moments::create).limit(columns).toList();
  }

  /// The kernel, without anything around it.
  static void take(Chunk chunk, List<Column> columns, List<Moments> state) {
    for (int i = 0; i < columns.size(); i++) {
      var column = columns.get(i);
      state.get(i).accept(chunk.doubles(column), chunk.validity(column), chunk.rows());
    }
  }

  @Override
  public List<Moments> newState(ChunkProcessingContext context) {
    return states(columns.size());
  }

  @Override
  public void processChunk(Chunk chunk, List<Moments> state, ChunkProcessingContext context) {
    take(chunk, columns, state);
  }

  @Override
  public List<Moments> merge(List<Moments> earlier, List<Moments> later) {
    for (int i = 0; i < earlier.size(); i++) {
      earlier.get(i).merge(later.get(i));
    }
    return earlier;
  }

  @Override
  public PipelineResult aggregateChunkResults(List<Moments> state, ChunkProcessingContext context) {
    double sum = state.stream().mapToDouble(Moments::kurtosis).sum();
    return PipelineResult.EMPTY.withValue("kurtosis", sum);
  }

  @Override
  public StateCodec<List<Moments>> stateCodec() {
    return StateCodec.of(
        1,
        (state, out) -> state.forEach(moments -> moments.write(out)),
        in -> columns.stream().map(_ -> Moments.read(in)).toList(),
        state -> state.stream().mapToLong(Moments::retainedBytes).sum());
  }
}
