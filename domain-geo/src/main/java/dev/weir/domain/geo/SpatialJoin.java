package dev.weir.domain.geo;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.Binding;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.Estimator;
import dev.weir.api.Option;
import dev.weir.api.OptionType;
import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.Tool;
import dev.weir.api.Transform;
import dev.weir.api.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Puts beside each row the area in which it lies.
///
/// Rows are points (`--x`, `--y`) or have a geometry (`--geometry`); the areas are the rows of a
/// further input, `--areas FILE`, whose geometry is in `--areas-geometry`. A cell holds WKT (also
/// with `SRID=…;`), GeoJSON (a geometry or a feature) or WKB (bytes, or hexadecimal digits as
/// text). A row matches an area by `--predicate`:
///
/// - `intersects`: they share a point, borders included;
/// - `within`: the row lies in the area, not on its border alone;
/// - `covered-by`: the row lies in the area or on its border;
/// - `contains`: the area lies in the row's geometry, not on its border alone;
/// - `nearest`: no other area is nearer; its distance, in the units of the coordinates and 0 where
///   they share a point, is the last column, `distance` (behind `--prefix`). Areas at equal
///   distances all match. `--max-distance` says how far away an area may be.
///
/// The columns `--keep` of the areas (none given: all but the geometry) come after the row's own,
/// their names behind `--prefix`. A row that matches several areas comes once for each, in the
/// order of the areas' input (`--matches all`), or with the first alone (`first`). A row that
/// matches none is left out (`--how inner`), or stays with missing cells (`left`).
///
/// - Coordinates are taken as they are, in a plane; both inputs need the same reference system.
/// - A coordinate that is missing, NaN or infinite, and a missing or empty geometry, is nowhere:
///   the row matches nothing. Such areas are counted as `empty`.
/// - A geometry that cannot be read, that is not valid (rings that cross) or that is a collection
///   of mixed kinds is set aside with its row and the reason, within `--error-budget`; areas that
///   are not valid can be mended by `--repair`, and are counted.
/// - Heights are passed over. No areas: no row matches.
/// - Distances are those of the plane, not of the globe: in degrees they tell what is nearest only
///   roughly. Coordinates beyond 1e150 have none.
///
/// Errors: a kept column whose name the rows have already is refused; a single area that does not
/// fit into memory (about 250 bytes a vertex) ends the run before the rows are read.
///
/// Cost: areas are read and indexed once; a row takes the search in a tree of boxes and a test,
/// logarithmic in the vertices, for each box that it lies in; `nearest` takes several times that.
/// Areas that do not fit into memory with their index (250 bytes a vertex, 300 an area, and what is
/// kept) lie on the disk, and are read from there once for each chunk of rows or part of one that
/// memory can be had for, for `nearest` twice: the same rows come out, later, and the sooner the
/// larger `--memory` is. Robust: which side of an edge a point is on is decided exactly. Source:
/// JTS Topology Suite (packed Hilbert R-tree, prepared geometries); checked against Shapely and
/// against each pair tested alone.
@Tool(
    name = "geo.spatial-join",
    oneOf = {"x y", "geometry"},
    fitOn = "areas",
    exactness = "exact; points on a border by exact orientation tests; distances to rounding",
    produces = {
      "areas: number of areas",
      "empty: areas without a geometry",
      "repaired: areas mended",
      "vertices: points that describe the areas",
      "rows: the rows' columns, those kept of the area, of the nearest the distance"
    },
    example =
        "weir run trips.parquet geo.spatial-join --x lon --y lat --areas zones.csv --areas-geometry wkt --keep zone")
final class SpatialJoin implements AnalysisPipeline, Estimator {
  /// What the user chose.
  ///
  /// @param x column of the rows' x coordinate, such as the longitude
  /// @param y column of their y coordinate, such as the latitude
  /// @param geometry column of the rows' geometry, in place of `--x` and `--y`
  /// @param areasGeometry column of the areas' geometry
  /// @param keep columns of the areas that rows get; none: all but the geometry
  /// @param prefix begins the names of the columns kept; none: they keep their names
  /// @param predicate how a row lies to an area that it matches
  /// @param maxDistance of the nearest areas, how far away they may be; none: any distance
  /// @param how what becomes of rows that match none
  /// @param matches which areas a row gets that matches several
  /// @param repair mend areas that are not valid in place of setting them aside
  record Options(
      @Option(
              type = OptionType.COLUMN,
              accepts = {Type.INT, Type.LONG, Type.DOUBLE})
          Optional<String> x,
      @Option(
              type = OptionType.COLUMN,
              accepts = {Type.INT, Type.LONG, Type.DOUBLE})
          Optional<String> y,
      @Option(
              type = OptionType.COLUMN,
              accepts = {Type.TEXT, Type.BYTES})
          Optional<String> geometry,
      @Option(type = OptionType.COLUMN, byDefault = "geometry") String areasGeometry,
      @Option(type = OptionType.COLUMNS) List<String> keep,
      Optional<String> prefix,
      @Option(byDefault = "intersects") SpatialPredicate predicate,
      @Option(least = 0) OptionalDouble maxDistance,
      @Option(byDefault = "inner") JoinKind how,
      @Option(byDefault = "all") Matches matches,
      boolean repair) {}

