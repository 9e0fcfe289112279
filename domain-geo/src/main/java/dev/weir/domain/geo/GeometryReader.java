package dev.weir.domain.geo;

import dev.weir.api.Text;
import dev.weir.api.Type;
import java.util.Arrays;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKTReader;
import org.locationtech.jts.operation.valid.IsValidOp;

/// Reads the geometry of a cell: WKT, GeoJSON or hexadecimal WKB of a text, WKB of bytes. Used by
/// one thread.
final class GeometryReader {
  static final GeometryFactory FACTORY = new GeometryFactory();

  private final WKTReader wkt = new WKTReader(FACTORY);
  private final WKBReader wkb = new WKBReader(FACTORY);
  private final GeoJson json = new GeoJson(FACTORY);

  /// A cell that holds no geometry, or none that can be asked for its inside.
  static final class BadGeometry extends Exception {
    private static final long serialVersionUID = 1;
    private final String why;

    BadGeometry(String why) {
      super(why);
      this.why = why;
    }

    /// The reason, for people.
    String why() {
      return why;
    }
  }

  /// The geometry of a cell; perhaps empty, perhaps with rings that cross.
  Geometry read(Text text, int row, Type type) throws BadGeometry {
    try {
      return type == Type.BYTES
          ? wkb.read(Arrays.copyOfRange(text.bytes(), text.start(row), text.end(row)))
          : ofText(text.string(row).strip());
    } catch (ParseException | IllegalArgumentException e) {
      throw new BadGeometry("its geometry cannot be read: " + why(e));
    } catch (StackOverflowError e) {
      throw new BadGeometry("its geometry cannot be read: it is nested too deeply");
    }
  }

  private static String why(Exception e) {
    var message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private Geometry ofText(String text) throws ParseException {
    if (text.startsWith("{")) {
      return json.parse(text);
    }
    if (text.startsWith("00") || text.startsWith("01")) {
      return wkb.read(WKBReader.hexToBytes(text));
    }
    boolean srid = text.regionMatches(true, 0, "SRID=", 0, 5);
    return wkt.read(srid ? text.substring(text.indexOf(';') + 1) : text);
  }

  /// The same if it has an inside that can be asked for.
  static Geometry valid(Geometry geometry) throws BadGeometry {
    if (geometry.getClass() == GeometryCollection.class && !geometry.isEmpty()) {
      throw new BadGeometry(
          "its geometry is a GEOMETRYCOLLECTION; needed is points, lines or polygons alone");
    }
    var error = new IsValidOp(geometry).getValidationError();
    if (error != null) {
      var at = error.getCoordinate();
      throw new BadGeometry(
          "its geometry is not valid: " + error.getMessage() + " at " + at.x + " " + at.y);
    }
    return geometry;
  }

  /// True if it can be mended and needs it.
  static boolean broken(Geometry geometry) {
    return geometry.getClass() != GeometryCollection.class && !geometry.isValid();
  }

  /// What a broken one was meant to be: rings that cross become several.
  static Geometry mended(Geometry broken) throws BadGeometry {
    var fixed = GeometryFixer.fix(broken);
    if (fixed.isEmpty()) {
      throw new BadGeometry("nothing is left of its geometry when it is repaired");
    }
    return valid(fixed);
  }
}
