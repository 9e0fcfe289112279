package dev.weir.domain.ml;

import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.Estimator;
import dev.weir.api.MergeablePipeline;
import dev.weir.api.MultiPass;
import dev.weir.api.Option;
import dev.weir.api.OptionType;
import dev.weir.api.PipelineResult;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.StatelessTransform;
import dev.weir.api.Tool;
import dev.weir.api.Type;
import dev.weir.numerics.ExactSums;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Divides rows into k clusters around their means.
///
/// Lloyd's algorithm over all rows, a pass a round: each row goes to its nearest centre by
/// Euclidean distance, of equally near ones the first; then each centre becomes the mean of its
/// rows. The sum of squared distances (`sse`) falls from pass to pass.
///
/// **First centres.** The first pass keeps a uniform random sample, drawn by seed and row (all rows
/// up to 16384, fewer rows only with more than 64 features). In it k-means++ and up to 25 rounds of
/// Lloyd's algorithm are run from `starts` starts; the best goes on. So any number of starts costs
/// one pass over the data, but clusters of fewer than about one row in ten thousand may get no
/// centre of their own from it.
///
/// **Stop.** When no centre moves, or the sum of squares fell by no more than `tolerance` of
/// itself, or after `max-passes`, with a warning. The centres that are told are those that the last
/// pass assigned its rows to, so sizes and sums of squares are true of them, and the transform
/// gives the same clusters.
///
/// **Empty clusters.** A cluster that loses all its rows, or got no centre, begins anew at the row
/// that lies farthest from its centre (of equals that of the smallest identity), one such cluster a
/// pass. If there are fewer different rows than `k`, there are fewer clusters, and a warning.
///
/// **Numbers.** Clusters are numbered from 1, the largest first, of equals by their centres.
///
/// **Scale.** Features count by their own units. `standardize` divides each by its sample standard
/// deviation (n - 1) over all rows used; a constant one stays as it is. Centres are always in the
/// features' units, sums of squares and distances in those of the comparison.
///
/// **Edges.** Rows in which a feature is missing, NaN, infinite or beyond 1e150 are left out of the
/// fit, counted in `left-out`, and get a missing cluster. LONG beyond 2^53 is rounded to the
/// nearest DOUBLE. No usable rows: no clusters, and every cluster is missing. One row: one cluster.
///
/// **Exactness.** Centres are exact sums, rounded once, by the count; sums of squares are exact
/// sums of squares rounded row by row. So labels, the number of passes and all figures are the same
/// to the bit for any chunking, grid, threads and order of rows; they depend on the seed through
/// the first centres. The result is a local minimum: no row can change its cluster alone, but
/// another division may be better; more `starts` help.
///
/// **Cost.** A pass for means and sample, one more to standardize, then one a round; about k times
/// features multiplications a row and pass. Memory: 2 MB for the sample of two features, 650 bytes
/// a cluster and feature at most. The first centres are found in memory, by one thread, without
/// hearing a cancellation: about a second for k times features of 1000.
///
/// **Errors.** USER: an unknown feature or one that is no number; REFUSED: a column that is to be
/// added exists already; a feature named cluster, size or within_ss.
///
/// **Source.** Lloyd (doi:10.1109/TIT.1982.1056489); k-means++: Arthur and Vassilvitskii, SODA
/// 2007, page 1027; the first centres from a sample: Bradley and Fayyad, ICML 1998, page 91.
/// Checked against R 4.2 `kmeans` and scikit-learn 1.2 `KMeans`.
@Tool(
    name = "ml.kmeans",
    exactness =
        "centres and sums of squares to one rounding; the division is a local minimum that depends"
            + " on the seed",
    produces = {
      "centres: cluster, size, within_ss, and the centre's place in each feature",
      "features: feature, mean, scale (what it is divided by)",
      "sse: sum of squared distances of all rows from their centres",
      "passes: rounds of Lloyd's algorithm over all rows",
      "converged: whether it stopped by itself",
      "used: rows that were clustered",
      "left-out: rows without a usable number in every feature",
      "rows: the rows of the input with their cluster"
    },
    example = "weir run diamonds.csv ml.kmeans --k 5 --features carat,price --standardize")
final class KMeans implements MergeablePipeline<Pass>, MultiPass<Pass>, Estimator {
  private static final int MOST_SAMPLED = 16_384;
  private static final int MOST_CELLS = 1 << 20;

