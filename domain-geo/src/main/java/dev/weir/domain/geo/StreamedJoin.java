package dev.weir.domain.geo;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.PipelineException;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;

/// Joins one chunk with areas that are read from their table: the rows are in a tree, the areas
/// pass by. Used by one thread.
///
/// The rows that a reading serves are as many as memory can be had for, so each chunk takes one
/// reading or some; the nearest areas take two: one finds how near they are, the other finds them.
final class StreamedJoin {
  private static final int LEAST_ROWS = 256;

  private final Join join;
  private final StoredAreas areas;
  private final @Nullable NearPoints near;
  private final Chunk chunk;
  private final ChunkProcessingContext context;
  private final long room;
  private long spare;
  private final GeometryReader reader = new GeometryReader();
  private final KeptColumns kept;
  private final Pairs pairs;
  private final BitSet answered;

  /// What is done with an area that may concern rows: those that the tree of the slice has met.
  private interface Meeting {
    void of(Area area, Chunk areas, int number, Slice slice, int met);
  }

  StreamedJoin(
      Join join,
      StoredAreas areas,
      @Nullable NearPoints near,
      Chunk chunk,
      ChunkProcessingContext context) {
    this.join = join;
    this.areas = areas;
    this.near = near;
    this.chunk = chunk;
    this.context = context;
    this.spare = answer();
    this.room = room();
    this.kept = KeptColumns.of(areas.columns(), this::take);
    int expected = (int) Math.min(chunk.rows(), spare / 2 / Pairs.bytes(1));
    spare -= Pairs.bytes(expected);
    this.pairs = new Pairs(expected, this::take);
    this.answered = new BitSet(chunk.rows());
  }

  /// Counts what the answer takes beyond what was expected.
  private void take(long bytes) {
    long of = Math.min(spare, bytes);
    spare -= of;
    if (bytes > of) {
      context.borrow(bytes - of, bytes - of);
    }
  }

  /// The rows that come out.
  Chunk rows() {
    int none = kept.addMissing();
    var places = RowPlaces.of(join.place(), chunk, context);
    long beyond = 0;
    for (int row = 0; row < chunk.rows(); ) {
      var slice = Slice.read(places, join, row, chunk.rows(), room, answered);
      row = slice.next();
      take(Math.max(0, slice.beyond() - beyond));
      beyond = Math.max(beyond, slice.beyond());
      if (near == null) {
        slice.look(0);
        read(slice, this::match);
      } else {
        new NearestOfSlice(slice, near).find();
      }
    }
    for (int row = 0; join.left() && row < chunk.rows(); row++) {
      if (!answered.get(row)) {
        pairs.add(row, none, 0);
      }
    }
    pairs.sort(chunk.rows());
    return pairs.rows(chunk, join.emitted(), kept.values(pairs.count()), none);
  }

  /// What the answer is expected to take, one area a row, if that is not a large part of all
  /// memory.
  private long answer() {
    long expected = Pairs.bytes(chunk.rows()) + chunk.rows() * KeptColumns.bytes(areas);
    return Math.min(expected, context.memory().budget() / 3);
  }

  /// Memory for rows: what all of them take, or as much as can be spared. What is expected of the
  /// answer is held besides, from the beginning, so that what does not fit waits for other chunks.
  private long room() {
    long besides = spare + areas.readingBytes();
    long least = Slice.bytes(Math.min(chunk.rows(), LEAST_ROWS));
    boolean points = join.place() instanceof Place.OfPoint;
    long most = points ? Math.max(least, Slice.bytes(chunk.rows())) : Long.MAX_VALUE / 2;
    try {
      return context.borrow(besides + least, besides + most) - besides;
    } catch (PipelineException e) {
      boolean area = areas.readingBytes() > besides / 2;
      throw area
          ? AreaModel.tooLarge(areas.largest(), "the largest area", context.memory().free())
          : e;
    }
  }

  /// One reading, to the end or until no row looks any more.
  private void read(Slice slice, Meeting meeting) {
    context.count("readings", 1);
    try (var table = areas.table().open()) {
      while (!slice.tree().isDone()) {
        var some = table.next();
        if (some.isEmpty()) {
          return;
        }
        context.checkCancelled();
        meet(some.get(), slice, meeting);
      }
    }
  }

  private void meet(Chunk some, Slice slice, Meeting meeting) {
    var box = new Envelope();
    var boxes = areas.columns().boxes(some);
    for (int number = 0; number < some.rows(); number++) {
      boxes.read(number, box);
      int met = join.nearest() && Nearest.far(box) ? 0 : slice.tree().find(box);
      if (met > 0) {
        var geometry = areas.columns().geometry(some, number, reader);
        meeting.of(Area.of(number, geometry, join.nearest()), some, number, slice, met);
      }
    }
  }

  private void match(Area area, Chunk some, int number, Slice slice, int met) {
    int known = -1;
    for (int i = 0; i < met; i++) {
      int leaf = slice.tree().met(i);
      if (slice.matches(area, leaf, join.predicate())) {
        known = known < 0 ? kept.add(some, number) : known;
        pair(slice, leaf, known, 0);
      }
    }
  }

  private void pair(Slice slice, int leaf, int known, double distance) {
    int row = slice.row(leaf);
    pairs.add(row, known, distance);
    answered.set(row);
    if (join.first()) {
      slice.tree().shrink(leaf, -1);
    }
  }

  /// The nearest areas of the rows of a slice.
  private final class NearestOfSlice {
    private final Slice slice;
    private final RowTree tree;

    /// How near the nearest area is, as far as is known; negative: none is known.
    private final double[] best;

    private final double[] reaches;

    NearestOfSlice(Slice slice, NearPoints near) {
      this.slice = slice;
      this.tree = slice.tree();
      this.best = new double[tree.count()];
      this.reaches = new double[tree.count()];
      Arrays.fill(best, -1);
      for (int leaf = 0; leaf < reaches.length; leaf++) {
        double within = near.within(slice.geometry(leaf).getCoordinate());
        reaches[leaf] = Math.min(within, join.maxDistance());
      }
    }

    void find() {
      tree.reach(reaches);
      read(slice, this::approach);
      if (lookFarther()) {
        read(slice, this::approach);
      }
      tree.reach(best);
      read(slice, this::match);
    }

    private void approach(Area area, Chunk some, int number, Slice of, int met) {
      for (int i = 0; i < met; i++) {
        int leaf = tree.met(i);
        double distance = area.distance(of.geometry(leaf));
        if (distance <= tree.reach(leaf)) {
          best[leaf] = distance;
          tree.shrink(leaf, distance);
        }
      }
    }

    /// Where rounding has left nothing within the bound, there is none but the one asked for.
    private boolean lookFarther() {
      boolean any = false;
      for (int leaf = 0; leaf < best.length; leaf++) {
        boolean lost = best[leaf] < 0 && reaches[leaf] < join.maxDistance();
        any |= lost;
        reaches[leaf] = lost ? join.maxDistance() : -1;
      }
      tree.reach(reaches);
      return any;
    }

    private void match(Area area, Chunk some, int number, Slice of, int met) {
      int known = -1;
      for (int i = 0; i < met; i++) {
        int leaf = tree.met(i);
        if (area.distance(of.geometry(leaf)) == best[leaf]) {
          known = known < 0 ? kept.add(some, number) : known;
          pair(of, leaf, known, best[leaf]);
        }
      }
    }
  }
}