  private final Options options;
  private final Place place;
  private final Schema emitted;
  private final Column areasGeometry;
  private final List<Column> kept;

  SpatialJoin(Options options, Binding in, Binding areas) {
    this.options = options;
    place = place(in);
    if (options.maxDistance().isPresent() && !nearest()) {
      throw PipelineException.user(
          "option.value",
          "geo.spatial-join: --max-distance means nothing for this --predicate; give --predicate nearest, or leave it out");
    }
    areasGeometry = areas.column(options.areasGeometry(), Type.TEXT, Type.BYTES);
    kept = kept(areas);
    emitted = emitted(in);
    in.emits(emitted, origins(in.schema().size()));
    areas.memory(1 << 20, 0);
  }

  private boolean nearest() {
    return options.predicate() == SpatialPredicate.NEAREST;
  }

  private Place place(Binding in) {
    if (options.geometry().isPresent()) {
      return new Place.OfGeometry(in.column(options.geometry().get(), Type.TEXT, Type.BYTES));
    }
    return new Place.OfPoint(
        in.column(options.x().orElseThrow(), Type.numeric()),
        in.column(options.y().orElseThrow(), Type.numeric()));
  }

  private List<Column> kept(Binding areas) {
    if (!options.keep().isEmpty()) {
      return areas.columns(options.keep());
    }
    return areas.schema().names().stream()
        .filter(name -> !name.equals(areasGeometry.name()))
        .map(name -> areas.column(name))
        .toList();
  }

  private Schema emitted(Binding in) {
    var fields = new ArrayList<>(in.schema().fields());
    boolean left = options.how() == JoinKind.LEFT;
    for (var column : kept) {
      var of = column.field();
      var name = named(column.name(), in);
      fields.add(new Schema.Field(name, of.type(), left || of.nullable(), of.unit()));
    }
    if (nearest()) {
      var name = named("distance", in);
      if (kept.stream().anyMatch(c -> c.name().equals("distance"))) {
        throw in.refusal(
            "the areas have a column 'distance', and so will the rows", "leave it out of --keep");
      }
      fields.add(new Schema.Field(name, Type.DOUBLE, left, ""));
    }
    return new Schema(fields);
  }

  private String named(String column, Binding in) {
    var name = options.prefix().orElse("") + column;
    if (in.schema().indexOf(name) >= 0) {
      throw in.refusal(
          "the rows have a column '" + name + "', which the join would add",
          "give --prefix, or leave it out of --keep");
    }
    return name;
  }

  private int[] origins(int passed) {
    var from = new int[emitted.size()];
    for (int i = 0; i < from.length; i++) {
      from[i] = i < passed ? i : -1;
    }
    return from;
  }

  @Override
  public PipelineResult analyze(Table table, ChunkProcessingContext context) {
    return new AreaModel(areasGeometry, kept, options.repair()).of(table, context);
  }

  @Override
  public PipelineResult shown(PipelineResult model) {
    var shown = PipelineResult.EMPTY;
    for (var value : model.values().entrySet()) {
      shown = shown.withValue(value.getKey(), value.getValue());
    }
    return shown;
  }

  @Override
  public Transform<?> transformer(PipelineResult model) {
    return transformer(model, Long.MAX_VALUE);
  }

  @Override
  public Transform<?> transformer(PipelineResult model, long room) {
    var areas = StoredAreas.of(model.table(AreaModel.TABLE));
    var join =
        new Join(
            place,
            options.predicate(),
            options.maxDistance().orElse(Double.MAX_VALUE),
            options.how() == JoinKind.LEFT,
            options.matches() == Matches.FIRST,
            emitted);
    long bytes =
        StoredAreas.bytes(areas.count(), model.value("vertices", Long.class)) + areas.keptBytes();
    return bytes <= room ? SpatialMatching.of(join, areas) : StreamedMatching.of(join, areas);
  }
}