  /// What the user chose.
  ///
  /// @param k clusters
  /// @param features numeric columns to compare rows by; none: all
  /// @param standardize divide each feature by its standard deviation first
  /// @param starts starts within the sample, of which the best goes on
  /// @param maxPasses most rounds over all rows
  /// @param tolerance stop when the sum of squares falls by no more than this part; 0: only when no
  ///   centre moves
  /// @param column name of the column that is added
  /// @param distance also add the distance from the centre, as `<column>_distance`
  record Options(
      @Option(least = 1, most = 1_000) int k,
      @Option(
              type = OptionType.COLUMNS,
              accepts = {Type.INT, Type.LONG, Type.DOUBLE})
          List<String> features,
      boolean standardize,
      @Option(byDefault = "10", least = 1, most = 1_000) int starts,
      @Option(byDefault = "100", least = 1, most = 10_000) int maxPasses,
      @Option(byDefault = "0.0001", least = 0, most = 1) double tolerance,
      @Option(byDefault = "cluster", least = 1) String column,
      boolean distance) {}

  /// What the passes need to know.
  record Settings(
      int clusters,
      int features,
      boolean standardize,
      int starts,
      int maxPasses,
      double tolerance,
      long seed) {
    private int sampled() {
      return Math.clamp(MOST_CELLS / features, Math.min(16 * clusters, MOST_SAMPLED), MOST_SAMPLED);
    }

    SeedSample emptySample() {
      return new SeedSample(seed, sampled(), features);
    }

    Centres firstCentres(SeedSample sample, double[] scales) {
      return new Seeding(sample.points(), scales, seed).best(clusters, starts);
    }
  }

  private final Options options;
  private final Settings settings;
  private final List<Column> features;

  KMeans(Options options, Binding in) {
    this.options = options;
    features = in.columns(options.features(), Type.INT, Type.LONG, Type.DOUBLE);
    for (var feature : features) {
      if (ClusterModel.OWN.contains(feature.name())) {
        throw in.refusal(
            "a feature is named '" + feature.name() + "', as a column of the table of centres is",
            "name the features by --features without it, or give it another name first");
      }
    }
    settings =
        new Settings(
            options.k(),
            features.size(),
            options.standardize(),
            options.starts(),
            options.maxPasses(),
            options.tolerance(),
            in.seed());
    emit(in);
    in.passes((options.standardize() ? 2 : 1) + options.maxPasses());
    in.memory(bytes(), 0);
  }

  private long bytes() {
    int d = features.size();
    long sampled =
        SeedSample.bytes(settings.sampled() + 1, d) + 200 + 16L * d + ExactSums.maxBytes(d);
    long working = FeatureRows.MOST * (8L * d + 64);
    return working + Math.max(sampled, LloydPass.bytes(options.k(), d));
  }

  private Schema.Field cluster() {
    return new Schema.Field(options.column(), Type.INT, true, "");
  }

  private List<Schema.Field> distance() {
    return options.distance()
        ? List.of(new Schema.Field(options.column() + "_distance", Type.DOUBLE, true, ""))
        : List.of();
  }

  private void emit(Binding in) {
    var added = new ArrayList<Schema.Field>();
    added.add(cluster());
    added.addAll(distance());
    for (var field : added) {
      if (in.schema().indexOf(field.name()) >= 0) {
        throw in.refusal(
            "there is a column '" + field.name() + "' already, which this step would add",
            "name the new one by --column");
      }
    }
    var emitted = in.schema().with(added.toArray(Schema.Field[]::new));
    var from = new int[emitted.size()];
    Arrays.setAll(from, i -> i < in.schema().size() ? i : -1);
    in.emits(emitted, from);
  }

  @Override
  public Pass newState(ChunkProcessingContext context) {
    return ScanPass.create(settings);
  }

  @Override
  public Pass newState(Pass seed, ChunkProcessingContext context) {
    return seed.fresh();
  }

  @Override
  public void processChunk(Chunk chunk, Pass state, ChunkProcessingContext context) {
    state.accept(chunk, features);
  }

  @Override
  public Pass merge(Pass earlier, Pass later) {
    earlier.merge(later);
    return earlier;
  }

  @Override
  public Optional<Pass> nextPass(Pass whole) {
    return whole.next();
  }

  @Override
  public PipelineResult aggregateChunkResults(Pass state, ChunkProcessingContext context) {
    return ClusterModel.of(state, features, settings);
  }

  @Override
  public StatelessTransform transformer(PipelineResult model) {
    var fitted = ClusterModel.features(model, features);
    return new ClusterRows(ClusterModel.centres(model, fitted), fitted, cluster(), distance());
  }

  @Override
  public StateCodec<Pass> stateCodec() {
    return StateCodec.of(1, KMeans::write, this::read, Pass::retainedBytes);
  }

  private static void write(Pass pass, StateCodec.Out out) {
    out.integer(
        switch (pass) {
          case ScanPass _ -> 0;
          case SpreadPass _ -> 1;
          case LloydPass _ -> 2;
        });
    pass.write(out);
  }

  private Pass read(StateCodec.In in) {
    return switch ((int) in.integer()) {
      case 0 -> ScanPass.read(in, settings);
      case 1 -> SpreadPass.read(in, settings);
      default -> LloydPass.read(in, settings);
    };
  }
}
