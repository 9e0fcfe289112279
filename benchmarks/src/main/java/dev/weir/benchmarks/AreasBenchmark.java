package dev.weir.benchmarks;

import dev.weir.api.Chunk;
import dev.weir.api.Rows;
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
import dev.weir.domain.geo.GeoPlugin;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.index.hprtree.HPRtree;
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

/// `geo.spatial-join` of points in memory beside a loop over JTS with the same kind of tree and
/// prepared geometries, in nanoseconds a point; both make the tree.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(AreasBenchmark.POINTS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx1500m")
public class AreasBenchmark {
  static final int POINTS = 1 << 20;
  private static final int AREAS = 1000;
  private static final int CORNERS = 100;

  private final GeometryFactory factory = new GeometryFactory();
  private final List<Polygon> polygons = polygons();
  private final double[] xs = coordinates(2);
  private final double[] ys = coordinates(3);
  private final Table points = points();
  private final Table areas = areas();
  private final Catalogue catalogue = Catalogue.of(List.of(new GeoPlugin()), List.of());

  private List<Polygon> polygons() {
    var random = new SplittableRandom(1);
    var all = new ArrayList<Polygon>();
    for (int a = 0; a < AREAS; a++) {
      double x = 100 * random.nextDouble();
      double y = 100 * random.nextDouble();
      var ring = new Coordinate[CORNERS + 1];
      for (int c = 0; c < CORNERS; c++) {
        double angle = 2 * Math.PI * c / CORNERS;
        double radius = 1.2 + random.nextDouble();
        ring[c] = new Coordinate(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
      }
      ring[CORNERS] = ring[0];
      all.add(factory.createPolygon(ring));
    }
    return all;
  }

  private static double[] coordinates(long seed) {
    return new SplittableRandom(seed).doubles(POINTS).map(d -> 100 * d).toArray();
  }

  private Table points() {
    var schema = Schema.of(Schema.Field.of("x", Type.DOUBLE), Schema.Field.of("y", Type.DOUBLE));
    var chunks = new ArrayList<Chunk>();
    for (int from = 0; from < POINTS; from += Data.CHUNK_ROWS) {
      int to = Math.min(POINTS, from + Data.CHUNK_ROWS);
      chunks.add(
          Chunk.of(
              schema,
              to - from,
              from,
              Values.of(java.util.Arrays.copyOfRange(xs, from, to)),
              Values.of(java.util.Arrays.copyOfRange(ys, from, to))));
    }
    return Table.of(schema, chunks);
  }

  private Table areas() {
    var rows =
        Rows.of(
            Schema.of(Schema.Field.of("id", Type.LONG), Schema.Field.of("geometry", Type.TEXT)));
    for (int a = 0; a < AREAS; a++) {
      rows.row().put(0, a).put(1, polygons.get(a).toText());
    }
    return rows.table();
  }

  /// Counts the pairs in a loop.
  @Benchmark
  public long bareLoop() {
    var tree = new HPRtree();
    for (var polygon : polygons) {
      tree.insert(polygon.getEnvelopeInternal(), PreparedGeometryFactory.prepare(polygon));
    }
    tree.build();
    var pairs = new long[1];
    for (int p = 0; p < POINTS; p++) {
      var point = factory.createPoint(new Coordinate(xs[p], ys[p]));
      tree.query(
          new Envelope(xs[p], xs[p], ys[p], ys[p]),
          area -> pairs[0] += ((PreparedGeometry) area).intersects(point) ? 1 : 0);
    }
    return pairs[0];
  }

  /// The tool, one folding thread; it makes a row of each pair.
  @Benchmark
  public RunResult spatialJoin() {
    var config = StreamingConfig.defaults().withThreads(1);
    var input = Input.of("points", _ -> new HeldSource(points));
    var further = Input.of("areas", _ -> new HeldSource(areas));
    return new StreamingPipelineExecutor(catalogue, config)
        .run(
            Pipeline.from(input)
                .step("geo.spatial-join")
                .with("x", "x")
                .with("y", "y")
                .fitOn(further));
  }
}
