/// Tools that ask where things are.
///
/// | tool | answers |
/// |---|---|
/// | [SpatialJoin] `geo.spatial-join` | in which area each point, line or polygon lies, or which is nearest |
///
/// **Two inputs.** The areas are read whole, checked and kept in memory as an index; the rows flow
/// past it in chunks, in parallel, so there may be any number of them. Of areas too it may be any
/// number: those that do not fit into memory lie on the disk, and flow past each chunk of rows.
///
/// **Geometry in cells.** TEXT holds WKT (`POLYGON ((0 0, 1 0, 1 1, 0 0))`, with or without
/// `SRID=4326;`), GeoJSON (a geometry or a feature) or WKB in hexadecimal digits; BYTES hold WKB,
/// ISO or EWKB. Which it is, each cell says itself. A file of GeoJSON features, one a line, has the
/// columns `geometry` and `properties`.
///
/// **The plane.** Coordinates are numbers in a plane; both inputs must have the same reference
/// system. Longitude and latitude are such numbers too: `--x longitude --y latitude`. An edge is
/// then straight on the map, and nothing crosses the 180th meridian: cut areas there.
///
/// **Missing, empty, wrong.** A missing or empty geometry, or a coordinate that is missing, NaN or
/// infinite, is nowhere: it meets nothing. A geometry that cannot be read, or that has no inside
/// (rings that cross), is set aside with its row and the reason, within `--error-budget`; areas can
/// be mended instead (`--repair`).
///
/// **Traps.** A point on the border of an area is not `within` it, but `intersects` and
/// `covered-by` hold; on the common border of two areas it intersects both: `--matches first` takes
/// one. Swapped axes give no error, only no match.
package dev.weir.domain.geo;
