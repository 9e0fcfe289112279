package dev.weir.processor;

import java.util.HashMap;
import java.util.Map;

/// A small module, right in everything, to be changed by tests.
final class Sources {
  private Sources() {}

  static final String MODULE =
      """
      /// Samples.
      module sample.tools {
        requires transitive dev.weir.api;

        exports sample.tools;

        provides dev.weir.api.DomainPlugin with sample.tools.SamplePlugin;
      }
      """;

  static final String KIND =
      """
      package sample.tools;

      /// A kind.
      public enum Kind {
        /// One.
        MOST_FREQUENT,
        /// Another.
        MEAN
      }
      """;

  /// A tool with options of every type; its answer tells what it was given.
  static final String EVERY =
      """
      package sample.tools;

      import dev.weir.api.*;
      import java.time.Duration;
      import java.util.*;

      /// Knows every type. It says `a < b`, "quotes", \\ and [links].
      ///
      /// - Second paragraph: with {@code tags}, \\\
      """
          + """
          \"""three quotes\""" and a table's | bar.
          ///
          /// @see Binding
          @Tool(
              name = "sample.every-type",
              produces = {"options: what it was given", "rows: none"},
              exactness = "exact | or not",
              fitOn = "areas",
              oneOf = {"maybe-int", "maybe-long maybe-real"},
              overflow = ToolDescriptor.Overflow.SAMPLE,
              example = "weir run f.csv sample.every-type --areas g.csv")
          final class EveryType implements AnalysisPipeline, Estimator {
            enum Hidden { ONE, TWO }

            /// What the user chose.
            ///
            /// @param column column, or <b>not</b>
            ///   at all.
            /// @param columns columns
            /// @param where condition
            /// @param word text
            /// @param words texts
            /// @param kind choice
            /// @param kinds choices
            /// @param hidden hidden choice
            /// @param whole int
            /// @param wide long
            /// @param size bytes
            /// @param real real
            /// @param reals reals
            /// @param wholes ints
            /// @param wides longs
            /// @param flag flag
            /// @param pause duration
            /// @param maybeWord optional text
            /// @param maybeKind optional choice
            /// @param maybeWait optional duration
            /// @param maybeInt optional int
            /// @param maybeLong optional long
            /// @param maybeReal optional real
            record Options(
                @Option(type = OptionType.COLUMN, accepts = {Type.INT, Type.DOUBLE}) String column,
                @Option(type = OptionType.COLUMNS, required = true) List<String> columns,
                @Option(type = OptionType.EXPRESSION) Optional<String> where,
                @Option(byDefault = "\\\\\\"", least = 1, most = 9) String word,
                @Option(byDefault = "") List<String> words,
                @Option(byDefault = "most-frequent") Kind kind,
                @Option(byDefault = {"mean", "most-frequent"}) List<Kind> kinds,
                @Option(byDefault = "two") Hidden hidden,
                @Option(byDefault = "3", least = -1, most = 5) int whole,
                @Option(byDefault = "4", least = 0) long wide,
                @Option(type = OptionType.SIZE, byDefault = "64k") long size,
                @Option(byDefault = "0.5") double real,
                @Option(byDefault = {"0.5", "1"}) List<Double> reals,
                @Option(byDefault = {"1", "2"}, least = 1, most = 9) List<Integer> wholes,
                @Option(required = true) List<Long> wides,
                boolean flag,
                @Option(byDefault = "30s") Duration pause,
                Optional<String> maybeWord,
                Optional<Kind> maybeKind,
                Optional<Duration> maybeWait,
                @Option(least = 0, most = 9) OptionalInt maybeInt,
                OptionalLong maybeLong,
                OptionalDouble maybeReal) {}

            private final Options options;

            EveryType(Options options, Binding in, Binding areas) {
              this.options = options;
            }

            @Override
            public PipelineResult analyze(Table table, ChunkProcessingContext context) {
              return PipelineResult.EMPTY.withValue("options", options.toString());
            }

            @Override
            public Transform<?> transformer(PipelineResult model) {
              throw new AssertionError();
            }
          }
          """;

  /// Uses the generated calls.
  static final String CALLER =
      """
      package sample.tools;

      import dev.weir.api.ToolCall;
      import java.util.List;

      /// A caller.
      public final class Caller {
        private Caller() {}

        /// A call.
        public static ToolCall call() {
          return SampleTools.everyType("x", List.of("a", "b"), List.of(8L)).word("w").words("c", "d").kind(Kind.MEAN)
              .kinds(Kind.MEAN, Kind.MOST_FREQUENT).hidden("one").whole(1).wide(2).size(3).real(0.25)
              .reals(1, 2).wholes(4, 5).flag(true).where("x > 1").maybeInt(7).pause(java.time.Duration.ofSeconds(5));
        }
      }
      """;

  /// A plain tool.
  static final String PLAIN =
      """
      package sample.tools;

      import dev.weir.api.*;

      /// Keeps all rows.
      ///
      /// Each row alone.
      @Tool(
          name = "sample.plain",
          produces = "rows: all",
          example = "weir run f.csv sample.plain")
      final class Plain implements StatelessTransform {
        /// What the user chose.
        ///
        /// @param top how many
        record Options(
            @Option(byDefault = "3", least = 1, most = 9) int top) {}

        Plain(Options options, Binding in) {}

        @Override
        public Chunk transform(Chunk chunk, ChunkProcessingContext context) {
          return chunk;
        }
      }
      """;

  /// The module with the plain tool.
  static Map<String, String> plain() {
    return new HashMap<>(
        Map.of("module-info.java", MODULE, "sample/tools/Plain.java", PLAIN, KIND_FILE, KIND));
  }

  static final String KIND_FILE = "sample/tools/Kind.java";
}
