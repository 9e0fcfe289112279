package dev.weir.domain.ml;

import dev.weir.api.Column;
import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// The model of k-means as a plain result: tables `centres` and `features`.
final class ClusterModel {
  static final String CENTRES = "centres";
  static final String FEATURES = "features";

  /// Columns of `centres` before those of the features.
  static final List<String> OWN = List.of("cluster", "size", "within_ss");

  private ClusterModel() {}

  private static Schema schema(List<Column> features) {
    var schema =
        Schema.of(
            Schema.Field.of(OWN.get(0), Type.LONG),
            Schema.Field.of(OWN.get(1), Type.LONG),
            Schema.Field.of(OWN.get(2), Type.DOUBLE));
    for (var feature : features) {
      schema = schema.with(Schema.Field.of(feature.name(), Type.DOUBLE));
    }
    return schema;
  }

  static PipelineResult of(Pass pass, List<Column> features, KMeans.Settings settings) {
    var centres = Rows.of(schema(features));
    var about =
        Rows.of(
            Schema.of(
                Schema.Field.of("feature", Type.TEXT),
                Schema.Field.of("mean", Type.DOUBLE),
                Schema.Field.of("scale", Type.DOUBLE)));
    int clusters = 0;
    var lloyd = pass instanceof LloydPass fitted ? fitted : null;
    for (int f = 0; f < features.size(); f++) {
      about.row().put(0, features.get(f).name());
      if (lloyd != null) {
        about.put(1, lloyd.start().means()[f]).put(2, lloyd.start().centres().scales()[f]);
      }
    }
    if (lloyd != null) {
      for (int c : numbered(lloyd)) {
        centres.row().put(0, ++clusters).put(1, lloyd.size(c)).put(2, lloyd.within(c));
        for (int f = 0; f < features.size(); f++) {
          centres.put(OWN.size() + f, lloyd.start().centres().points()[c][f]);
        }
      }
    }
    var counts = pass.counts();
    var result =
        PipelineResult.EMPTY
            .withTable(CENTRES, centres.table())
            .withTable(FEATURES, about.table())
            .withValue("sse", lloyd == null ? 0.0 : lloyd.squares())
            .withValue("passes", lloyd == null ? 0L : (long) lloyd.start().number())
            .withValue("converged", lloyd == null ? counts.used == 0 : lloyd.converged())
            .withValue("used", counts.used)
            .withValue("left-out", counts.leftOut);
    for (var warning : warnings(pass, clusters, settings)) {
      result = result.withWarning(warning);
    }
    return result;
  }

  private static List<String> warnings(Pass pass, int clusters, KMeans.Settings settings) {
    var warnings = new ArrayList<String>();
    var counts = pass.counts();
    if (counts.leftOut > 0) {
      warnings.add(
          counts.leftOut
              + (counts.leftOut == 1 ? " row was" : " rows were")
              + " left out: a feature is missing, not finite or beyond 1e150; they get no cluster");
    }
    if (counts.used == 0) {
      warnings.add("no row has a usable number in every feature: there are no clusters");
    } else if (pass instanceof LloydPass lloyd) {
      boolean converged = lloyd.converged();
      if (clusters < settings.clusters() && converged) {
        warnings.add(
            "only "
                + clusters
                + (clusters == 1 ? " cluster" : " clusters")
                + " of the "
                + settings.clusters()
                + " asked for: there are no more different rows");
      }
      if (!converged) {
        warnings.add(
            "not converged after "
                + lloyd.start().number()
                + " passes; raise --max-passes or --tolerance");
      }
    }
    return warnings;
  }

  /// The clusters that have rows, the largest first, of equals by their centres.
  private static List<Integer> numbered(LloydPass lloyd) {
    var points = lloyd.start().centres().points();
    var order = new ArrayList<Integer>();
    for (int c = 0; c < points.length; c++) {
      if (lloyd.size(c) > 0) {
        order.add(c);
      }
    }
    order.sort(
        Comparator.<Integer>comparingLong(c -> -lloyd.size(c))
            .thenComparing((a, b) -> Arrays.compare(points[a], points[b])));
    return order;
  }

  /// The features of a model, each as the column of that name.
  static List<Column> features(PipelineResult model, List<Column> bound) {
    var found = new ArrayList<Column>();
    var name = model.table(FEATURES).schema().column("feature");
    model
        .table(FEATURES)
        .forEachChunk(chunk -> {
          for (int r = 0; r < chunk.rows(); r++) {
            found.add(bound(chunk.text(name).string(r), bound));
          }
        });
    return found;
  }

  private static Column bound(String name, List<Column> bound) {
    return bound.stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            PipelineException.user(
                "kmeans.model",
                "the model was fitted on a feature '"
                    + name
                    + "', and the features here are "
                    + bound.stream().map(Column::name).toList()
                    + "; name the same ones by --features"));
  }

  /// The centres of a model in the order of their numbers, from 1.
  static Centres centres(PipelineResult model, List<Column> features) {
    var points = new ArrayList<double[]>();
    var table = model.table(CENTRES);
    table.forEachChunk(chunk -> {
      for (int r = 0; r < chunk.rows(); r++) {
        var point = new double[features.size()];
        for (int f = 0; f < point.length; f++) {
          point[f] = chunk.doubles(table.schema().column(features.get(f).name()))[r];
        }
        points.add(point);
      }
    });
    var scales = new ArrayList<Double>();
    var scale = model.table(FEATURES).schema().column("scale");
    model
        .table(FEATURES)
        .forEachChunk(chunk -> {
          for (int r = 0; r < chunk.rows(); r++) {
            scales.add(chunk.doubles(scale)[r]);
          }
        });
    return new Centres(
        points.toArray(double[][]::new),
        scales.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
