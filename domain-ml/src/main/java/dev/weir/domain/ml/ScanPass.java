package dev.weir.domain.ml;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.StateCodec;
import dev.weir.numerics.ExactSums;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The first pass: counts, means and the sample from which the first centres are chosen.
final class ScanPass implements Pass {
  private final Counts counts;
  private final ExactSums sums;
  private final SeedSample sample;
  private final KMeans.Settings settings;

  private ScanPass(Counts counts, ExactSums sums, SeedSample sample, KMeans.Settings settings) {
    this.counts = counts;
    this.sums = sums;
    this.sample = sample;
    this.settings = settings;
  }

  static ScanPass create(KMeans.Settings settings) {
    return new ScanPass(
        new Counts(), ExactSums.create(settings.features()), settings.emptySample(), settings);
  }

  @Override
  public void accept(Chunk chunk, List<Column> features) {
    long unusable =
        FeatureRows.of(
            chunk,
            features,
            batch -> {
              for (int f = 0; f < features.size(); f++) {
                var cells = batch.feature(f);
                for (int i = 0; i < batch.count(); i++) {
                  sums.add(f, cells[i]);
                }
              }
              sample.accept(batch);
            });
    counts.add(chunk, unusable);
  }

  @Override
  public void merge(Pass later) {
    var other = (ScanPass) later;
    counts.merge(other.counts);
    sums.merge(other.sums);
    sample.merge(other.sample);
  }

  /// Means of the features; 0 for no rows.
  double[] means() {
    var means = new double[settings.features()];
    Arrays.setAll(means, f -> counts.used == 0 ? 0 : sums.sum(f) / counts.used);
    return means;
  }

  @Override
  public Optional<Pass> next() {
    if (counts.used == 0) {
      return Optional.empty();
    }
    if (settings.standardize()) {
      return Optional.of(SpreadPass.create(means(), sample, settings));
    }
    var scales = new double[settings.features()];
    Arrays.fill(scales, 1);
    return Optional.of(LloydPass.first(settings.firstCentres(sample, scales), means(), settings));
  }

  @Override
  public ScanPass fresh() {
    return create(settings);
  }

  @Override
  public Counts counts() {
    return counts;
  }

  @Override
  public void write(StateCodec.Out out) {
    counts.write(out);
    sums.write(out);
    sample.write(out);
  }

  static ScanPass read(StateCodec.In in, KMeans.Settings settings) {
    return new ScanPass(
        Counts.read(in), ExactSums.read(in), settings.emptySample().read(in), settings);
  }

  @Override
  public long retainedBytes() {
    return 100 + sums.retainedBytes() + sample.retainedBytes();
  }
}
