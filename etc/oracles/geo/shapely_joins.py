"""Which of random points, lines and polygons match which areas, by Shapely (GEOS), each pair tested alone.

Run:  /usr/bin/python3 etc/oracles/geo/shapely_joins.py      (Debian: python3-shapely)
Writes areas.txt, rows.txt (number, WKT) and pairs.txt (predicate, row, areas) beside the tests. Coordinates are
multiples of 1/2 in a small square, so that many borders, corners and edges meet.
"""
import math, pathlib, random, shapely
from shapely.geometry import LineString, MultiPoint, MultiPolygon, Point, Polygon
from shapely.validation import explain_validity

where = pathlib.Path(__file__).parents[3] / "domain-geo/src/test/resources/dev/weir/domain/geo"
chance = random.Random(5)
head = f"# Shapely {shapely.__version__}, GEOS {shapely.geos.geos_version_string}, " \
       "/usr/bin/python3 etc/oracles/geo/shapely_joins.py\n"


def half(value):
    return round(2 * value) / 2


def polygon(cx, cy, radius, corners):
    """A valid polygon around a centre with corners on the grid, perhaps with a hole; None if there is none."""
    angles = sorted(chance.uniform(0, 2 * math.pi) for _ in range(corners))
    ring = [(half(cx + radius * chance.uniform(.4, 1) * math.cos(a)),
             half(cy + radius * chance.uniform(.4, 1) * math.sin(a))) for a in angles]
    if len(set(ring)) < 3:
        return None
    hole = [(cx - 1, cy - 1), (cx + 1, cy - 1), (cx + 1, cy + 1), (cx - 1, cy + 1)]
    for shape in (Polygon(ring, [hole]), Polygon(ring)):
        if explain_validity(shape) == "Valid Geometry" and shape.area > 0:
            return shape
    return None


def polygons(count, radius, corners):
    made = []
    while len(made) < count:
        shape = polygon(half(chance.uniform(0, 20)), half(chance.uniform(0, 20)), chance.uniform(1, radius),
                        chance.randrange(3, corners))
        if shape is not None:
            made.append(shape)
    return made


def spot():
    return half(chance.uniform(-1, 21)), half(chance.uniform(-1, 21))


areas = polygons(50, 6, 12) + polygons(10, 9, 60)
while len(areas) < 65:
    parts = MultiPolygon(polygons(2, 3, 8))
    if parts.is_valid:
        areas.append(parts)
areas += [Point(*spot()), MultiPoint([spot(), spot()]), LineString([spot(), spot(), spot()]), LineString([(3, 3), (17, 3)])]

rows = [Point(*spot()) for _ in range(250)] + [areas[3], areas[60], areas[-1], areas[-4]]
rows += [LineString([spot(), spot()]) for _ in range(40)] + [MultiPoint([spot(), spot()]) for _ in range(20)]
rows += polygons(60, 4, 8)
rows = [r for r in rows if r.is_valid]

for name, shapes in (("areas", areas), ("rows", rows)):
    (where / f"{name}.txt").write_text(head + "".join(f"{i}\t{s.wkt}\n" for i, s in enumerate(shapes)))

out = [head, "# predicate, row, areas\n"]
for predicate in ("intersects", "within", "covered_by", "contains"):
    for i, row in enumerate(rows):
        found = [str(j) for j, area in enumerate(areas) if getattr(row, predicate)(area)]
        if found:
            out.append(f"{predicate.replace('_', '-')}\t{i}\t{' '.join(found)}\n")
(where / "pairs.txt").write_text("".join(out))
