package dev.weir.domain.ml;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.StateCodec;
import dev.weir.numerics.ExactSums;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The second pass of a standardized fit: the standard deviations. The squares are rounded row by
/// row and then summed exactly, so they do not depend on the grid.
final class SpreadPass implements Pass {
  private final double[] means;
  private final SeedSample sample;
  private final Counts counts;
  private final ExactSums squares;
  private final KMeans.Settings settings;

  private SpreadPass(
      double[] means,
      SeedSample sample,
      Counts counts,
      ExactSums squares,
      KMeans.Settings settings) {
    this.means = means;
    this.sample = sample;
    this.counts = counts;
    this.squares = squares;
    this.settings = settings;
  }

  static SpreadPass create(double[] means, SeedSample sample, KMeans.Settings settings) {
    return new SpreadPass(means, sample, new Counts(), ExactSums.create(means.length), settings);
  }

  @Override
  public void accept(Chunk chunk, List<Column> features) {
    long unusable =
        FeatureRows.of(
            chunk,
            features,
            batch -> {
              for (int f = 0; f < means.length; f++) {
                var cells = batch.feature(f);
                for (int i = 0; i < batch.count(); i++) {
                  double off = cells[i] - means[f];
                  squares.add(f, off * off);
                }
              }
            });
    counts.add(chunk, unusable);
  }

  @Override
  public void merge(Pass later) {
    var other = (SpreadPass) later;
    counts.merge(other.counts);
    squares.merge(other.squares);
  }

  /// Sample standard deviations; 1 for a constant feature.
  private double[] scales() {
    var scales = new double[means.length];
    Arrays.setAll(
        scales,
        f -> {
          double sd = Math.sqrt(squares.sum(f) / (counts.used - 1));
          return sd > 0 ? sd : 1;
        });
    return scales;
  }

  @Override
  public Optional<Pass> next() {
    return Optional.of(LloydPass.first(settings.firstCentres(sample, scales()), means, settings));
  }

  @Override
  public SpreadPass fresh() {
    return create(means, sample, settings);
  }

  @Override
  public Counts counts() {
    return counts;
  }

  @Override
  public void write(StateCodec.Out out) {
    out.reals(means);
    sample.write(out);
    counts.write(out);
    squares.write(out);
  }

  static SpreadPass read(StateCodec.In in, KMeans.Settings settings) {
    return new SpreadPass(
        in.reals(), settings.emptySample().read(in), Counts.read(in), ExactSums.read(in), settings);
  }

  @Override
  public long retainedBytes() {
    return 100 + 8L * means.length + sample.retainedBytes() + squares.retainedBytes();
  }
}
