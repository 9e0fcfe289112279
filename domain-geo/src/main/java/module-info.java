import dev.weir.api.DomainPlugin;
import dev.weir.domain.geo.GeoPlugin;
import org.jspecify.annotations.NullMarked;

/// Points, lines and areas: joins by place. Start reading at [dev.weir.domain.geo].
@NullMarked
module dev.weir.domain.geo {
  requires transitive dev.weir.api;
  requires dev.weir.numerics;
  requires org.locationtech.jts;

  exports dev.weir.domain.geo;

  provides DomainPlugin with
      GeoPlugin;
}
