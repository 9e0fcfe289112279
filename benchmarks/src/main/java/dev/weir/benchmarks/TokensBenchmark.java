package dev.weir.benchmarks;

import dev.weir.api.Schema;
import dev.weir.api.StreamingConfig;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.api.Values;
import dev.weir.core.Catalogue;
import dev.weir.core.Input;
import dev.weir.core.Pipeline;
import dev.weir.core.RunResult;
import dev.weir.core.StreamingPipelineExecutor;
import dev.weir.domain.text.TextPlugin;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// `text.term-frequencies` of texts in memory beside loops over Lucene's standard analyzer, in
/// nanoseconds a token.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(TokensBenchmark.TOKENS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx1500m")
public class TokensBenchmark {
  private static final int ROWS = 50_000;
  private static final int PER_ROW = 20;
  static final int TOKENS = ROWS * PER_ROW;

  private final String[] texts = texts();
  private final Table table =
      Table.of(
          Schema.of(Schema.Field.of("text", Type.TEXT)),
          List.of(
              dev.weir.api.Chunk.of(
                  Schema.of(Schema.Field.of("text", Type.TEXT)), ROWS, 0, Values.of(texts))));
  private final Catalogue catalogue = Catalogue.of(List.of(new TextPlugin()), List.of());

  /// Words of 2 to 12 letters, a few of them far more often than the rest.
  private static String[] texts() {
    var random = new SplittableRandom(1);
    var words = new String[20_000];
    for (int w = 0; w < words.length; w++) {
      var word = new StringBuilder();
      for (int l = 2 + random.nextInt(11); l > 0; l--) {
        word.append((char) ('a' + random.nextInt(26)));
      }
      words[w] = word.toString();
    }
    var texts = new String[ROWS];
    for (int r = 0; r < ROWS; r++) {
      var text = new StringBuilder();
      for (int t = 0; t < PER_ROW; t++) {
        double u = random.nextDouble();
        text.append(words[(int) (words.length * u * u * u)]).append(t % 9 == 8 ? ". " : " ");
      }
      texts[r] = text.toString();
    }
    return texts;
  }

  /// Makes the tokens and looks at their length only: a floor.
  @Benchmark
  public long tokensOnly() throws IOException {
    long characters = 0;
    try (Analyzer analyzer = new StandardAnalyzer()) {
      for (var text : texts) {
        try (var tokens = analyzer.tokenStream("text", text)) {
          var term = tokens.getAttribute(CharTermAttribute.class);
          tokens.reset();
          while (tokens.incrementToken()) {
            characters += term.length();
          }
          tokens.end();
        }
      }
    }
    return characters;
  }

  /// Counts them in a map of strings.
  @Benchmark
  public Map<String, Long> counted() throws IOException {
    var counts = new HashMap<String, Long>();
    try (Analyzer analyzer = new StandardAnalyzer()) {
      for (var text : texts) {
        try (var tokens = analyzer.tokenStream("text", text)) {
          var term = tokens.getAttribute(CharTermAttribute.class);
          tokens.reset();
          while (tokens.incrementToken()) {
            counts.merge(term.toString(), 1L, Long::sum);
          }
          tokens.end();
        }
      }
    }
    return counts;
  }

  /// The tool, one folding thread; it counts documents too and sorts the terms.
  @Benchmark
  public RunResult termFrequencies() {
    var config = StreamingConfig.defaults().withThreads(1);
    var input = Input.of("held", _ -> new HeldSource(table));
    return new StreamingPipelineExecutor(catalogue, config)
        .run(Pipeline.from(input).step("text.term-frequencies").with("column", "text"));
  }
}
