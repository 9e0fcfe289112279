/// Points, lines and areas: joins by place.
package dev.weir.domain.geo;
